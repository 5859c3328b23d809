-- name: session
-- origin: dbeaver/dbeaver plugins/org.jkiss.dbeaver.ext.postgresql model/PostgreExecutionContext.java
select current_schema(), session_user
;
-- name: databases
-- origin: dbeaver/dbeaver model/PostgreDataSource.java
-- users: datname
select db.oid > 0 as oid, db.datname, db.datallowconn, db.datistemplate, db.encoding from pg_catalog.pg_database db where db.datallowconn and not db.datistemplate and db.datname <> 'postgres' or (db.datname = current_database()) order by db.datname
;
-- name: schemas
-- origin: dbeaver/dbeaver model/PostgreDatabase.java (SchemaCache)
-- users: nspname
-- more columns
select n.oid, n.*, d.description from pg_catalog.pg_namespace n left outer join pg_catalog.pg_description d on d.objoid = n.oid and d.objsubid = 0 and d.classoid = 'pg_namespace'::regclass order by nspname
;
-- name: tables
-- origin: dbeaver/dbeaver model/PostgreSchema.java (TableCache)
-- params: '<namespace public>'
-- more columns
-- masked: relfilenode, relpages, reltuples, relallvisible, relfrozenxid, relminmxid, reltoastrelid
-- unordered
select c.oid, c.*, d.description, pg_catalog.pg_get_expr(c.relpartbound, c.oid) as partition_expr, pg_catalog.pg_get_partkeydef(c.oid) as partition_key
from pg_catalog.pg_class c left outer join pg_catalog.pg_description d on d.objoid = c.oid and d.objsubid = 0 and d.classoid = 'pg_class'::regclass
where c.relnamespace = $1::oid and c.relkind not in ('i', 'I', 'c')
;
-- name: columns
-- origin: dbeaver/dbeaver model/PostgreSchema.java (TableCache, columns)
-- params: '<class public.books>'
-- more columns
-- masked: attcacheoff, attstattarget, attcompression, attbyval, attoptions
select c.relname, a.*, pg_catalog.pg_get_expr(ad.adbin, ad.adrelid, true) as def_value, dsc.description, dep.objid
from pg_catalog.pg_attribute a inner join pg_catalog.pg_class c on (a.attrelid = c.oid)
left outer join pg_catalog.pg_attrdef ad on (a.attrelid = ad.adrelid and a.attnum = ad.adnum)
left outer join pg_catalog.pg_description dsc on (c.oid = dsc.objoid and a.attnum = dsc.objsubid)
left outer join pg_depend dep on dep.refobjid = a.attrelid and dep.deptype = 'i' and dep.refobjsubid = a.attnum and dep.classid = dep.refclassid
where not a.attisdropped and a.attnum > 0 and c.oid = $1::oid order by a.attnum
;
-- name: constraints
-- origin: dbeaver/dbeaver model/PostgreSchema.java (ConstraintCache)
-- params: '<namespace public>'
-- more columns
-- masked: conbin
-- unordered
select c.oid, c.*, t.relname as tabrelname, rt.relnamespace as refnamespace, d.description,
       case when c.contype = 'c' then "substring"(pg_get_constraintdef(c.oid), 7) else null end consrc_copy
from pg_catalog.pg_constraint c inner join pg_catalog.pg_class t on t.oid = c.conrelid left outer join pg_catalog.pg_class rt on rt.oid = c.confrelid
left outer join pg_catalog.pg_description d on d.objoid = c.oid and d.objsubid = 0 and d.classoid = 'pg_constraint'::regclass
where t.relnamespace = $1::oid order by c.oid
;
-- name: indexes
-- origin: dbeaver/dbeaver model/PostgreSchema.java (IndexCache)
-- params: '<class public.books>'
-- more columns
-- masked: indexprs, indpred
-- unordered
select i.*, i.indkey as keys, c.relname, c.relnamespace, c.relam, c.reltablespace, tc.relname as tabrelname, dsc.description,
       pg_catalog.pg_get_expr(i.indpred, i.indrelid) as pred_expr, pg_catalog.pg_get_expr(i.indexprs, i.indrelid, true) as expr,
       pg_catalog.pg_relation_size(i.indexrelid) >= 0 as index_rel_size, pg_catalog.pg_stat_get_numscans(i.indexrelid) >= 0 as index_num_scans
