import { ByteReader } from './byte-reader.ts';
import { INFINITY, MINUS_INFINITY, NAN, isFinite, powerOfTen, type Decimal } from './decimal.ts';
import { invalidBinary } from './input-error.ts';

/** Signs of numeric's external form (numeric.c). */
const SIGN = {
  positive: 0x0000,
  negative: 0x4000,
  nan: 0xc000,
  infinity: 0xd000,
  minusInfinity: 0xf000,
} as const;

const BASE_DIGITS = 4;
const SCALE_MASK = 0x3fff;

function special(value: Decimal): number {
  if (value.kind === 'NaN') return SIGN.nan;
  return value.kind === 'Infinity' ? SIGN.infinity : SIGN.minusInfinity;
}

/** numeric_send: digit count, weight, sign, display scale, base-10000 digits; all 16-bit. */
export function sendDecimal(value: Decimal): Uint8Array {
  if (!isFinite(value)) {
    const bytes = Buffer.alloc(8);
    bytes.writeUInt16BE(special(value), 4);
    // PostgreSQL says display scale 32 of the infinities (numeric.c, NUMERIC_PINF).
    if (value.kind !== 'NaN') bytes.writeUInt16BE(32, 6);
    return bytes;
  }
  const negative = value.digits < 0n;
  let text = (negative ? -value.digits : value.digits).toString();
  // Groups of four digits stand left and right of the point.
  const fractionGroups = Math.ceil(value.scale / BASE_DIGITS);
  text += '0'.repeat(fractionGroups * BASE_DIGITS - value.scale);
  text = text.padStart(Math.ceil(text.length / BASE_DIGITS) * BASE_DIGITS, '0');
  const groups: number[] = [];
  for (let at = 0; at < text.length; at += BASE_DIGITS) groups.push(Number(text.slice(at, at + BASE_DIGITS)));
  let weight = groups.length - fractionGroups - 1;
  let start = 0;
  while (start < groups.length && groups[start] === 0) {
    start += 1;
    weight -= 1;
  }
  let end = groups.length;
  while (end > start && groups[end - 1] === 0) end -= 1;
  if (start === end) weight = 0;
  const bytes = Buffer.allocUnsafe(8 + 2 * (end - start));
  bytes.writeUInt16BE(end - start, 0);
  bytes.writeInt16BE(weight, 2);
  bytes.writeUInt16BE(negative ? SIGN.negative : SIGN.positive, 4);
  bytes.writeUInt16BE(value.scale, 6);
  for (let index = start; index < end; index += 1) {
    bytes.writeUInt16BE(groups[index] ?? 0, 8 + 2 * (index - start));
  }
  return bytes;
}

/** numeric_recv: digits beyond the display scale are cut off. 22P03 for malformed fields. */
export function receiveDecimal(bytes: Uint8Array): Decimal {
  const reader = new ByteReader(bytes);
  const count = reader.uint16();
  const weight = reader.int16();
  const sign = reader.uint16();
  const scale = reader.uint16();
  const specialSign = sign === SIGN.nan || sign === SIGN.infinity || sign === SIGN.minusInfinity;
  if (sign !== SIGN.positive && sign !== SIGN.negative && !specialSign) {
    throw invalidBinary('invalid sign in external "numeric" value');
  }
  if ((scale & SCALE_MASK) !== scale) throw invalidBinary('invalid scale in external "numeric" value');
  let text = '';
  for (let index = 0; index < count; index += 1) {
    const digit = reader.uint16();
    if (digit >= 10000) throw invalidBinary('invalid digit in external "numeric" value');
    text += digit.toString().padStart(BASE_DIGITS, '0');
  }
  reader.end();
  if (specialSign) return sign === SIGN.nan ? NAN : sign === SIGN.infinity ? INFINITY : MINUS_INFINITY;
  const magnitude = scaledMagnitude(
    text === '' ? 0n : BigInt(text),
    (count - 1 - weight) * BASE_DIGITS,
    scale,
  );
  return { kind: 'finite', digits: sign === SIGN.negative ? -magnitude : magnitude, scale };
}

/** `digits` x 10^-`from` with `to` digits after the point, cut off. */
function scaledMagnitude(digits: bigint, from: number, to: number): bigint {
  if (digits === 0n) return 0n;
  return to >= from ? digits * powerOfTen(to - from) : digits / powerOfTen(from - to);
}
