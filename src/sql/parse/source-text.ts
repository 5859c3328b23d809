/**
 * One query string seen in the three measures that meet here: libpg-query's nodes count UTF-8 bytes, its errors and
 * PostgreSQL's `P` field count characters (code points), JavaScript counts UTF-16 units. All offsets are 0-based.
 */
export class SourceText {
  readonly text: string;
  readonly #bytes: Buffer;
  /** No character outside ASCII: all three measures are the same. */
  readonly #plain: boolean;

  constructor(text: string) {
    this.text = text;
    this.#bytes = Buffer.from(text, 'utf8');
    this.#plain = this.#bytes.length === text.length;
  }

  get byteLength(): number {
    return this.#bytes.length;
  }

  /** Characters before a byte offset. */
  charactersBefore(byteOffset: number): number {
    if (this.#plain) return Math.min(byteOffset, this.#bytes.length);
    let characters = 0;
    for (const byte of this.#bytes.subarray(0, byteOffset)) {
      if ((byte & 0xc0) !== 0x80) characters++;
    }
    return characters;
  }

  /** The text between two byte offsets; both must lie on character boundaries. */
  slice(fromByte: number, toByte: number): string {
    return this.#plain
      ? this.text.slice(fromByte, toByte)
      : this.#bytes.subarray(fromByte, toByte).toString('utf8');
  }

  /** PostgreSQL's 1-based character position of a node's byte location; undefined for -1 (none). */
  position(byteOffset: number | undefined): number | undefined {
    return byteOffset === undefined || byteOffset < 0 ? undefined : this.charactersBefore(byteOffset) + 1;
  }
}
