-- name: tables
-- origin: PostgREST/postgrest src/PostgREST/SchemaCache.hs (tablesSqlQuery)
-- params: '{public,library}'
with columns as (
  select nc.nspname::name as table_schema, c.relname::name as table_name, a.attname::name as column_name, d.description as description,
    case when t.typbasetype != 0 and ad.adbin is null then t.typdefault when a.attidentity = 'd' then format('nextval(%L)', seqsch.nspname || '.' || seqclass.relname) when a.attgenerated = 's' then null else pg_get_expr(ad.adbin, ad.adrelid)::text end as column_default,
    not (a.attnotnull or t.typtype = 'd' and t.typnotnull) as is_nullable,
    case when t.typtype = 'd' then case when nbt.nspname = 'pg_catalog'::name then format_type(t.typbasetype, null::integer) else format_type(a.atttypid, a.atttypmod) end
      else case when nt.nspname = 'pg_catalog'::name then format_type(a.atttypid, null::integer) else format_type(a.atttypid, a.atttypmod) end end::text as data_type,
    format_type(a.atttypid, a.atttypmod)::text as nominal_data_type,
    information_schema._pg_char_max_length(information_schema._pg_truetypid(a.*, t.*), information_schema._pg_truetypmod(a.*, t.*))::integer as character_maximum_length,
    coalesce(bt.typname, t.typname)::name as udt_name, a.attnum::integer as position
  from pg_attribute a left join pg_description as d on d.objoid = a.attrelid and d.objsubid = a.attnum and d.classoid = 'pg_catalog.pg_class'::regclass
  left join pg_attrdef ad on a.attrelid = ad.adrelid and a.attnum = ad.adnum
  join (pg_class c join pg_namespace nc on c.relnamespace = nc.oid) on a.attrelid = c.oid
  join (pg_type t join pg_namespace nt on t.typnamespace = nt.oid) on a.atttypid = t.oid
  left join (pg_type bt join pg_namespace nbt on bt.typnamespace = nbt.oid) on t.typtype = 'd' and t.typbasetype = bt.oid
  left join (pg_collation co join pg_namespace nco on co.collnamespace = nco.oid) on a.attcollation = co.oid and (nco.nspname <> 'pg_catalog'::name or co.collname <> 'default'::name)
  left join pg_depend dep on dep.refobjid = a.attrelid and dep.refobjsubid = a.attnum and dep.deptype = 'i'
  left join pg_class seqclass on seqclass.oid = dep.objid left join pg_namespace seqsch on seqsch.oid = seqclass.relnamespace
  where not pg_is_other_temp_schema(nc.oid) and a.attnum > 0 and not a.attisdropped and c.relkind in ('r', 'v', 'f', 'm', 'p') and nc.nspname = any($1)
)
select table_schema, table_name, array_agg(row(column_name, description, is_nullable::boolean, data_type, nominal_data_type, character_maximum_length, column_default,
    coalesce((select array_agg(e.enumlabel order by e.enumsortorder) from pg_type t join pg_enum e on t.oid = e.enumtypid where t.typname = columns.udt_name), '{}')) order by position) as columns
from columns group by table_schema, table_name order by table_schema, table_name
;
-- name: relationships
-- origin: PostgREST/postgrest SchemaCache.hs (allM2OandO2ORels)
-- unordered
with pks_uniques_cols as (
  select connamespace, conrelid, array_agg(key order by key) as cols from pg_constraint, lateral unnest(conkey) as _(key)
  where contype in ('p', 'u') and connamespace::regnamespace::text <> 'pg_catalog' group by connamespace, conrelid, oid)
select ns1.nspname as table_schema, tab.relname as table_name, ns2.nspname as foreign_table_schema, other.relname as foreign_table_name, (ns1.nspname, tab.relname) = (ns2.nspname, other.relname) as is_self,
  traint.conname as constraint_name, column_info.cols_and_fcols, (column_info.cols in (select cols from pks_uniques_cols where connamespace = traint.connamespace and conrelid = traint.conrelid)) as one_to_one
from pg_constraint traint
join lateral (select array_agg(row(cols.attname, refs.attname) order by ord) as cols_and_fcols, array_agg(cols.attnum order by cols.attnum) as cols
  from unnest(traint.conkey, traint.confkey) with ordinality as _(col, ref, ord) join pg_attribute cols on cols.attrelid = traint.conrelid and cols.attnum = col join pg_attribute refs on refs.attrelid = traint.confrelid and refs.attnum = ref) as column_info on true
join pg_namespace ns1 on ns1.oid = traint.connamespace join pg_class tab on tab.oid = traint.conrelid join pg_class other on other.oid = traint.confrelid join pg_namespace ns2 on ns2.oid = other.relnamespace
where traint.contype = 'f' and traint.conparentid = 0 order by traint.conrelid, traint.conname
;
-- name: columns of views that are keys
-- origin: PostgREST/postgrest SchemaCache.hs (allViewsKeyDependencies reads ev_action)
-- params: '{public,library}'
-- unordered
select n.nspname, c.relname, r.ev_type, r.ev_action is not null as has_action from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_rewrite r on r.ev_class = c.oid
where c.relkind in ('v', 'm') and n.nspname = any($1)
;
-- name: functions of a schema
-- origin: PostgREST/postgrest SchemaCache.hs (funcsSqlQuery)
-- params: '{library}'
with recursive base as (select oid, typbasetype, coalesce(nullif(typbasetype, 0), oid) as base from pg_type union select t.oid, b.typbasetype, coalesce(nullif(b.typbasetype, 0), b.oid) from base t join pg_type b on t.typbasetype = b.oid)
select pn.nspname, p.proname, d.description, tn.nspname, coalesce(comp.relname, t.typname), p.proretset, p.provolatile, p.provariadic > 0
from pg_proc p join pg_namespace pn on pn.oid = p.pronamespace join base bt on bt.oid = p.prorettype and bt.typbasetype = 0 join pg_type t on t.oid = bt.base join pg_namespace tn on tn.oid = t.typnamespace
left join pg_class comp on comp.oid = t.typrelid left join pg_description as d on d.objoid = p.oid where t.oid <> 'trigger'::regtype and prokind = 'f' and pn.nspname = any($1)
;
-- name: tables one may use
-- origin: PostgREST/postgrest SchemaCache.hs (accessibleTables)
-- params: '{public,library}'
select n.nspname as table_schema, c.relname as table_name from pg_class c join pg_namespace n on n.oid = c.relnamespace
where c.relkind in ('v', 'r', 'm', 'f', 'p') and n.nspname = any($1) and (pg_has_role(c.relowner, 'USAGE') or has_table_privilege(c.oid, 'SELECT, INSERT, UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER')
  or has_any_column_privilege(c.oid, 'SELECT, INSERT, UPDATE, REFERENCES')) and not c.relispartition order by table_schema, table_name
;
-- name: time zones
-- origin: PostgREST/postgrest SchemaCache.hs (allTimezones)
select count(*) > 300 as many from pg_timezone_names where name !~ '^(posix|Etc)'
;
-- name: role settings
-- origin: PostgREST/postgrest src/PostgREST/Config/Database.hs
select rolname, unnest(setconfig) from pg_catalog.pg_db_role_setting s join pg_roles r on r.oid = s.setrole where rolname = current_user
;
