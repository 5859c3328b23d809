import { Buffer } from 'node:buffer';
import { badFormat } from './bad-format.ts';
import { FieldError } from './field-error.ts';

/** The first bytes of the binary format (manual, COPY, Binary Format). */
const SIGNATURE = Buffer.from('PGCOPY\n\xff\r\n\0', 'latin1');
const FLAGS_AT = SIGNATURE.length;
const HEADER_BYTES = SIGNATURE.length + 8;
/** Bits 16-31 of the flags are critical; bit 16 was WITH OIDS. */
const OIDS_FLAG = 1 << 16;

/** A tuple, by its fields; null for NULL. The bytes are valid until the next push. */
export type BinaryTuple = readonly (Uint8Array | null)[];

/** Cuts bytes into the tuples of COPY's binary format; they come in pieces cut anywhere. */
export class BinaryReader {
  readonly #columns: number;
  #bytes = Buffer.alloc(0);
  #pieces: Uint8Array[] = [];
  /** Bytes in `#pieces`. */
  #waiting = 0;
  #at = 0;
  /** Bytes behind `#at` without which there is no use in looking again. */
  #needed = HEADER_BYTES;
  #headerRead = false;
  #trailerRead = false;
  #final = false;

  constructor(columns: number) {
    this.#columns = columns;
  }

  push(bytes: Uint8Array): void {
    this.#pieces.push(bytes);
    this.#waiting += bytes.length;
  }

  finish(): void {
    this.#final = true;
  }

  get headerRead(): boolean {
    return this.#headerRead;
  }

  /**
   * The next tuple; null when more bytes are needed, or none is left.
   * @throws GatewayError 22P04 for what is not the format
   */
  next(): BinaryTuple | null {
    if (!this.#enough()) return null;
    if (!this.#headerRead && !this.#readHeader()) return null;
    if (this.#trailerRead) return this.#refuseMore();
    return this.#readTuple();
  }

  #enough(): boolean {
    const held = this.#bytes.length - this.#at;
    if (held + this.#waiting < this.#needed && !this.#final) return false;
    if (this.#waiting > 0) {
      this.#bytes = Buffer.concat([this.#bytes.subarray(this.#at), ...this.#pieces]);
      this.#pieces = [];
      this.#waiting = 0;
      this.#at = 0;
    }
    return true;
  }

  #readHeader(): boolean {
    const bytes = this.#bytes;
    if (bytes.length < SIGNATURE.length || bytes.compare(SIGNATURE, 0, FLAGS_AT, 0, FLAGS_AT) !== 0) {
      throw badFormat('COPY file signature not recognized');
    }
    if (bytes.length < FLAGS_AT + 4) throw badFormat('invalid COPY file header (missing flags)');
    const flags = bytes.readInt32BE(FLAGS_AT);
    if ((flags & OIDS_FLAG) !== 0) throw badFormat('invalid COPY file header (WITH OIDS)');
    if (flags >> 16 !== 0) throw badFormat('unrecognized critical flags in COPY file header');
    const extension = bytes.length < HEADER_BYTES ? -1 : bytes.readInt32BE(FLAGS_AT + 4);
    if (extension < 0) throw badFormat('invalid COPY file header (missing length)');
    if (bytes.length < HEADER_BYTES + extension) {
      if (this.#final) throw badFormat('invalid COPY file header (wrong length)');
      this.#needed = HEADER_BYTES + extension;
      return false;
    }
    this.#at = HEADER_BYTES + extension;
    this.#headerRead = true;
    this.#needed = 2;
    return this.#enough();
  }

  #readTuple(): BinaryTuple | null {
    const start = this.#at;
    if (!this.#has(start, 2)) return null;
    const count = this.#bytes.readInt16BE(start);
    if (count === -1) {
      this.#trailerRead = true;
      this.#at = start + 2;
      this.#needed = 1;
      return this.#refuseMore();
    }
    if (count !== this.#columns) {
      throw badFormat(`row field count is ${count}, expected ${this.#columns}`);
    }
    return this.#readFields(start);
  }

  #readFields(start: number): BinaryTuple | null {
    const fields: (Uint8Array | null)[] = [];
    let at = start + 2;
    while (fields.length < this.#columns) {
      if (!this.#has(at, 4)) return this.#incomplete(fields.length);
      const size = this.#bytes.readInt32BE(at);
      at += 4;
      if (size === -1) fields.push(null);
      else if (size < 0) throw new FieldError(fields.length, badFormat('invalid field size'));
      else {
        if (!this.#has(at, size)) return this.#incomplete(fields.length);
        fields.push(this.#bytes.subarray(at, at + size));
        at += size;
      }
    }
    this.#at = at;
    this.#needed = 2;
    return fields;
  }

  #has(at: number, count: number): boolean {
    if (at + count <= this.#bytes.length) return true;
    this.#needed = at + count - this.#at;
    return false;
  }

  #incomplete(column: number): null {
    if (this.#final) throw new FieldError(column, badFormat('unexpected EOF in COPY data'));
    return null;
  }

  #refuseMore(): null {
    if (this.#bytes.length > this.#at) throw badFormat('received copy data after EOF marker');
    return null;
  }
}
