import { versionNumber } from './server-version.ts';

/** PostgreSQL 18 keeps constraints for NOT NULL columns in pg_constraint; older ones have pg_attribute.attnotnull only. */
const FIRST_VERSION = 180_000;

/** Whether a server of this version has them. */
export function hasNotNullConstraints(serverVersion: string): boolean {
  return versionNumber(serverVersion) >= FIRST_VERSION;
}

/**
 * Takes these constraints and what depends on them out of the catalog of a shadow that answers queries. Clients of older
 * servers know no contype `n`: Prisma's schema engine aborts at it, pgAdmin lists dependents without a name. pg_attribute
 * says NOT NULL all the same, so rows are checked and tables can be dropped; ALTER COLUMN ... DROP NOT NULL would fail, so
 * shadows that try definitions keep them.
 */
export const FORGET_NOT_NULL = `with gone as (delete from pg_catalog.pg_constraint where contype = 'n' returning oid)
  delete from pg_catalog.pg_depend d using gone
   where d.classid = 'pg_catalog.pg_constraint'::pg_catalog.regclass and d.objid = gone.oid`;

/** As older servers name a constraint that they do not have (information_schema.sql, table_constraints). */
const NAME = `(n.oid::text || '_' || c.oid::text || '_' || a.attnum::text || '_not_null')::information_schema.sql_identifier`;
const COLUMNS = `from pg_catalog.pg_namespace n join pg_catalog.pg_class c on c.relnamespace = n.oid join pg_catalog.pg_attribute a on a.attrelid = c.oid
  where a.attnotnull and a.attnum > 0 and not a.attisdropped and c.relkind in ('r', 'p')`;
const DATABASE = `pg_catalog.current_database()::information_schema.sql_identifier`;

/** The rows that views of information_schema have for NOT NULL columns in older servers, made of pg_attribute. */
const ROWS: Readonly<Record<string, string>> = {
  table_constraints: `select ${DATABASE}, n.nspname::information_schema.sql_identifier, ${NAME}, ${DATABASE},
      n.nspname::information_schema.sql_identifier, c.relname::information_schema.sql_identifier, 'CHECK'::information_schema.character_data,
      'NO'::information_schema.yes_or_no, 'NO'::information_schema.yes_or_no, 'YES'::information_schema.yes_or_no, null::information_schema.yes_or_no
    ${COLUMNS} and not pg_catalog.pg_is_other_temp_schema(n.oid)
      and (pg_catalog.pg_has_role(c.relowner, 'USAGE') or pg_catalog.has_table_privilege(c.oid, 'INSERT, UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER')
        or pg_catalog.has_any_column_privilege(c.oid, 'INSERT, UPDATE, REFERENCES'))`,
  check_constraints: `select ${DATABASE}, n.nspname::information_schema.sql_identifier, ${NAME}, (a.attname || ' IS NOT NULL')::information_schema.character_data
    ${COLUMNS} and pg_catalog.pg_has_role(c.relowner, 'USAGE')`,
};

/** Lets the views of information_schema tell of NOT NULL without these constraints. */
export const SHOW_NOT_NULL = Object.entries(ROWS).map(
  ([view, rows]) => `do $do$
  begin
    execute 'create or replace view information_schema.${view} as '
      || rtrim(pg_catalog.pg_get_viewdef('information_schema.${view}'::pg_catalog.regclass), ';') || $rows$ union all ${rows}$rows$;
  end $do$`,
);
