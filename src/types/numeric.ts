import { GatewayError } from '../errors/gateway-error.ts';
import { SQLSTATE } from '../errors/sqlstate.ts';
import type { Codec } from './codec.ts';
import {
  formatDecimal,
  isFinite,
  parseDecimal,
  powerOfTen,
  rescale,
  type Decimal,
  type FiniteDecimal,
} from './decimal.ts';
import { irisDecimal } from './iris-number.ts';
import { receiveDecimal, sendDecimal } from './numeric-binary.ts';
import { ARRAY_OID, OID } from './oids.ts';
import { numericModifiers } from './typmod.ts';

/** Rounds to `scale`, which may be negative: numeric(2,-3) holds thousands, shown without a fraction. */
function roundToScale(value: FiniteDecimal, scale: number): FiniteDecimal {
  if (scale >= 0) return rescale(value, scale);
  const unit = powerOfTen(-scale);
  const units = rescale({ ...value, scale: value.scale - scale }, 0);
  return { kind: 'finite', digits: units.digits * unit, scale: 0 };
}

function fieldOverflow(detail: string): GatewayError {
  return new GatewayError(SQLSTATE.numericValueOutOfRange, 'numeric field overflow', { detail });
}

/** The value as a column numeric(p,s) takes it (numeric.c, apply_typmod); 22003 when it has too many digits. */
export function fitTypmod(value: FiniteDecimal, typmod: number): FiniteDecimal {
  const modifiers = numericModifiers(typmod);
  if (modifiers === undefined) return value;
  const { precision, scale } = modifiers;
  const rounded = roundToScale(value, scale);
  const magnitude = rounded.digits < 0n ? -rounded.digits : rounded.digits;
  const limit = scale < 0 ? precision - scale : precision;
  if (magnitude >= powerOfTen(limit)) {
    const integerDigits = precision - scale;
    const bound = integerDigits === 0 ? '1' : `10^${integerDigits}`;
    throw fieldOverflow(`${fieldOf(precision, scale)} must round to an absolute value less than ${bound}.`);
  }
  return rounded;
}

function applyNumericTypmod(value: Decimal, typmod: number): Decimal {
  if (isFinite(value)) return fitTypmod(value, typmod);
  const modifiers = numericModifiers(typmod);
  if (modifiers === undefined || value.kind === 'NaN') return value;
  throw fieldOverflow(`${fieldOf(modifiers.precision, modifiers.scale)} cannot hold an infinite value.`);
}

function fieldOf(precision: number, scale: number): string {
  return `A field with precision ${precision}, scale ${scale}`;
}

/** numeric; decimal text in IRIS, whose NUMERIC knows neither NaN nor infinity. */
export const numeric: Codec<Decimal> = {
  name: 'numeric',
  oid: OID.numeric,
  arrayOid: ARRAY_OID.numeric,
  size: -1,
  parse: (text, { typmod }) => applyNumericTypmod(parseDecimal(text, 'numeric'), typmod),
  format: formatDecimal,
  receive: (bytes, { typmod }) => applyNumericTypmod(receiveDecimal(bytes), typmod),
  send: sendDecimal,
  toIris(value) {
    if (isFinite(value)) return formatDecimal(value);
    throw new GatewayError(
      SQLSTATE.numericValueOutOfRange,
      `value "${value.kind}" is out of range for type numeric in IRIS`,
    );
  },
  // IRIS drops trailing zeros: the column's scale puts them back. It cannot hold more digits than its type allows.
  fromIris(value, { typmod }) {
    const decimal = irisDecimal(value, 'numeric');
    const modifiers = numericModifiers(typmod);
    return modifiers !== undefined && isFinite(decimal) ? roundToScale(decimal, modifiers.scale) : decimal;
  },
};
