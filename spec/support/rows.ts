import type { BackendMessage } from '../../src/protocol/index.ts';

/** The rows of an answer as texts; null is SQL NULL. */
export function rowsOf(messages: readonly BackendMessage[]): (string | null)[][] {
  return messages.flatMap((message) =>
    message.type === 'DataRow'
      ? [message.values.map((value) => (value === null ? null : Buffer.from(value).toString()))]
      : [],
  );
}

/** SQLSTATEs of the errors in an answer. */
export function errorsOf(messages: readonly BackendMessage[]): string[] {
  return messages.flatMap((message) => (message.type === 'ErrorResponse' ? [message.fields.sqlstate] : []));
}
