import type { CopyRows } from '../../../src/copy/to/copy-rows.ts';
import type { OutputColumn } from '../../../src/sql/plan.ts';
import type { Format } from '../../../src/types/index.ts';
import { ConvertingReceiver } from '../encoding/converted-rows.ts';
import type { Session } from '../session.ts';

/** Takes what a portal answers: the client, or a cursor that keeps rows. */
export interface Receiver {
  /** Lanes are to send CopyData messages of this form instead of DataRow messages. */
  readonly copy?: CopyRows;
  /** Finished DataRow messages, one behind the other. The promise resolves when more may come; without one that is at once. */
  rows(frames: Uint8Array): Promise<void> | void;
  /** The limit is reached: there may be more rows. */
  suspend(): void;
  /** The portal has run to its end; the command tag with its count. */
  complete(tag: string): void;
}

/** Where a portal's rows go that the client runs: in its encoding. */
export function clientReceiver(
  session: Session,
  columns: readonly OutputColumn[] | null,
  formats: readonly Format[],
): Receiver {
  const encoding = session.settings.clientEncoding();
  if (encoding === null || columns === null) return session.client;
  const shape = { types: columns.map(({ typeOid }) => typeOid), formats };
  return new ConvertingReceiver(session.client, encoding, session.services.registry, shape);
}

/** Rows are flushed to the socket when this many bytes have gathered; then its back-pressure counts. */
const FLUSH_BYTES = 64 * 1024;

/** The client of a session: waits while its socket is full. */
export class ClientReceiver implements Receiver {
  readonly #session: Session;

  constructor(session: Session) {
    this.#session = session;
  }

  rows(frames: Uint8Array): Promise<void> | void {
    const { outbox } = this.#session;
    outbox.append(frames);
    if (outbox.pending < FLUSH_BYTES) return undefined;
    outbox.flush();
    return this.#session.drained() ?? undefined;
  }

  suspend(): void {
    this.#session.outbox.send({ type: 'PortalSuspended' });
  }

  complete(tag: string): void {
    this.#session.activity.tag = tag;
    this.#session.outbox.send({ type: 'CommandComplete', tag });
  }
}
