-- name: session
-- origin: cockroachdb/cockroach issue 20641 (statements of JetBrains DataGrip)
select current_database(), current_schema(), current_user
;
-- name: schemas
-- origin: cockroachdb/cockroach issue 20641
-- users: name
-- masked: state_number
select n.oid::bigint as id, n.xmin as state_number, nspname as name, d.description, pg_catalog.pg_get_userbyid(n.nspowner) as "owner"
from pg_catalog.pg_namespace n left join pg_catalog.pg_description d on n.oid = d.objoid order by case when nspname = pg_catalog.current_schema() then -1::bigint else n.oid::bigint end
;
-- name: state of a schema
-- origin: cockroachdb/cockroach issue 13998
-- params: '<namespace public>'
select max(last_tx) > 0 as state_number from (
  select max(xmin::varchar::bigint) as last_tx from pg_catalog.pg_type where typnamespace = oid($1::bigint)
  union all select max(xmin::varchar::bigint) from pg_catalog.pg_class where relnamespace = oid($1::bigint)
  union all select max(xmin::varchar::bigint) from pg_catalog.pg_proc where pronamespace = oid($1::bigint)
  union all select max(xmin::varchar::bigint) from pg_catalog.pg_constraint where connamespace = oid($1::bigint)) as x
;
-- name: transaction
-- origin: cockroachdb/cockroach issue 20641
select case when pg_catalog.pg_is_in_recovery() then null else (pg_catalog.txid_current() % (2 ^ 32)::bigint)::varchar::bigint > 0 end as current_txid
;
-- name: relations
-- origin: cockroachdb/cockroach issue 20641
-- params: '<namespace public>'
-- masked: table_state
-- unordered
select t.relkind as table_kind, t.relname as table_name, t.oid as table_id, t.xmin as table_state, false as table_with_oids, t.reltablespace as tablespace_id, t.reloptions as options,
       t.relpersistence as persistence, (select pg_catalog.array_agg(inhparent::bigint order by inhseqno)::varchar from pg_catalog.pg_inherits where t.oid = inhrelid) as ancestors,
       t.relispartition as is_partition, pg_catalog.pg_get_partkeydef(t.oid) as partition_key, pg_catalog.pg_get_expr(t.relpartbound, t.oid) as partition_expression, t.relam am_id, pg_catalog.pg_get_userbyid(t.relowner) as "owner"
from pg_catalog.pg_class t where relnamespace = $1::oid and relkind in ('r', 'm', 'v', 'f', 'p') order by table_kind, table_id
;
-- name: columns
-- origin: cockroachdb/cockroach issue 20641
-- params: '<namespace public>'
-- masked: column_state
-- unordered
with t as (select distinct t.oid as table_id, t.relname as table_name from pg_catalog.pg_class t join pg_catalog.pg_attribute a on t.oid = a.attrelid where t.relnamespace = $1::oid and t.relkind in ('r', 'm', 'v', 'f', 'p'))
select t.table_id, c.attnum as column_position, c.attname as column_name, c.xmin as column_state, c.atttypmod as type_mod, c.attndims as dimensions_number,
       pg_catalog.format_type(c.atttypid, c.atttypmod) as type_spec, c.atttypid as type_id, c.attnotnull as mandatory, pg_catalog.pg_get_expr(d.adbin, t.table_id) as column_default_expression,
       not c.attislocal as column_is_inherited, c.attfdwoptions as options, c.attisdropped as column_is_dropped, c.attidentity as identity_kind, c.attgenerated as generated
from t join pg_catalog.pg_attribute c on t.table_id = c.attrelid left join pg_catalog.pg_attrdef d on (c.attrelid, c.attnum) = (d.adrelid, d.adnum)
where attnum > 0 order by table_id, attnum
;
-- name: constraints
-- origin: cockroachdb/cockroach issue 20641
-- params: '<namespace public>'
-- unordered
select t.oid table_id, relkind table_kind, c.oid::bigint con_id, conname con_name, contype con_kind, conkey con_columns, conindid index_id, confrelid ref_table_id, condeferrable is_deferrable, condeferred is_init_deferred,
       confupdtype on_update, confdeltype on_delete, connoinherit no_inherit, pg_catalog.pg_get_expr(conbin, t.oid) con_expression, confkey ref_columns, conexclop::int[] excl_operators
