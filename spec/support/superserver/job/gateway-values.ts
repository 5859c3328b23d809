import type { IrisColumn } from '../../../../src/backend/iris-session.ts';
import { type ObjectValue, textOf } from './object-value.ts';
import { isBinaryStream, isStream } from './sql-values.ts';
import type { StreamStore } from './stream.ts';

/** A value in a row of a reply: NULL, text, or a reference to a value that comes by pieces. */
export type ReplyValue = null | string | { readonly p: number };

/** Longer values come by Piece. */
const LONGEST_VALUE = 200_000;

/** Characters of the rows of one reply, about. */
const BATCH_TEXT = 1_000_000;

interface Pending {
  readonly text: string;
  readonly binary: boolean;
  at: number;
}

/** ODBC type codes of bytes (iris-sql.md 3.2). */
const BINARY_TYPES = [-2, -3, -4];

/** Values of a reply's rows, and those that the client has still to ask for. */
export class GatewayValues {
  readonly #streams: StreamStore;
  readonly #pending = new Map<number, Pending>();
  #last = 0;

  constructor(streams: StreamStore) {
    this.#streams = streams;
  }

  /** Forgets what was not asked for. */
  drop(): void {
    this.#pending.clear();
  }

  /** The values of one reply's rows. */
  batch(): ReplyBatch {
    return new ReplyBatch(
      (oid) => this.#streams.open(oid).text,
      (text, binary) => this.#later(text, binary),
    );
  }

  #later(text: string, binary: boolean): ReplyValue {
    this.#last += 1;
    this.#pending.set(this.#last, { text, binary, at: 0 });
    return { p: this.#last };
  }

  /** The next piece of a value; undefined for an unknown number. */
  piece(number: number): { readonly v: string; readonly more: 0 | 1 } | undefined {
    const pending = this.#pending.get(number);
    if (!pending) return undefined;
    const end = pieceEnd(pending.text, pending.at);
    const part = pending.text.slice(pending.at, end);
    pending.at = end;
    const more = end < pending.text.length ? 1 : 0;
    if (more === 0) this.#pending.delete(number);
    return { v: pending.binary ? base64(part) : part, more };
  }
}

/** One reply's rows: it is full with so many characters, or with a stream. */
class ReplyBatch {
  readonly #streamText: (oid: string) => string;
  readonly #later: (text: string, binary: boolean) => ReplyValue;
  #size = 0;
  #hasStream = false;

  constructor(streamText: (oid: string) => string, later: (text: string, binary: boolean) => ReplyValue) {
    this.#streamText = streamText;
    this.#later = later;
  }

  get full(): boolean {
    return this.#hasStream || this.#size >= BATCH_TEXT;
  }

  reply(value: ObjectValue, column: IrisColumn): ReplyValue {
    if (value === '') return null;
    if (isStream(column)) {
      this.#hasStream = true;
      return this.#later(this.#streamText(textOf(value)), isBinaryStream(column));
    }
    const binary = BINARY_TYPES.includes(column.odbcType);
    const text = value === '\0' ? '' : textOf(value);
    const comesLater = text.length > LONGEST_VALUE || this.#size + text.length > BATCH_TEXT;
    this.#size += text.length;
    if (comesLater) return this.#later(text, binary);
    return binary ? base64(text) : text;
  }
}

/** Pieces do not end within a surrogate pair. */
function pieceEnd(text: string, at: number): number {
  const end = Math.min(at + LONGEST_VALUE, text.length);
  const last = text.charCodeAt(end - 1);
  return end < text.length && last >= 0xd800 && last < 0xdc00 ? end - 1 : end;
}

function base64(text: string): string {
  return Buffer.from(text, 'latin1').toString('base64');
}
