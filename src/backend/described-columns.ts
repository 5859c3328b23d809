import type { OutputColumn } from '../sql/plan.ts';
import { fromOdbcType, OID } from '../types/index.ts';
import type { IrisColumn } from './iris-session.ts';

/** pg_type.typlen of the types that IRIS's metadata leads to; all others are of varying length. */
const SIZES: ReadonlyMap<number, number> = new Map([
  [OID.bool, 1],
  [OID.int2, 2],
  [OID.int4, 4],
  [OID.int8, 8],
  [OID.float8, 8],
  [OID.date, 4],
  [OID.time, 8],
  [OID.timestamp, 8],
  [OID.uuid, 16],
]);

/** The answer's columns as a PostgreSQL client is told of them, from IRIS's own metadata (iris-sql.md 3.2). */
export function describedColumns(columns: readonly IrisColumn[]): OutputColumn[] {
  return columns.map(({ name, odbcType, precision, scale }) => {
    const { typeOid, typmod } = fromOdbcType(odbcType, precision, scale);
    return { name, tableOid: 0, attribute: 0, typeOid, typeSize: SIZES.get(typeOid) ?? -1, typmod };
  });
}
