import { Buffer } from 'node:buffer';
import { peekInt16, peekInt32 } from '../../protocol/index.ts';
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
    const flags = peekInt32(bytes, FLAGS_AT);
    if (flags === undefined) throw badFormat('invalid COPY file header (missing flags)');
    if ((flags & OIDS_FLAG) !== 0) throw badFormat('invalid COPY file header (WITH OIDS)');
    if (flags >> 16 !== 0) throw badFormat('unrecognized critical flags in COPY file header');
    const extension = peekInt32(bytes, FLAGS_AT + 4) ?? -1;
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
    const count = peekInt16(this.#bytes, start);
    if (count === undefined) return this.#wants(start + 2);
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
      const size = peekInt32(this.#bytes, at);
      if (size === undefined) {
        this.#wants(at + 4);
        return this.#incomplete(fields.length);
      }
      at += 4;
      if (size === -1) fields.push(null);
      else if (size < 0) throw new FieldError(fields.length, badFormat('invalid field size'));
      else {
        if (at + size > this.#bytes.length) {
          this.#wants(at + size);
          return this.#incomplete(fields.length);
        }
        fields.push(this.#bytes.subarray(at, at + size));
        at += size;
      }
    }
    this.#at = at;
    this.#needed = 2;
    return fields;
  }

  /** More bytes are needed, up to `end` of those that are here. */
  #wants(end: number): null {
    this.#needed = end - this.#at;
    return null;
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
