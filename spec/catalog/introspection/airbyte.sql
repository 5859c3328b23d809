-- name: tables that can be read
-- origin: airbytehq/airbyte airbyte-integrations/connectors/source-postgres PostgresSource.java (getPrivilegesTableForCurrentUser)
-- unordered
with direct as (
  select table_schema, table_name from information_schema.role_table_grants where privilege_type = 'SELECT' and (grantee = current_user or grantee = 'PUBLIC')
  union
  select n.nspname, c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind in ('r', 'v', 'm') and pg_catalog.has_table_privilege(c.oid, 'select')
)
select table_schema, table_name from direct where table_schema not in ('pg_catalog', 'information_schema', 'pg_internal', 'catalog_history')
;
-- name: vacuums
-- origin: airbytehq/airbyte PostgresQueryUtils.java
-- params: 'public', 'books'
select count(*) from pg_stat_progress_vacuum v join pg_class c on c.oid = v.relid where c.relname = $2 and c.relnamespace::regnamespace::text = $1
;
-- name: file nodes
-- origin: airbytehq/airbyte PostgresQueryUtils.java
select pg_relation_filenode('public.books'::regclass) > 0 as filenode
;
-- name: size of a table
-- origin: airbytehq/airbyte PostgresQueryUtils.java
select pg_relation_size('public.books'::regclass) >= 0 as size, current_setting('block_size')::int as block
;
-- name: columns
-- origin: airbytehq/airbyte, by pgjdbc/pgjdbc PgDatabaseMetaData.java (getColumns)
-- params: 'public', 'books'
select * from (
  select current_database() is not null as current_database, n.nspname, c.relname, a.attname, a.atttypid, a.attnotnull or (t.typtype = 'd' and t.typnotnull) as attnotnull, a.atttypmod, a.attlen, t.typtypmod,
    row_number() over (partition by a.attrelid order by a.attnum) as attnum, nullif(a.attidentity, '') as attidentity, nullif(a.attgenerated, '') as attgenerated,
    pg_catalog.pg_get_expr(def.adbin, def.adrelid) as adsrc, dsc.description, t.typbasetype, t.typtype
  from pg_catalog.pg_namespace n join pg_catalog.pg_class c on (c.relnamespace = n.oid) join pg_catalog.pg_attribute a on (a.attrelid = c.oid) join pg_catalog.pg_type t on (a.atttypid = t.oid)
  left join pg_catalog.pg_attrdef def on (a.attrelid = def.adrelid and a.attnum = def.adnum) left join pg_catalog.pg_description dsc on (c.oid = dsc.objoid and a.attnum = dsc.objsubid)
  left join pg_catalog.pg_class dc on (dc.oid = dsc.classoid and dc.relname = 'pg_class') left join pg_catalog.pg_namespace dn on (dc.relnamespace = dn.oid and dn.nspname = 'pg_catalog')
  where c.relkind in ('r', 'p', 'v', 'f', 'm') and a.attnum > 0 and not a.attisdropped and n.nspname like $1 and c.relname like $2) c
where true order by nspname, c.relname, attnum
;
