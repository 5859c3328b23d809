import { splitMessages, type Frame } from '../../src/protocol/index.ts';

/** Messages of one type that followed each other: what they were and how long, never what stood in them. */
export interface TappedMessages {
  readonly from: 'client' | 'gateway';
  /** As the manual calls them (55.7). */
  readonly name: string;
  readonly count: number;
  /** Length words and type bytes included. */
  readonly bytes: number;
}

export type MessageTap = (messages: TappedMessages) => void;

/** Type byte and length word. */
const HEADER_BYTES = 5;

/** A message of the client. A start-up packet has no type byte. */
export function tapFrame(tap: MessageTap, { type, body }: Frame): void {
  const name = type === 0 ? 'StartupMessage' : (FRONTEND[String.fromCharCode(type)] ?? 'unknown');
  tap({
    from: 'client',
    name,
    count: 1,
    bytes: body.length + (type === 0 ? HEADER_BYTES - 1 : HEADER_BYTES),
  });
}

/** Messages for the client: complete ones, in order. */
export function tapFrames(tap: MessageTap, frames: Uint8Array): void {
  let name = '';
  let count = 0;
  let bytes = 0;
  const tell = (): void => {
    if (count > 0) tap({ from: 'gateway', name, count, bytes });
  };
  for (const { type, body } of splitMessages(frames)) {
    const next = BACKEND[String.fromCharCode(type)] ?? 'unknown';
    if (next !== name) {
      tell();
      name = next;
      count = 0;
      bytes = 0;
    }
    count += 1;
    bytes += body.length + HEADER_BYTES;
  }
  tell();
}

/** Type bytes of clients (manual 55.7); `p` has other names as well, which depend on what was asked. */
const FRONTEND: Readonly<Record<string, string>> = {
  B: 'Bind',
  C: 'Close',
  D: 'Describe',
  E: 'Execute',
  F: 'FunctionCall',
  H: 'Flush',
  P: 'Parse',
  Q: 'Query',
  S: 'Sync',
  X: 'Terminate',
  c: 'CopyDone',
  d: 'CopyData',
  f: 'CopyFail',
  p: 'PasswordMessage',
};

/** Type bytes of servers (manual 55.7). */
const BACKEND: Readonly<Record<string, string>> = {
  '1': 'ParseComplete',
  '2': 'BindComplete',
  '3': 'CloseComplete',
  A: 'NotificationResponse',
  C: 'CommandComplete',
  D: 'DataRow',
  E: 'ErrorResponse',
  G: 'CopyInResponse',
  H: 'CopyOutResponse',
  I: 'EmptyQueryResponse',
  K: 'BackendKeyData',
  N: 'NoticeResponse',
  R: 'Authentication',
  S: 'ParameterStatus',
  T: 'RowDescription',
  V: 'FunctionCallResponse',
  Z: 'ReadyForQuery',
  c: 'CopyDone',
  d: 'CopyData',
  n: 'NoData',
  s: 'PortalSuspended',
  t: 'ParameterDescription',
  v: 'NegotiateProtocolVersion',
};
