-- name: metadata of tables
-- origin: hasura/graphql-engine server/src-rsr/pg_table_metadata.sql
-- params: '[{"schema":"public","name":"books"},{"schema":"library","name":"copies"},{"schema":"public","name":"cheap_books"},{"schema":"public","name":"Orders"}]'
-- unordered
select t.table_schema, t.table_name, jsonb_build_object(
  'oid', t.oid::integer,
  'columns', coalesce(cols.info, '[]'),
  'primary_key', pk.info,
  'unique_constraints', coalesce(uniques.info, '[]'),
  'foreign_keys', coalesce(keys.info, '[]'),
  'view_info', case when t.relkind in ('v', 'm') then jsonb_build_object(
    'is_updatable', ((pg_catalog.pg_relation_is_updatable(t.oid, true) & 4) = 4),
    'is_insertable', ((pg_catalog.pg_relation_is_updatable(t.oid, true) & 8) = 8),
    'is_deletable', ((pg_catalog.pg_relation_is_updatable(t.oid, true) & 16) = 16)) end,
  'description', d.description)::json as info
from (select w."name" as table_name, w."schema" as table_schema from jsonb_to_recordset($1::jsonb) as w("schema" text, "name" text)) wanted
left join (select c.oid, c.relkind, c.relname as table_name, n.nspname as table_schema
  from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace) t
  on t.table_name = wanted.table_name and t.table_schema = wanted.table_schema
left join pg_catalog.pg_description d on d.classoid = 'pg_catalog.pg_class'::regclass and d.objoid = t.oid and d.objsubid = 0
left join lateral (
  select jsonb_agg(jsonb_build_object('name', a.attname, 'position', a.attnum,
      'type', json_build_object('name', coalesce(b.typname, y.typname), 'type', y.typtype),
      'is_nullable', not a.attnotnull, 'description', pg_catalog.col_description(t.oid, a.attnum),
      'is_insertable', not (i.attidentity = 'a' or i.attgenerated = 's')) order by a.attnum) as info
  from pg_catalog.pg_attribute a
  join (select attrelid, attnum, case when has then attidentity::text else '' end as attidentity, attgenerated::text
    from pg_catalog.pg_attribute cross join (select current_setting('server_version_num')::int >= 100000) as v(has)) i
    on i.attrelid = a.attrelid and i.attnum = a.attnum
  left join pg_catalog.pg_type y on y.oid = a.atttypid
  left join pg_catalog.pg_type b on y.typtype = 'd' and b.oid = y.typbasetype
  where a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped) cols on true
left join lateral (
  select jsonb_build_object('constraint', jsonb_build_object('name', c.relname, 'oid', c.oid::integer), 'columns', coalesce(k.info, '[]')) as info
  from pg_catalog.pg_index x join pg_catalog.pg_class c on c.oid = x.indexrelid
  left join lateral (select jsonb_agg(a.attname order by a.attnum) as info from pg_catalog.pg_attribute a
    where a.attrelid = t.oid and a.attnum = any (x.indkey)) as k on true
  where x.indrelid = t.oid and x.indisprimary) pk on true
left join lateral (
  select jsonb_agg(jsonb_build_object('name', c.relname, 'oid', c.oid::integer) order by c.relname) as info
  from pg_catalog.pg_index x join pg_catalog.pg_class c on c.oid = x.indexrelid
  where x.indrelid = t.oid and x.indisunique and not x.indisprimary) uniques on true
left join (
  select f.table_schema, f.table_name, jsonb_agg(jsonb_build_object('constraint', jsonb_build_object('name', f.name, 'oid', f.oid::integer),
    'columns', f.columns, 'foreign_table', jsonb_build_object('schema', f.ref_schema, 'name', f.ref_table), 'foreign_columns', f.ref_columns) order by f.name) as info
  from (select q.table_schema::text, q.table_name::text, q.name::text, min(q.oid)::integer as oid, min(q.ref_schema)::text as ref_schema,
      min(q.ref_table)::text as ref_table, json_agg(ac.attname order by ac.attnum) as columns, json_agg(af.attname order by ac.attnum) as ref_columns
    from (select cn.nspname as table_schema, c.relname as table_name, r.conrelid as table_id, r.conname as name, r.oid,
        fn.nspname as ref_schema, fc.relname as ref_table, r.confrelid as ref_table_id, unnest(r.conkey) as column_id, unnest(r.confkey) as ref_column_id
      from pg_catalog.pg_constraint r join pg_catalog.pg_class c on r.conrelid = c.oid join pg_catalog.pg_namespace cn on c.relnamespace = cn.oid
      join pg_catalog.pg_class fc on r.confrelid = fc.oid join pg_catalog.pg_namespace fn on fc.relnamespace = fn.oid
      where r.contype = 'f') q
    join pg_catalog.pg_attribute ac on q.column_id = ac.attnum and q.table_id = ac.attrelid
    join pg_catalog.pg_attribute af on q.ref_column_id = af.attnum and q.ref_table_id = af.attrelid
    group by q.table_schema, q.table_name, q.name) f
  group by f.table_schema, f.table_name) keys on t.table_name = keys.table_name and t.table_schema = keys.table_schema
where t.relkind in ('r', 't', 'v', 'm', 'f', 'p') and t.table_schema not like 'pg_%' and t.table_schema not in ('information_schema', 'hdb_catalog')
;
-- name: scalars and their element types
-- origin: hasura/graphql-engine server/src-rsr/pg_function_metadata.sql, pg_type of arguments
-- users: oid
-- unordered
select t.oid, t.typname, t.typtype, n.nspname, t.typelem, t.typarray from pg_catalog.pg_type t join pg_catalog.pg_namespace n on n.oid = t.typnamespace where t.typtype in ('e', 'd', 'c')
;
