import { BY_REFERENCE, type Item, ListError, NULL_ITEM } from './item.ts';

/**
 * The items of a $LIST.
 *
 * @param most reads no further than this many; all by default
 * @throws ListError when a length runs over the end or a type is unknown
 */
export function readList(bytes: Uint8Array, most = Number.POSITIVE_INFINITY): Item[] {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const items: Item[] = [];
  let at = 0;
  while (at < buffer.length && items.length < most) {
    const { start, end } = bounds(buffer, at);
    items.push(start === end ? NULL_ITEM : readItem(buffer[start] ?? 0, buffer.subarray(start + 1, end)));
    at = end;
  }
  return items;
}

/** Where the type byte and the data of the item at `at` are. */
function bounds(buffer: Buffer, at: number): { readonly start: number; readonly end: number } {
  const first = buffer[at] ?? 0;
  if (first > 0) return within(buffer, at + 1, first - 1);
  if (at + 3 > buffer.length) throw new ListError('a length is cut off');
  const second = buffer.readUInt16LE(at + 1);
  if (second > 0) return within(buffer, at + 3, second);
  if (at + 7 > buffer.length) throw new ListError('a length is cut off');
  return within(buffer, at + 7, buffer.readUInt32LE(at + 3));
}

function within(
  buffer: Buffer,
  start: number,
  size: number,
): { readonly start: number; readonly end: number } {
  if (start + size > buffer.length) throw new ListError(`an item of ${size} bytes runs over the end`);
  return { start, end: start + size };
}

function readItem(type: number, data: Buffer): Item {
  const byReference = (type & BY_REFERENCE) !== 0;
  switch (type & ~BY_REFERENCE) {
    case 1:
      return { kind: 'text', text: data.toString('latin1'), byReference };
    case 2:
      return { kind: 'text', text: data.toString('utf16le'), byReference };
    case 4:
      return { kind: 'integer', value: magnitude(data), byReference };
    case 5:
      return { kind: 'integer', value: negative(data), byReference };
    case 6:
    case 7: {
      if (data.length === 0) throw new ListError('a decimal without exponent');
      const digits = data.subarray(1);
      const mantissa = (type & ~BY_REFERENCE) === 6 ? magnitude(digits) : negative(digits);
      return { kind: 'decimal', mantissa, exponent: data.readInt8(0), byReference };
    }
    case 8:
    case 9:
      return { kind: 'double', value: readDouble(data), byReference };
    case 25:
      return { kind: 'oref', ...readOref(data.toString('latin1')), byReference };
    default:
      throw new ListError(`unsupported type ${type}`);
  }
}

/** Far beyond the 64 bits of IRIS's integers. */
const MOST_DIGITS = 64;

function magnitude(data: Buffer): bigint {
  if (data.length > MOST_DIGITS) throw new ListError(`an integer of ${data.length} bytes`);
  let value = 0n;
  for (let i = data.length - 1; i >= 0; i -= 1) value = (value << 8n) | BigInt(data[i] ?? 0);
  return value;
}

/** -v-1 with every byte complemented. */
function negative(data: Buffer): bigint {
  return -magnitude(Buffer.from(data.map((byte) => byte ^ 0xff))) - 1n;
}

function readDouble(data: Buffer): number {
  if (data.length === 8) return data.readDoubleLE(0);
  if (data.length === 4) return data.readFloatLE(0);
  if (data.length === 2) return Buffer.from([0, 0, data[0] ?? 0, data[1] ?? 0]).readFloatLE(0);
  throw new ListError(`a double of ${data.length} bytes`);
}

/** `17@My.Class` or, as the vendor driver sends it back, `17`. */
function readOref(text: string): { readonly number: number; readonly className: string } {
  const [digits = '', className = ''] = text.split('@');
  if (!/^\d{1,9}$/.test(digits)) throw new ListError('an object reference that is no number');
  return { number: Number(digits), className };
}
