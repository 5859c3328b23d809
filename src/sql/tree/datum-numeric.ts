const SIGN_MASK = 0xc000;
const NEGATIVE = 0x4000;
const SHORT = 0x8000;
const SPECIAL = 0xc000;

/** Decimal digits in one base-10000 digit (numeric.c, DEC_DIGITS). */
const DIGITS = 4;

/** Text of a numeric's datum without its varlena header (numeric.c, NumericShort and NumericLong). */
export function readNumeric(bytes: Buffer): string {
  const header = bytes.readUInt16LE(0);
  if ((header & SIGN_MASK) === SPECIAL) return specialText(header);
  const short = (header & SIGN_MASK) === SHORT;
  const negative = short ? (header & 0x2000) !== 0 : (header & SIGN_MASK) === NEGATIVE;
  const scale = short ? (header & 0x1f80) >> 7 : header & 0x3fff;
  const weight = short ? shortWeight(header) : bytes.readInt16LE(2);
  const groups: string[] = [];
  for (let at = short ? 2 : 4; at + 1 < bytes.length; at += 2) {
    groups.push(String(bytes.readInt16LE(at)).padStart(DIGITS, '0'));
  }
  const digits = groups.join('');
  const point = (weight + 1) * DIGITS;
  const whole = point <= 0 ? '' : digits.slice(0, point).padEnd(point, '0');
  const fraction = (point < 0 ? '0'.repeat(-point) + digits : digits.slice(Math.max(point, 0)))
    .slice(0, scale)
    .padEnd(scale, '0');
  const integer = whole.replace(/^0+(?=\d)/, '') || '0';
  return `${negative ? '-' : ''}${integer}${scale > 0 ? `.${fraction}` : ''}`;
}

function shortWeight(header: number): number {
  const value = header & 0x3f;
  return (header & 0x40) === 0 ? value : value - 0x40;
}

function specialText(header: number): string {
  if (header === 0xd000) return 'Infinity';
  return header === 0xf000 ? '-Infinity' : 'NaN';
}
