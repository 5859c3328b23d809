import { fromExponential, trimZeros, type Significand } from './significand.ts';

/** Integers from here on have doubles farther apart than 1; the middles between them are integers too. */
const FIRST_EVEN_DOUBLE = 2 ** 53;
/** A middle between two doubles above this has more than 17 digits: 54 bits hold no higher power of five. */
const LAST_SHORT_MIDDLE = 1e45;

/** Exact distance of the integer that `digits` write from the integer `value`. */
function distance({ digits, exponent }: Significand, value: number): bigint {
  const written = BigInt(digits) * 10n ** BigInt(Math.max(0, exponent - digits.length + 1));
  const difference = written - BigInt(value);
  return difference < 0n ? -difference : difference;
}

/**
 * Shortest digits that double precision reads back as `value` (positive). JavaScript's own, but for decimals exactly in
 * the middle between two doubles (1e23), which JavaScript takes and PostgreSQL does not.
 */
export function shortestDouble(value: number): Significand {
  const shortest = fromExponential(value.toExponential());
  if (value < FIRST_EVEN_DOUBLE || value > LAST_SHORT_MIDDLE) return shortest;
  const spacing = BigInt(2 ** (Math.floor(Math.log2(value)) - 52));
  if (distance(shortest, value) * 2n !== spacing) return shortest;
  for (let precision = shortest.digits.length + 1; precision < 17; precision += 1) {
    const longer = fromExponential(value.toExponential(precision - 1));
    if (distance(longer, value) * 2n < spacing) return trimZeros(longer);
  }
  return fromExponential(value.toExponential(16));
}
