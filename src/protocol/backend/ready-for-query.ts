import { violation } from '../violation.ts';
import type { BackendKind } from './kind.ts';

/** I: idle; T: in a transaction block; E: in a failed one. */
export type TransactionStatus = 'I' | 'T' | 'E';

/** The server waits for the next query cycle. */
export interface ReadyForQuery {
  readonly type: 'ReadyForQuery';
  readonly status: TransactionStatus;
}

export const readyForQuery: BackendKind<ReadyForQuery> = {
  letter: 'Z',
  encode(writer, { status }) {
    writer.text(status);
  },
  decode(reader) {
    const status = String.fromCharCode(reader.uint8());
    if (status === 'I' || status === 'T' || status === 'E') return { type: 'ReadyForQuery', status };
    throw violation('invalid message format');
  },
};
