import type { IrisValue } from './iris-value.ts';

/** Session settings that change how values look (manual 20.11.2, 9.9.4, 8.4). */
export interface ValueSettings {
  /** IANA zone name or POSIX offset, as SET TimeZone took it. */
  readonly timeZone: string;
  /** e.g. `ISO, MDY`. */
  readonly dateStyle: string;
  readonly intervalStyle: 'postgres' | 'postgres_verbose' | 'sql_standard' | 'iso_8601';
  readonly byteaOutput: 'hex' | 'escape';
  /** 1 or more: shortest exact; 0 and less: rounded to 15 (6) + n digits. */
  readonly extraFloatDigits: number;
  /** The transaction's start in microseconds since 1970-01-01 UTC: what the input `now`, `today` means. */
  readonly now: bigint;
}

/** What a codec must know beside the value. `typmod` is pg_attribute.atttypmod, -1 for none. */
export interface CodecContext {
  readonly typmod: number;
  readonly settings: ValueSettings;
}

/** Wire format codes of Bind and RowDescription. */
export type Format = 0 | 1;

/**
 * One PostgreSQL type: its text and binary forms, and its form in IRIS. `T` is the type's value in this process.
 * Errors are GatewayErrors with the SQLSTATE and wording of PostgreSQL's own input functions.
 */
export interface Codec<T = unknown> {
  /** pg_type.typname */
  readonly name: string;
  /** pg_type.oid */
  readonly oid: number;
  /** pg_type.typarray; 0 for none */
  readonly arrayOid: number;
  /** pg_type.typlen: bytes, or -1 for variable length. */
  readonly size: number;
  /** Its binary form is text, in the client's encoding (textsend). */
  readonly binaryIsText?: boolean;
  /** The type's input function: 22P02 (22007, 22003 ...) when `text` is not of the type. */
  parse(text: string, context: CodecContext): T;
  /** The type's output function. */
  format(value: T, context: CodecContext): string;
  /** The type's receive function: 22P03 or 08P01 when `bytes` are malformed. The view is not kept. */
  receive(bytes: Uint8Array, context: CodecContext): T;
  /** The type's send function. */
  send(value: T, context: CodecContext): Uint8Array;
  /** The value to bind in IRIS (iris-sql.md 3.1, 6.3). */
  toIris(value: T, context: CodecContext): IrisValue;
  /** The value of what IRIS returned in ODBC mode. */
  fromIris(value: NonNullable<IrisValue>, context: CodecContext): T;
}
