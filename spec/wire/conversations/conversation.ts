import type { BackendMessage } from '../../../src/protocol/index.ts';

/** Reads answers up to and including the first message of the type. */
interface Until {
  readonly until: BackendMessage['type'];
  readonly count: number;
}

/** Reads one byte that is no message: the answer to SSLRequest and GSSENCRequest (manual 55.2.10). */
interface OneByte {
  readonly byte: true;
}

/** A CancelRequest for the conversation's own session, over a connection of its own (manual 55.2.8). */
interface Cancel {
  readonly cancel: 'right key' | 'wrong key';
}

/** Lets the server work on what was sent: it answers nothing that could be waited for. */
interface Pause {
  readonly pauseMs: number;
}

/** What another session does meanwhile; its answer up to ReadyForQuery is recorded as well. */
interface Other {
  readonly other: Uint8Array;
}

/** One thing a client does. Messages that stand together are sent in one write. */
export type Step = Uint8Array | Until | OneByte | Cancel | Pause | Other;

/** What a client sends and when it waits; the server's messages are compared with PostgreSQL's. */
export interface Conversation {
  /** Unique in its topic. */
  readonly name: string;
  /** Startup parameters over user and database; `none`: the conversation begins with its own first bytes. */
  readonly login?: Readonly<Record<string, string>> | 'none';
  /** The server closes the connection; otherwise the session must answer one more Query at the end. */
  readonly closes?: true;
  /** What comes depends on what the server knows to follow: sent in one piece only. */
  readonly whole?: true;
  readonly steps: readonly Step[];
}

/** Conversations about one part of the protocol. */
export interface Topic {
  readonly topic: string;
  /** Run once on both servers. */
  readonly setup?: readonly string[];
  /** Run before each conversation on both servers. */
  readonly reset?: readonly string[];
  readonly conversations: readonly Conversation[];
}

export function until(type: BackendMessage['type'], count = 1): Until {
  return { until: type, count };
}

/** Up to ReadyForQuery, so many times. */
export function ready(count = 1): Until {
  return until('ReadyForQuery', count);
}

export const oneByte: OneByte = { byte: true };

export function cancel(key: Cancel['cancel'] = 'right key'): Cancel {
  return { cancel: key };
}

export function pause(pauseMs: number): Pause {
  return { pauseMs };
}

export function other(message: Uint8Array): Other {
  return { other: message };
}
