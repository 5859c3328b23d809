import type { Writer } from '../writer.ts';
import type { BackendKind } from './kind.ts';
import { KINDS } from './registry.ts';
import type { BackendMessage } from './registry.ts';

export type { FieldDescription, RowDescription } from './row-description.ts';
export type { TransactionStatus } from './ready-for-query.ts';
export type { BackendMessage } from './registry.ts';

/**
 * Appends one complete message. When a field cannot be written (a NUL in a name, more than 65,535 columns) it throws
 * and the writer holds what it held before.
 */
export function encodeBackend(writer: Writer, message: BackendMessage): void {
  const kind: BackendKind<BackendMessage> = KINDS[message.type];
  const before = writer.length;
  try {
    writer.begin(kind.letter);
    if (kind.authentication !== undefined) writer.int32(kind.authentication);
    kind.encode(writer, message);
    writer.finish();
  } catch (error) {
    writer.truncate(before);
    throw error;
  }
}
