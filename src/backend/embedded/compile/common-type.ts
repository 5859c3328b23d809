import {
  DECIMAL,
  DOUBLE,
  SAFE_DIGITS,
  type SqlType,
  TEXT,
  TIMESTAMP,
  fixedPoint,
  isNumber,
  isTemporal,
} from '../values/sql-type.ts';

/** The type that several values take together: CASE branches, COALESCE, set operations (iris-sql.md 1.6). */
export function commonType(types: readonly SqlType[]): SqlType {
  const known = types.filter((type) => type.kind !== 'null');
  const first = known[0];
  if (first === undefined) return TEXT;
  return known.slice(1).reduce(pairType, first);
}

function pairType(a: SqlType, b: SqlType): SqlType {
  if (a.kind === 'text' && b.kind === 'text') {
    const same = a.collation.name === b.collation.name && a.collation.length === b.collation.length;
    const length = a.length === null || b.length === null ? null : Math.max(a.length, b.length);
    return { kind: 'text', length, collation: same ? a.collation : TEXT.collation };
  }
  if (isNumber(a) && isNumber(b)) return numberPair(a, b);
  if (a.kind === b.kind) {
    if (a.kind === 'timestamp' && b.kind === 'timestamp') return a.precision >= b.precision ? a : b;
    if (a.kind === 'time' && b.kind === 'time') return a.precision >= b.precision ? a : b;
    return a;
  }
  if (isTemporal(a) && isTemporal(b)) return TIMESTAMP;
  if (a.kind === 'stream' || b.kind === 'stream') return a.kind === 'stream' ? a : b;
  return TEXT;
}

function numberPair(a: SqlType, b: SqlType): SqlType {
  if (a.kind === 'double' || b.kind === 'double') return DOUBLE;
  if (a.kind === 'bit' && b.kind === 'bit') return a;
  const [x, y] = [fixedPoint(a), fixedPoint(b)];
  if (!x || !y) return DECIMAL;
  if (a.kind === 'integer' && b.kind === 'integer') return a.digits >= b.digits ? a : b;
  if (x.scale === 0 && y.scale === 0) return a.kind === 'bit' ? b : a;
  const scale = Math.max(x.scale, y.scale);
  const digits = Math.max(x.digits - x.scale, y.digits - y.scale) + scale;
  return digits <= SAFE_DIGITS ? { kind: 'numeric', precision: digits, scale } : DECIMAL;
}
