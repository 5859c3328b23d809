import { OID } from '../../types/oids.ts';
import type { TranslationContext } from '../context.ts';
import { fragment, raw, type Fragment } from '../iris/fragment.ts';
import { baseType, familyOf } from './family.ts';

/**
 * CAST targets (RSQL_cast, iris-sql.md section 4): VARCHAR without a length would cut at 30 characters and NUMERIC
 * without one would round to an integer; CHAR VARYING and DECIMAL keep everything.
 */
const TARGETS: ReadonlyMap<number, string> = new Map([
  [OID.bool, 'BIT'],
  [OID.int2, 'SMALLINT'],
  [OID.int4, 'INTEGER'],
  [OID.int8, 'BIGINT'],
  [OID.oid, 'BIGINT'],
  [OID.numeric, 'DECIMAL'],
  [OID.float4, 'DOUBLE'],
  [OID.float8, 'DOUBLE'],
  [OID.bytea, 'VARBINARY(3641144)'],
  [OID.date, 'DATE'],
  [OID.time, 'TIME'],
  [OID.timestamp, 'TIMESTAMP'],
  [OID.timestamptz, 'TIMESTAMP'],
]);

/** The IRIS type to CAST to for a PostgreSQL type; what IRIS has no type for is text. */
export function castTarget(oid: number, context: TranslationContext): string {
  return TARGETS.get(baseType(oid, context)) ?? 'CHAR VARYING';
}

/** `value` as the IRIS type of a PostgreSQL type, vectors too (`dimensions` where known, iris-sql.md 5.1). */
export function castTo(
  value: Fragment,
  oid: number,
  context: TranslationContext,
  vector: VectorShape = DEFAULT_VECTOR,
): Fragment {
  if (familyOf(oid, context) === 'vector') return toVector(value, vector);
  return fragment`CAST(${value} AS ${raw(castTarget(oid, context))})`;
}

/** Element type and length of a vector column; two vectors meet only when both have the same (-257, -259). */
export interface VectorShape {
  readonly element: string;
  readonly dimensions: number | null;
}

/** What the gateway's own DDL declares (iris-sql.md 5.1: DOUBLE works in every version). */
export const DEFAULT_VECTOR: VectorShape = { element: 'DOUBLE', dimensions: null };

/** TO_VECTOR of a text or binary-free value. */
export function toVector(value: Fragment, { element, dimensions }: VectorShape): Fragment {
  if (dimensions === null) return fragment`TO_VECTOR(${value}, ${raw(element)})`;
  return fragment`TO_VECTOR(${value}, ${raw(element)}, ${raw(String(dimensions))})`;
}

const VECTOR_ELEMENTS = ['DOUBLE', 'FLOAT', 'DECIMAL', 'INTEGER'];

/** Shape of a column declared `VECTOR(DOUBLE,3)`. */
export function vectorShape(irisType: string): VectorShape {
  const open = irisType.indexOf('(');
  const [element = '', dimensions = ''] = irisType.slice(open + 1, irisType.lastIndexOf(')')).split(',');
  const known = VECTOR_ELEMENTS.find((name) => name === element.trim());
  const count = Number.parseInt(dimensions, 10);
  return {
    element: known ?? DEFAULT_VECTOR.element,
    dimensions: Number.isInteger(count) && count > 0 ? count : null,
  };
}
