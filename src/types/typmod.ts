/**
 * pg_attribute.atttypmod of the types that take modifiers: what the types' typmodin functions pack (numeric.c,
 * varchar.c, timestamp.c). -1 is always "none".
 */

/** VARHDRSZ, which the packings of variable-length types carry. */
const HEADER = 4;

/** numeric(precision, scale) */
export function numericTypmod(precision: number, scale: number): number {
  return ((precision << 16) | (scale & 0x7ff)) + HEADER;
}

/** Precision and scale of a numeric's typmod; scale may be negative since PostgreSQL 15. */
export function numericModifiers(typmod: number): { precision: number; scale: number } | undefined {
  if (typmod < HEADER) return undefined;
  const packed = typmod - HEADER;
  return { precision: (packed >> 16) & 0xffff, scale: ((packed & 0x7ff) ^ 1024) - 1024 };
}

/** varchar(length), char(length) */
export function lengthTypmod(length: number): number {
  return length + HEADER;
}

/** Length in characters of a varchar's or char's typmod. */
export function lengthModifier(typmod: number): number | undefined {
  return typmod < HEADER ? undefined : typmod - HEADER;
}

/** Digits of a second that time, timetz, timestamp, timestamptz keep by their typmod: 6 when there is none. */
export function secondsPrecision(typmod: number): number {
  return typmod < 0 ? 6 : Math.min(typmod, 6);
}

/** Fields of an interval's typmod, as bits 1 << the field's number in datetime.h. */
export const INTERVAL_FIELD = {
  year: 1 << 2,
  month: 1 << 1,
  day: 1 << 3,
  hour: 1 << 10,
  minute: 1 << 11,
  second: 1 << 12,
} as const;

/** All fields: an interval without field restriction. */
export const INTERVAL_ALL_FIELDS = 0x7fff;
/** interval(p) is packed with this for "no precision". */
const INTERVAL_FULL_PRECISION = 0xffff;

/** interval with the given fields (bits of INTERVAL_FIELD) and digits of a second. */
export function intervalTypmod(fields: number, precision: number | undefined): number {
  return (fields << 16) | (precision ?? INTERVAL_FULL_PRECISION);
}

/** Field bits and digits of a second of an interval's typmod; precision is undefined when it was not given. */
export function intervalModifiers(typmod: number): { fields: number; precision: number | undefined } {
  if (typmod < 0) return { fields: INTERVAL_ALL_FIELDS, precision: undefined };
  const precision = typmod & 0xffff;
  return {
    fields: (typmod >> 16) & 0x7fff,
    precision: precision === INTERVAL_FULL_PRECISION ? undefined : precision,
  };
}

/** vector(dimensions), halfvec and sparsevec: pgvector stores the number itself. */
export function vectorTypmod(dimensions: number): number {
  return dimensions;
}