from pg_catalog.pg_index i inner join pg_catalog.pg_class c on c.oid = i.indexrelid inner join pg_catalog.pg_class tc on tc.oid = i.indrelid
left outer join pg_catalog.pg_description dsc on i.indexrelid = dsc.objoid
where i.indrelid = $1::oid and c.relname <> 'books_cheap' order by tabrelname, c.relname
;
-- name: types
-- origin: dbeaver/dbeaver model/PostgreDataType.java, PostgreDatabase.java
-- users: oid
-- more columns
-- masked: typdefaultbin, typbyval
-- unordered
select t.oid, t.*, c.relkind, format_type(nullif(t.typbasetype, 0), t.typtypmod) as base_type_name, d.description
from pg_catalog.pg_type t left outer join pg_catalog.pg_type et on et.oid = t.typelem left outer join pg_catalog.pg_class c on c.oid = t.typrelid
left outer join pg_catalog.pg_description d on t.oid = d.objoid
where t.typname is not null and (c.relkind is null or c.relkind = 'c') and (et.typcategory is null or et.typcategory <> 'C')
;
-- name: enum labels
-- origin: dbeaver/dbeaver model/PostgreDataType.java
-- params: '<type public.genre>'
-- masked: oid
select e.oid, e.enumlabel from pg_catalog.pg_enum e where e.enumtypid = $1::oid order by e.enumsortorder
;
-- name: sequences
-- origin: dbeaver/dbeaver model/PostgreSequence.java
-- unordered
select * from pg_catalog.pg_sequences where schemaname in ('public', 'library') and sequencename <> 'tickets_unused'
;
-- name: roles
-- origin: dbeaver/dbeaver model/PostgreDatabase.java (RoleCache)
-- users: rolname
-- masked: oid
select a.oid, a.rolname, a.rolinherit, a.rolcanlogin, a.rolconnlimit, a.rolvaliduntil from pg_catalog.pg_roles a where a.rolname = session_user order by a.rolname
;
-- name: triggers
-- origin: dbeaver/dbeaver model/PostgreTableReal.java
-- params: '<class public.books>'
select x.oid, x.tgname from pg_catalog.pg_trigger x where x.tgrelid = $1::oid and not x.tgisinternal
;
-- name: view source
-- origin: dbeaver/dbeaver model/PostgreViewBase.java
-- params: '<class public.cheap_books>'
select length(pg_get_viewdef($1::oid, true)) > 20 as source
;
-- name: object by name
-- origin: dbeaver/dbeaver model/PostgreStructureAssistant.java
-- params: 'bo%'
select x.oid, x.relname, x.relnamespace, x.relkind from pg_catalog.pg_class x where x.relkind in ('r', 'v', 'm', 'f', 'p') and x.relname ilike $1 order by x.relname limit 10
;
-- name: settings
-- origin: dbeaver/dbeaver model/PostgreSetting.java
-- unordered
select name, setting, vartype from pg_catalog.pg_settings where name in ('client_encoding', 'datestyle', 'standard_conforming_strings', 'max_identifier_length', 'block_size')
;
-- name: languages
-- origin: dbeaver/dbeaver model/PostgreDatabase.java (LanguageCache)
-- masked: lanowner, lanplcallfoid, laninline, lanvalidator
-- unordered
select l.oid > 0, l.* from pg_catalog.pg_language l where lanname in ('c', 'sql', 'internal')
;
-- name: access methods
-- origin: dbeaver/dbeaver model/PostgreAccessMethod.java
-- unordered
select am.oid, am.amname, am.amtype from pg_catalog.pg_am am where am.oid < 16384
;
-- name: tablespaces
-- origin: dbeaver/dbeaver model/PostgreTablespace.java
-- unordered
select t.oid, t.spcname, pg_catalog.pg_tablespace_location(t.oid) from pg_catalog.pg_tablespace t
;
-- name: event triggers, policies, publications
-- origin: dbeaver/dbeaver model/PostgreDatabase.java
select (select count(*) from pg_catalog.pg_event_trigger), (select count(*) from pg_catalog.pg_policy), (select count(*) from pg_catalog.pg_publication), (select count(*) from pg_catalog.pg_foreign_server)
;
