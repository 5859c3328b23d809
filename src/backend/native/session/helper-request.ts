import { GatewayError } from '../../../errors/gateway-error.ts';
import type { IrisValue } from '../../../types/iris-value.ts';
import { isWhole, refuseZeroByte } from './arguments.ts';

/** A string of IRIS is at most 3,641,144 characters long (iris-sql.md 6.7). */
const REQUEST_CHARACTERS = 3_600_000;
/** Values beyond this come apart, and in pieces of this, so that a request of 380 arguments stays a string of IRIS. */
const PIECE_CHARACTERS = 200_000;

/** One call that gives a piece of a long value: a request for Append. */
export type AppendRequest = { readonly p: number } & ({ readonly s: string } | { readonly b: string });

/** A request of Run, and the values that have to be there before. */
export interface RunRequest {
  readonly appends: readonly AppendRequest[];
  readonly request: string;
}

/**
 * The request of Run for a statement (docs/NATIVE.md, Arguments).
 *
 * @throws GatewayError 54000 when it is longer than a string of IRIS, 0A000 for a value IRIS cannot have
 */
export function runRequest(sql: string, args: readonly IrisValue[], rows: number): RunRequest {
  const appends: AppendRequest[] = [];
  const items = args.map((value) => argument(value, appends));
  const request = ascii(`{"sql":${JSON.stringify(sql)},"args":[${items.join(',')}],"rows":${rows}}`);
  return { appends, request };
}

/** A request as JSON. @throws GatewayError 54000 */
export function requestOf(value: object): string {
  return ascii(JSON.stringify(value));
}

/** JSON in ASCII: no encoding between driver and server is in question then. */
function ascii(json: string): string {
  const text = json.replaceAll(
    /[\u0080-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  if (text.length > REQUEST_CHARACTERS) {
    throw new GatewayError('54000', 'statement is too long', {
      detail: 'A string of IRIS has at most 3641144 characters.',
    });
  }
  return text;
}

/** One argument as JSON; a long one is given by Append before. */
function argument(value: IrisValue, appends: AppendRequest[]): string {
  if (value === null) return 'null';
  if (typeof value === 'bigint') return String(value);
  if (typeof value === 'number') return isWhole(value) ? String(value) : `{"d":"${doubleText(value)}"}`;
  if (typeof value === 'string') {
    if (value.length <= PIECE_CHARACTERS) return JSON.stringify(value);
    return append(appends, textPieces(value));
  }
  refuseZeroByte(value);
  const bytes = Buffer.from(value.buffer, value.byteOffset, value.byteLength);
  if (bytes.length <= PIECE_CHARACTERS) return `{"b":"${bytes.toString('base64')}"}`;
  return append(appends, bytePieces(bytes));
}

/** As $DOUBLE reads it (ObjectScript reference). */
function doubleText(value: number): string {
  if (Number.isNaN(value)) return 'NAN';
  if (Number.isFinite(value)) return Object.is(value, -0) ? '-0' : String(value);
  return value > 0 ? 'INF' : '-INF';
}

type Piece = { readonly s: string } | { readonly b: string };

function append(appends: AppendRequest[], pieces: Iterable<Piece>): string {
  const p = (appends.at(-1)?.p ?? 0) + 1;
  for (const piece of pieces) appends.push({ p, ...piece });
  return `{"p":${p}}`;
}

/** The server puts them together by characters of 16 bits, so a pair may be cut. */
function* textPieces(text: string): Generator<Piece> {
  for (let at = 0; at < text.length; at += PIECE_CHARACTERS)
    yield { s: text.slice(at, at + PIECE_CHARACTERS) };
}

function* bytePieces(bytes: Buffer): Generator<Piece> {
  for (let at = 0; at < bytes.length; at += PIECE_CHARACTERS) {
    yield { b: bytes.subarray(at, at + PIECE_CHARACTERS).toString('base64') };
  }
}
