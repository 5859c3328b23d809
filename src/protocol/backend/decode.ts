import { Reader, peekInt32 } from '../reader.ts';
import { violation } from '../violation.ts';
import type { BackendKind } from './kind.ts';
import { KINDS } from './registry.ts';
import type { BackendMessage } from './registry.ts';

const kinds: readonly BackendKind<BackendMessage>[] = Object.values(KINDS);
const AUTHENTICATION = 'R'.charCodeAt(0);
const authentications = new Map(kinds.map((kind) => [kind.authentication, kind]));
const byTypeByte = new Map(
  kinds.filter((kind) => kind.authentication === undefined).map((kind) => [kind.letter.charCodeAt(0), kind]),
);

/** Reads one message of a server: PGlite's answers, and in specs our own. 08P01 for anything malformed or unknown. */
export function decodeBackend(type: number, body: Uint8Array): BackendMessage {
  const reader = new Reader(body);
  const kind = type === AUTHENTICATION ? authentications.get(reader.int32()) : byTypeByte.get(type);
  if (!kind) throw violation(`invalid backend message type ${type}`);
  const message = kind.decode(reader);
  reader.end();
  return message;
}

/** One message within a longer run of bytes; all views of it. */
export interface RawMessage {
  readonly type: number;
  readonly body: Uint8Array;
  /** Type byte and length word included: may be sent on as it is. */
  readonly raw: Uint8Array;
}

/** Where the message that begins at `start` ends, in bytes known to hold whole messages. */
export function endOfMessage(bytes: Uint8Array, start: number): number {
  return start + 1 + (peekInt32(bytes, start + 1) ?? 0);
}

/** Cuts bytes that hold whole messages. 08P01 when a length cannot be or the last message is not complete. */
export function* splitMessages(bytes: Uint8Array): Generator<RawMessage> {
  for (let start = 0; start < bytes.length; ) {
    const length = peekInt32(bytes, start + 1) ?? 0;
    const end = start + 1 + length;
    if (length < 4 || end > bytes.length) throw violation('invalid message length');
    yield {
      type: bytes[start] ?? 0,
      body: bytes.subarray(start + 5, end),
      raw: bytes.subarray(start, end),
    };
    start = end;
  }
}
