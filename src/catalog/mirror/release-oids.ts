import type { MirrorStatement } from './statement.ts';

/** Catalogs that the mirror's own DDL and rolled back trials leave dead rows in. */
const CATALOGS = [
  'pg_attrdef',
  'pg_attribute',
  'pg_class',
  'pg_constraint',
  'pg_depend',
  'pg_enum',
  'pg_index',
  'pg_namespace',
  'pg_rewrite',
  'pg_sequence',
  'pg_shdepend',
  'pg_trigger',
  'pg_type',
];

/**
 * A new object takes no OID that a dead row still has (GetNewOidWithIndex looks with SnapshotAny), and a new table none
 * whose file exists; those of dropped tables stay until the next checkpoint. Without both, an object that is made again
 * would get another OID (measured 2026-11-24).
 */
export const RELEASE_OIDS: readonly MirrorStatement[] = [
  { object: 'dead rows', sql: `vacuum ${CATALOGS.join(', ')}`, oid: null, superuser: true },
  { object: 'checkpoint', sql: 'checkpoint', oid: null, superuser: true },
];
