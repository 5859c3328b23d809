import { GatewayError } from '../errors/gateway-error.ts';
import { SQLSTATE } from '../errors/sqlstate.ts';
import { invalidBinary } from './input-error.ts';

/** Message of 22P03 for bytes left over after a value; callers that know the parameter or element say which. */
export const TRAILING_DATA = 'incorrect binary data format';

/**
 * Reads a binary value from its start; every read checks the bounds, as PostgreSQL's pq_getmsg functions do (08P01).
 * Slices point into the given bytes and are valid as long as those.
 */
export class ByteReader {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  #offset = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get remaining(): number {
    return this.#bytes.length - this.#offset;
  }

  uint8(): number {
    if (this.remaining === 0) {
      throw new GatewayError(SQLSTATE.protocolViolation, 'no data left in message');
    }
    return this.#view.getUint8(this.#advance(1));
  }

  int16(): number {
    return this.#view.getInt16(this.#advance(2));
  }

  uint16(): number {
    return this.#view.getUint16(this.#advance(2));
  }

  int32(): number {
    return this.#view.getInt32(this.#advance(4));
  }

  uint32(): number {
    return this.#view.getUint32(this.#advance(4));
  }

  int64(): bigint {
    return this.#view.getBigInt64(this.#advance(8));
  }

  uint64(): bigint {
    return this.#view.getBigUint64(this.#advance(8));
  }

  float16(): number {
    return this.#view.getFloat16(this.#advance(2));
  }

  float32(): number {
    return this.#view.getFloat32(this.#advance(4));
  }

  float64(): number {
    return this.#view.getFloat64(this.#advance(8));
  }

  /** The next `length` bytes; all that are left when it is not given. */
  slice(length: number = this.remaining): Uint8Array {
    const start = this.#advance(length);
    return this.#bytes.subarray(start, start + length);
  }

  /** Fails with 22P03 unless all bytes were read. */
  end(): void {
    if (this.remaining > 0) throw invalidBinary(TRAILING_DATA);
  }

  #advance(length: number): number {
    const start = this.#offset;
    if (length < 0 || length > this.remaining) {
      throw new GatewayError(SQLSTATE.protocolViolation, 'insufficient data left in message');
    }
    this.#offset = start + length;
    return start;
  }
}