from pg_catalog.pg_constraint c join pg_catalog.pg_class t on c.conrelid = t.oid
where relkind in ('r', 'v', 'f', 'p') and relnamespace = $1::oid and contype in ('p', 'u', 'f', 'c', 'x') and connamespace = $1::oid
;
-- name: indices
-- origin: cockroachdb/cockroach issue 20641
-- params: '<namespace library>'
-- unordered
select tab.oid table_id, tab.relkind table_kind, idx.indisunique as unique, idx.indisclustered as clust, idx.indkey as column_positions, idx.indexrelid as index_id, idx.indclass as operator_classes, idx.indoption as options,
       pg_catalog.pg_get_expr(idx.indpred, tab.oid) as condition, cls.relname as index_name, cls.relam as access_method_id, opcmethod as can_order
from pg_catalog.pg_index idx join pg_catalog.pg_class tab on tab.oid = idx.indrelid join pg_catalog.pg_class cls on cls.oid = idx.indexrelid
left join pg_catalog.pg_opclass on pg_opclass.oid = any (indclass)
where tab.relnamespace = $1::oid and tab.relkind in ('r', 'm', 'v', 'p') and cls.relkind in ('i', 'I')
;
-- name: types
-- origin: cockroachdb/cockroach issue 20641
-- params: '<namespace public>'
-- users: type_id
-- masked: type_state
-- unordered
select t.oid as type_id, t.xmin as type_state, t.typname as type_name, t.typtype as type_sub_kind, t.typcategory as type_category, t.typrelid as class_id, t.typbasetype as base_type_id,
       case when t.typtype in ('c', 'e') then null else pg_catalog.format_type(t.typbasetype, t.typtypmod) end as type_def, t.typndims as dimensions_number, t.typdefault as default_expression, t.typnotnull as mandatory
from pg_catalog.pg_type t where t.typnamespace = $1::oid and (t.typtype in ('d', 'e') or coalesce((select true from pg_catalog.pg_class where oid = t.typrelid and relkind in ('c')), false) or (t.typtype = 'b' and (t.typelem = 0 or t.typcategory <> 'A')))
;
-- name: sequences
-- origin: cockroachdb/cockroach issue 20641
-- params: '<namespace public>'
-- masked: sequence_state
-- unordered
select cls.xmin as sequence_state, sq.seqrelid as sequence_id, cls.relname as sequence_name, pg_catalog.format_type(sq.seqtypid, null) as data_type, sq.seqstart as start_value, sq.seqincrement as inc_value, sq.seqmin as min_value, sq.seqmax as max_value, sq.seqcycle as cycle_option, pg_catalog.pg_get_userbyid(cls.relowner) as "owner"
from pg_catalog.pg_sequence sq join pg_class cls on sq.seqrelid = cls.oid where cls.relnamespace = $1::oid
;
-- name: descriptions
-- origin: cockroachdb/cockroach issue 20641
-- params: '<namespace public>'
-- unordered
select d.objoid id, case when 'pg_catalog.pg_type'::regclass = classoid then 'T' when 'pg_catalog.pg_class'::regclass = classoid then c.relkind else 'x' end as kind, d.objsubid sub_id, d.description
from pg_catalog.pg_description d join pg_catalog.pg_class c on d.classoid = 'pg_catalog.pg_class'::regclass and d.objoid = c.oid where relnamespace = $1::oid
union all
select t.oid, 'T', d.objsubid, d.description from pg_catalog.pg_type t join pg_catalog.pg_description d on (d.objoid = t.oid and d.classoid = 'pg_catalog.pg_type'::regclass) where typnamespace = $1::oid and t.oid >= 16384
;
