import type { Workload } from './workload.ts';

export const selectId: Workload = {
  name: 'select-id',
  about: 'a number that is sent comes back; no table',
  script: 'SELECT :client_id AS id;\n\\expect 1\n',
  tables: [],
  variables: () => ({}),
};

/** What drivers and tools ask when they connect and look round. */
export const introspection: Workload = {
  name: 'introspection',
  about: 'tables, columns and keys out of the catalog, as tools ask for them',
  script: String.raw`
SELECT n.nspname, c.relname, c.relkind FROM pg_catalog.pg_class c
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind IN ('r', 'v', 'm', 'p') AND n.nspname NOT IN ('pg_catalog', 'information_schema') ORDER BY 1, 2;
SELECT a.attname, pg_catalog.format_type(a.atttypid, a.atttypmod), a.attnotnull
  FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_class c ON c.oid = a.attrelid
  WHERE c.relname = 'pgwire_load_items' AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum;
SELECT table_schema, table_name, column_name, data_type FROM information_schema.columns
  WHERE table_schema = 'public' ORDER BY 1, 2, ordinal_position;
`,
  tables: [],
  variables: () => ({}),
};
