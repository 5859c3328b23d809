-- name: enum types
-- origin: metabase/metabase src/metabase/driver/postgres.clj (enum-types)
-- unordered
select nspname, typname from pg_type t join pg_namespace n on n.oid = t.typnamespace where t.oid in (select distinct enumtypid from pg_enum e)
;
-- name: tables
-- origin: metabase/metabase postgres.clj (get-tables-sql)
-- params: 'public', 'library'
select n.nspname as "schema", c.relname as "name",
  case c.relkind when 'r' then 'TABLE' when 'p' then 'PARTITIONED TABLE' when 'v' then 'VIEW' when 'f' then 'FOREIGN TABLE' when 'm' then 'MATERIALIZED VIEW' else null end as "type",
  d.description as "description", stat.n_live_tup is null as unknown_row_count
from pg_catalog.pg_class as c
inner join pg_catalog.pg_namespace as n on c.relnamespace = n.oid
left join pg_catalog.pg_description as d on (c.oid = d.objoid) and (d.objsubid = 0) and (d.classoid = 'pg_class'::regclass)
left join pg_stat_user_tables as stat on (n.nspname = stat.schemaname) and (c.relname = stat.relname)
where (c.relnamespace = n.oid) and n.nspname !~ '^pg_' and (n.nspname <> 'information_schema') and (c.relkind in ('r', 'p', 'v', 'f', 'm'))
  and (n.nspname in ($1, $2))
order by "type" asc, "schema" asc, "name" asc
;
-- name: fields
-- origin: metabase/metabase postgres.clj (describe-fields-sql)
-- params: 'public', 'library'
select c.column_name as "name",
  case when c.udt_schema in ('public', 'pg_catalog') then format('%s', c.udt_name) else format('"%s"."%s"', c.udt_schema, c.udt_name) end as "database-type",
  c.ordinal_position - 1 as "database-position", c.table_schema as "table-schema", c.table_name as "table-name",
  pk.column_name is not null as "pk?",
  col_description(cast(cast(format('%I.%I', cast(c.table_schema as text), cast(c.table_name as text)) as regclass) as oid), c.ordinal_position) as "field-comment",
  ((column_default is null) or (lower(column_default) = 'null')) and (is_nullable = 'NO')
    and not (((column_default is not null) and (column_default like '%nextval(%')) or (is_identity <> 'NO')) as "database-required",
  ((column_default is not null) and (column_default like '%nextval(%')) or (is_identity <> 'NO') as "database-is-auto-increment"
from information_schema.columns as c
left join (select tc.table_schema, tc.table_name, kc.column_name from information_schema.table_constraints as tc
  inner join information_schema.key_column_usage as kc
    on (tc.constraint_name = kc.constraint_name) and (tc.table_schema = kc.table_schema) and (tc.table_name = kc.table_name)
  where tc.constraint_type = 'PRIMARY KEY') as pk
  on (c.table_schema = pk.table_schema) and (c.table_name = pk.table_name) and (c.column_name = pk.column_name)
where c.table_schema !~ '^information_schema|catalog_history|pg_' and (c.table_schema in ($1, $2))
union all
select pa.attname, case when ptn.nspname in ('public', 'pg_catalog') then format('%s', pt.typname) else format('"%s"."%s"', ptn.nspname, pt.typname) end,
  pa.attnum - 1, pn.nspname, pc.relname, false, null, false, false
from pg_catalog.pg_class as pc inner join pg_catalog.pg_namespace as pn on pn.oid = pc.relnamespace
inner join pg_catalog.pg_attribute as pa on pa.attrelid = pc.oid inner join pg_catalog.pg_type as pt on pt.oid = pa.atttypid
inner join pg_catalog.pg_namespace as ptn on ptn.oid = pt.typnamespace
where (pc.relkind = 'm') and (pa.attnum >= 1) and (pn.nspname in ($1, $2))
order by "table-schema" asc, "table-name" asc, "database-position" asc
;
-- name: foreign keys
-- origin: metabase/metabase postgres.clj (describe-fks-sql)
-- unordered
select fn.nspname as "fk-table-schema", ft.relname as "fk-table-name", fc.attname as "fk-column-name", pn.nspname as "pk-table-schema", pt.relname as "pk-table-name", pc.attname as "pk-column-name"
from pg_constraint as c inner join pg_class as ft on c.conrelid = ft.oid inner join pg_namespace as fn on c.connamespace = fn.oid
inner join pg_attribute as fc on c.conrelid = fc.attrelid inner join pg_class as pt on c.confrelid = pt.oid
inner join pg_namespace as pn on pt.relnamespace = pn.oid inner join pg_attribute as pc on c.confrelid = pc.attrelid
where fn.nspname !~ '^information_schema|catalog_history|pg_' and (c.contype = 'f'::char) and (fc.attnum = any(c.conkey)) and (pc.attnum = any(c.confkey))
order by "fk-table-schema" asc, "fk-table-name" asc
;
-- name: indexes
-- origin: metabase/metabase postgres.clj (describe-indexes-sql)
-- unordered
select tmp."table-schema", tmp."table-name", trim(both '"' from pg_catalog.pg_get_indexdef(tmp.ci_oid, tmp.pos, false)) as "field-name"
from (select n.nspname as "table-schema", ct.relname as "table-name", ci.oid as ci_oid, (information_schema._pg_expandarray(i.indkey)).n as pos
  from pg_catalog.pg_class as ct inner join pg_catalog.pg_namespace as n on ct.relnamespace = n.oid
  inner join pg_catalog.pg_index as i on ct.oid = i.indrelid inner join pg_catalog.pg_class as ci on ci.oid = i.indexrelid
  where (pg_catalog.pg_get_expr(i.indpred, i.indrelid) is null) and n.nspname !~ '^information_schema|catalog_history|pg_' and ci.relname <> 'books_cheap') as tmp
where tmp.pos = 1
;
-- name: privileges
-- origin: metabase/metabase postgres.clj (current-user-table-privileges)
-- unordered
with table_privileges as (
  select null as role, t.schemaname as schema, t.objectname as table,
    pg_catalog.has_any_column_privilege(current_user, '"' || replace(t.schemaname, '"', '""') || '"' || '.' || '"' || replace(t.objectname, '"', '""') || '"', 'update') as update,
    pg_catalog.has_any_column_privilege(current_user, '"' || replace(t.schemaname, '"', '""') || '"' || '.' || '"' || replace(t.objectname, '"', '""') || '"', 'select') as select,
    pg_catalog.has_any_column_privilege(current_user, '"' || replace(t.schemaname, '"', '""') || '"' || '.' || '"' || replace(t.objectname, '"', '""') || '"', 'insert') as insert,
    pg_catalog.has_table_privilege(current_user, '"' || replace(t.schemaname, '"', '""') || '"' || '.' || '"' || replace(t.objectname, '"', '""') || '"', 'delete') as delete
  from (
    select schemaname, tablename as objectname from pg_catalog.pg_tables
    union select schemaname, viewname as objectname from pg_views
    union select schemaname, matviewname as objectname from pg_matviews
  ) t
  where t.schemaname !~ '^pg_' and t.schemaname <> 'information_schema' and pg_catalog.has_schema_privilege(current_user, t.schemaname, 'usage')
)
select t.* from table_privileges t where t.select or t.update or t.insert or t.delete
;
-- name: time zone
-- origin: metabase/metabase postgres.clj (db-default-timezone)
show timezone
;
