import { intervalTypmod, lengthTypmod, numericTypmod, vectorTypmod } from '../../types/typmod.ts';
import type { ColumnType } from './type-name.ts';

/** What the typmodin functions pack the modifiers into, by pg_type.typname. */
const PACKINGS: Readonly<Record<string, (first: number, second: number | undefined) => number>> = {
  numeric: (precision, scale = 0) => numericTypmod(precision, scale),
  varchar: lengthTypmod,
  bpchar: lengthTypmod,
  vector: vectorTypmod,
  halfvec: vectorTypmod,
  sparsevec: vectorTypmod,
  interval: intervalTypmod,
};

/** pg_attribute.atttypmod of a column of this type; -1 without modifiers. */
export function typmodOf({ name, modifiers: [first, second] }: ColumnType): number {
  if (first === undefined) return -1;
  const packing = PACKINGS[name];
  // time and timestamp keep their precision as it is.
  return packing === undefined ? first : packing(first, second);
}
