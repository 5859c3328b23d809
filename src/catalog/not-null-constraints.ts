import { versionNumber } from './server-version.ts';

/** OIDs of the catalogs that tell of them: pg_constraint (pg_constraint.h) and pg_depend (pg_depend.h). */
export const TELLS_NOT_NULL: ReadonlySet<number> = new Set([2606, 2608]);

/** PostgreSQL 18 keeps constraints for NOT NULL columns in pg_constraint; older ones have pg_attribute.attnotnull only. */
const FIRST_VERSION = 180_000;

/**
 * Takes these constraints and what depends on them away, as superuser in a transaction that is rolled back, for a query that
 * names one of these catalogs. Clients of older servers know no contype `n`: Prisma's schema engine aborts at it, and
 * pgAdmin lists dependents without a name. Views of information_schema show NOT NULL with any version and keep them.
 */
export const HIDE_NOT_NULL = `with hidden as (delete from pg_catalog.pg_constraint where contype = 'n' returning oid)
  delete from pg_catalog.pg_depend d using hidden where d.classid = 'pg_catalog.pg_constraint'::pg_catalog.regclass and d.objid = hidden.oid`;

/** Whether a server of this version has them. */
export function hasNotNullConstraints(serverVersion: string): boolean {
  return versionNumber(serverVersion) >= FIRST_VERSION;
}
