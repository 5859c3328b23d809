import type { ErrorFields } from '../errors/gateway-error.ts';
import { SQLSTATE } from '../errors/sqlstate.ts';

/**
 * Rows of the backend may violate the domains of their columns: a CHECK may be NOT VALID, and IRIS, whose other clients
 * write too, knows no domains. PostgreSQL reads such rows without a word, but takes them from no COPY. So they are laid
 * while its catalog has no constraints of domains, as superuser in the transaction that is rolled back.
 */
export const RELAX_DOMAINS =
  `update pg_catalog.pg_constraint set contype = '-' where contypid <> 0 and contype = 'c';` +
  ` update pg_catalog.pg_type set typnotnull = false, typndims = -1 where typtype = 'd' and typnotnull`;

/** typndims, which no domain over a type that is no array has, marks those that were NOT NULL. */
export const RESTORE_DOMAINS =
  `update pg_catalog.pg_constraint set contype = 'c' where contypid <> 0 and contype = '-';` +
  ` update pg_catalog.pg_type set typnotnull = true, typndims = 0 where typtype = 'd' and typndims = -1`;

/** Whether a value was refused by a domain: only then an error of these names a data type. */
export function isOfDomain({ sqlstate, dataType }: ErrorFields): boolean {
  return (
    (sqlstate === SQLSTATE.checkViolation || sqlstate === SQLSTATE.notNullViolation) && dataType !== undefined
  );
}
