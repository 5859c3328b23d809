/**
 * Builds messages of one row each, column by column, in the threads that fetch rows. A row that was begun and not ended
 * (its value could not be encoded) is never handed over.
 */
export interface RowWriter {
  /** Bytes of finished rows. */
  readonly size: number;
  /** Opens a row of that many columns; an unfinished one is dropped. */
  beginRow(columns: number): void;
  null(): void;
  /** A value in text format. */
  text(text: string): void;
  /** A value in either format, already encoded. */
  bytes(bytes: Uint8Array): void;
  endRow(): void;
  /** A copy of the finished rows, for small answers: the memory stays for the next ones. */
  copy(): Uint8Array<ArrayBuffer>;
  /** Hands over the finished rows. The bytes own their ArrayBuffer: it may be transferred. */
  take(): Uint8Array<ArrayBuffer>;
}
