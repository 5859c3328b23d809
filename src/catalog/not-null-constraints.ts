import { versionNumber } from './server-version.ts';

/** OID of the catalog pg_constraint (pg_constraint.h). */
export const CONSTRAINT_RELATION_OID = 2606;

/** PostgreSQL 18 keeps constraints for NOT NULL columns in pg_constraint; older ones have pg_attribute.attnotnull only. */
const FIRST_VERSION = 180_000;

/**
 * Takes these constraints away, as superuser in a transaction that is rolled back, for a query that names pg_constraint.
 * Clients of older servers know no contype `n`: Prisma's schema engine aborts at it. Views of information_schema show
 * NOT NULL with any version and keep them.
 */
export const HIDE_NOT_NULL = `delete from pg_catalog.pg_constraint where contype = 'n'`;

/** Whether a server of this version has them. */
export function hasNotNullConstraints(serverVersion: string): boolean {
  return versionNumber(serverVersion) >= FIRST_VERSION;
}
