/** The fields of one row as they came: text, or bytes in the binary format; null for NULL. */
export type Tuple = readonly (string | Uint8Array | null)[];

/** The rows in data that comes in pieces cut anywhere. */
export interface TupleSource {
  /** Number of the line, or of the tuple in the binary format, that is being read or was read last. */
  readonly line: number;
  /** The line as it came; undefined while it is being read, and in the binary format. */
  readonly text: string | undefined;
  /** Whether errors are said to be at a line: not those of the binary format's header. */
  readonly placed: boolean;
  push(bytes: Uint8Array): void;
  /** No more data comes. */
  finish(): void;
  /** The next row; null when more data is needed, or none is left. */
  next(): Tuple | null;
}
