import { FIRST_MIRRORED_OID } from './mirror/oids.ts';
import { versionNumber } from './server-version.ts';

/** PostgreSQL 17 and later have NULL for the default statistics target of a column, older ones -1. */
const FIRST_VERSION = 170_000;

/** Gives columns the target that clients of older servers take for the default: pg_dump reads NULL as 0. */
export const STATE_TARGETS = `update pg_catalog.pg_attribute set attstattarget = -1
  where attrelid >= ${FIRST_MIRRORED_OID} and attstattarget is null and attnum > 0`;

/** Whether a server of this version has NULL there. */
export function hasNullTargets(serverVersion: string): boolean {
  return versionNumber(serverVersion) >= FIRST_VERSION;
}
