import { GatewayError } from '../../../errors/gateway-error.ts';
import { IrisError } from '../../iris-session.ts';
import { decodeUtf8 } from './utf8.ts';

/** A value in a row of the helper's reply: what is long, or a stream, is fetched apart. */
export type ReplyValue = null | string | { readonly p: number };

/** A column of the helper's reply: name, ODBCType, precision, scale, nullable. */
export type ReplyColumn = readonly [string, number, number, number, number];

/** What methods of the helper class give (docs/NATIVE.md, Level a). */
export interface Replies {
  Hello: { helper: number; version: string; job: string };
  Run: {
    code: number;
    type: number;
    count: number;
    id: string;
    cols?: readonly ReplyColumn[];
    rows?: readonly (readonly ReplyValue[])[];
    h: number;
  };
  Fetch: { rows: readonly (readonly ReplyValue[])[]; h: number };
  Close: object;
  Describe: { cols: readonly ReplyColumn[]; params: number };
  Append: object;
  Piece: { v: string; more: number };
  Cancel: { done: number };
  Log: object;
}

interface Failure {
  readonly err: { readonly code: number; readonly msg: string };
}

/**
 * Reads what a method of the helper class has returned.
 *
 * @throws IrisError when it tells a failure
 */
export function readReply<M extends keyof Replies>(method: M, bytes: Uint8Array | null): Replies[M] {
  if (bytes === null) throw unexpected(method);
  const reply = parse(method, bytes);
  if ('err' in reply) throw new IrisError(reply.err.code, reply.err.msg);
  return reply;
}

function parse<M extends keyof Replies>(method: M, bytes: Uint8Array): Replies[M] | Failure {
  try {
    return JSON.parse(decodeUtf8(bytes)) as Replies[M] | Failure;
  } catch (error) {
    throw unexpected(method, error);
  }
}

function unexpected(method: string, cause?: unknown): GatewayError {
  return new GatewayError('58000', `${method}() of IrisPGWire.Gateway gave what is no reply`, {}, { cause });
}
