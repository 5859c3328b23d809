import type { BackendKind } from './kind.ts';

/** A statement is done. */
export interface CommandComplete {
  readonly type: 'CommandComplete';
  /** e.g. `INSERT 0 1`, `SELECT 5`, `BEGIN` */
  readonly tag: string;
}

export const commandComplete: BackendKind<CommandComplete> = {
  letter: 'C',
  encode(writer, { tag }) {
    writer.cstring(tag);
  },
  decode: (reader) => ({ type: 'CommandComplete', tag: reader.cstring() }),
};
