-- name: database
-- origin: pgadmin-org/pgadmin4 web/pgadmin/utils/driver/psycopg3/connection.py
-- masked: did
select db.oid as did, db.datname, db.datallowconn, pg_encoding_to_char(db.encoding) as serverencoding,
       has_database_privilege(db.oid, 'CREATE') as cancreate, db.datistemplate
from pg_catalog.pg_database db where db.datname = current_database()
;
-- name: role
-- origin: pgadmin-org/pgadmin4 web/pgadmin/utils/driver/psycopg3/connection.py
-- masked: id, is_superuser, can_create_role, can_create_db, can_replicate
select roles.oid as id, roles.rolname as name, roles.rolsuper as is_superuser, roles.rolcreaterole as can_create_role, roles.rolcreatedb as can_create_db,
       roles.rolreplication as can_replicate,
       case when roles.rolsuper then true else pg_has_role(roles.oid, 'MEMBER') end as member
from pg_catalog.pg_roles as roles where rolname = current_user
;
-- name: schemas
-- origin: pgadmin-org/pgadmin4 browser/server_groups/servers/databases/schemas/templates/schemas/pg/default/sql/nodes.sql
-- users: name
select nsp.oid, nsp.nspname as name, pg_catalog.has_schema_privilege(nsp.oid, 'CREATE') as can_create, pg_catalog.has_schema_privilege(nsp.oid, 'USAGE') as has_usage, des.description
from pg_catalog.pg_namespace nsp left outer join pg_catalog.pg_description des on (des.objoid = nsp.oid and des.classoid = 'pg_namespace'::regclass)
where nspname not like E'pg\\_%' and not ((nsp.nspname = 'pg_catalog' and exists (select 1 from pg_catalog.pg_class where relname = 'pg_class' and relnamespace = nsp.oid limit 1))
  or (nsp.nspname = 'information_schema' and exists (select 1 from pg_catalog.pg_class where relname = 'tables' and relnamespace = nsp.oid limit 1)))
order by nspname
;
-- name: tables
-- origin: pgadmin-org/pgadmin4 tables/templates/tables/sql/default/nodes.sql
-- params: '<namespace public>'
select rel.oid, rel.relname as name, (select count(*) from pg_catalog.pg_trigger where tgrelid = rel.oid and tgisinternal = false) as triggercount,
       (select count(*) from pg_catalog.pg_trigger where tgrelid = rel.oid and tgisinternal = false and tgenabled = 'O') as has_enable_triggers,
       (case when rel.relkind = 'p' then true else false end) as is_partitioned, nsp.nspname as schema, nsp.oid as schemaoid, rel.relnamespace, des.description
from pg_catalog.pg_class rel inner join pg_catalog.pg_namespace nsp on rel.relnamespace = nsp.oid
left outer join pg_catalog.pg_description des on (des.objoid = rel.oid and des.objsubid = 0 and des.classoid = 'pg_class'::regclass)
where rel.relkind in ('r', 's', 't', 'p') and rel.relnamespace = $1::oid and not rel.relispartition order by rel.relname
;
-- name: properties of a table
-- origin: pgadmin-org/pgadmin4 tables/templates/tables/sql/12_plus/properties.sql
-- params: '<class public.books>'
select rel.oid, rel.relname as name, rel.reltablespace as spcoid, rel.relacl as relacl_str,
  (case when length(spc.spcname::text) > 0 or rel.relkind = 'p' then spc.spcname else
    (select sp.spcname from pg_database dtb join pg_tablespace sp on dtb.dattablespace = sp.oid where dtb.datname = current_database()) end) as spcname,
  pg_get_userbyid(rel.relowner) as relowner, rel.relkind, rel.relhassubclass, des.description, con.conname, con.conkey,
  exists (select 1 from pg_trigger join pg_proc pt on pt.oid = tgfoid and pt.proname = 'logtrigger' join pg_proc pc on pc.pronamespace = pt.pronamespace and pc.proname = 'slonyversion' where tgrelid = rel.oid) as isrepl,
  (select array (select case when (nspname not like 'pg\_%') then quote_ident(nspname) || '.' || quote_ident(c.relname) else quote_ident(c.relname) end
     from pg_inherits i join pg_class c on c.oid = i.inhparent join pg_namespace n on n.oid = c.relnamespace where i.inhrelid = rel.oid order by inhseqno)) as coll_inherits,
  substring(array_to_string(rel.reloptions, ',') from 'fillfactor=([0-9]*)') as fillfactor,
  (substring(array_to_string(tst.reloptions, ',') from 'autovacuum_enabled=([a-z|0-9]*)'))::bool as toast_autovacuum_enabled,
  rel.reloptions as reloptions, tst.reloptions as toast_reloptions, rel.reloftype, rel.relrowsecurity as rlspolicy, rel.relforcerowsecurity as forcerlspolicy,
  (case when rel.reltoastrelid = 0 then false else true end) as hastoasttable,
  (select array_agg(provider || '=' || label) from pg_seclabels sl1 where sl1.objoid = rel.oid and sl1.objsubid = 0) as seclabels
from pg_class rel left outer join pg_tablespace spc on spc.oid = rel.reltablespace
left outer join pg_description des on (des.objoid = rel.oid and des.objsubid = 0 and des.classoid = 'pg_class'::regclass)
left outer join pg_constraint con on con.conrelid = rel.oid and con.contype = 'p'
left outer join pg_class tst on tst.oid = rel.reltoastrelid left join pg_type typ on rel.reloftype = typ.oid
where rel.relkind in ('r', 's', 't', 'p') and rel.oid = $1::oid
;
-- name: columns
-- origin: pgadmin-org/pgadmin4 tables/columns/templates/columns/sql/default/properties.sql
-- params: '<class public.books>'
-- masked: attstattarget, refobjid, seqtypid, attoptions
select att.attname as name, att.attnum as id, att.atttypid, att.attlen, att.attnum, att.attndims, att.atttypmod, att.attacl, att.attnotnull, att.attoptions, att.attstattarget,
       att.attstorage, att.attidentity, pg_catalog.pg_get_expr(def.adbin, def.adrelid) as defval,
       pg_catalog.format_type(ty.oid, null) as typname, pg_catalog.format_type(ty.oid, att.atttypmod) as displaytypname, pg_catalog.format_type(ty.oid, att.atttypmod) as cltype,
       case when ty.typelem > 0 then ty.typelem else ty.oid end as elemoid,
       (select nspname from pg_catalog.pg_namespace where oid = ty.typnamespace) as typnspname, ty.typstorage as defaultstorage, description, pi.indkey,
       (select count(1) from pg_catalog.pg_type t2 where t2.typname = ty.typname) > 1 as isdup,
       case when length(coll.collname::text) > 0 and length(nspc.nspname::text) > 0 then pg_catalog.concat(pg_catalog.quote_ident(nspc.nspname), '.', pg_catalog.quote_ident(coll.collname)) else '' end as collspcname,
       exists (select 1 from pg_catalog.pg_constraint where conrelid = att.attrelid and contype = 'f' and att.attnum = any (conkey)) as is_fk,
       (case when att.attnum < 1 then true else false end) as is_sys_column,
       (case when (att.attidentity in ('a', 'd')) then 'i' when (att.attgenerated in ('s')) then 'g' else 'n' end) as colconstype, tab.relname, tab.relkind, seq.*
from pg_catalog.pg_attribute att join pg_catalog.pg_type ty on ty.oid = atttypid
left outer join pg_catalog.pg_attrdef def on adrelid = att.attrelid and adnum = att.attnum
left outer join pg_catalog.pg_description des on (des.objoid = att.attrelid and des.objsubid = att.attnum and des.classoid = 'pg_class'::regclass)
left outer join (pg_catalog.pg_depend dep join pg_catalog.pg_class cs on dep.classid = 'pg_class'::regclass and dep.objid = cs.oid and cs.relkind = 'S') on dep.refobjid = att.attrelid and dep.refobjsubid = att.attnum
left outer join pg_catalog.pg_index pi on pi.indrelid = att.attrelid and indisprimary
left outer join pg_catalog.pg_collation coll on att.attcollation = coll.oid left outer join pg_catalog.pg_namespace nspc on coll.collnamespace = nspc.oid
left outer join pg_catalog.pg_sequence seq on cs.oid = seq.seqrelid left outer join pg_catalog.pg_class tab on tab.oid = att.attrelid
where att.attrelid = $1::oid and att.attnum > 0 and att.attisdropped is false order by att.attnum
;
-- name: indexes
-- origin: pgadmin-org/pgadmin4 tables/indexes/templates/indexes/sql/11_plus/properties.sql
-- params: '<class public.books>'
select cls.oid, cls.relname as name, indrelid, indkey, indisclustered, indisvalid, indisunique, indisprimary, n.nspname, indnatts as index_natts, cls.reltablespace as spcoid,
       case when contype in ('p', 'u', 'x') then desp.description else des.description end as description,
       pg_catalog.pg_get_expr(indpred, indrelid, true) as indconstraint, contype, condeferrable, condeferred, amname, conname,
       substring(pg_catalog.array_to_string(cls.reloptions, ',') from 'fillfactor=([0-9]*)') as fillfactor
from pg_catalog.pg_index idx join pg_catalog.pg_class cls on cls.oid = indexrelid join pg_catalog.pg_class tab on tab.oid = indrelid
left outer join pg_catalog.pg_tablespace ta on ta.oid = cls.reltablespace join pg_catalog.pg_namespace n on n.oid = tab.relnamespace join pg_catalog.pg_am am on am.oid = cls.relam
left join pg_catalog.pg_depend dep on (dep.classid = cls.tableoid and dep.objid = cls.oid and dep.refobjsubid = '0' and dep.refclassid = (select oid from pg_catalog.pg_class where relname = 'pg_constraint') and dep.deptype = 'i')
left outer join pg_catalog.pg_constraint con on (con.tableoid = dep.refclassid and con.oid = dep.refobjid)
left outer join pg_catalog.pg_description des on (des.objoid = cls.oid and des.classoid = 'pg_class'::regclass)
left outer join pg_catalog.pg_description desp on (desp.objoid = con.oid and desp.objsubid = 0 and desp.classoid = 'pg_constraint'::regclass)
where indrelid = $1::oid and conname is null and cls.relname <> 'books_cheap' order by cls.relname
;
-- name: columns of an index
-- origin: pgadmin-org/pgadmin4 tables/indexes/templates/indexes/sql/default/column_details.sql
-- params: '<class public.books_price_title>'
select i.indexrelid, case i.indoption[i.position - 1] when 0 then array['ASC', 'NULLS LAST'] when 1 then array['DESC', 'NULLS LAST'] when 2 then array['ASC', 'NULLS FIRST'] when 3 then array['DESC', 'NULLS FIRST'] else array['UNKNOWN OPTION' || i.indoption[attnum - 1]::text, ''] end::text[] as options,
       i.position, pg_catalog.pg_get_indexdef(i.indexrelid, i.position::int, true) as attdef, case when (o.opcdefault = false) then o.opcname else null end as opcname, op.oprname, case when length(nspc.nspname::text) > 0 and length(coll.collname::text) > 0 then 'x' else '' end as collnspname
from (select indexrelid, i.indoption, i.indclass, pg_catalog.unnest(array (select pg_catalog.generate_series(1, i.indnatts) as n)) as position from pg_catalog.pg_index i where i.indexrelid = $1::oid) i
left join pg_catalog.pg_opclass o on (o.oid = i.indclass[i.position - 1]) left outer join pg_catalog.pg_constraint c on (c.conindid = i.indexrelid) left outer join pg_catalog.pg_operator op on (op.oid = c.conexclop[i.position])
left join pg_catalog.pg_attribute a on (a.attrelid = i.indexrelid and a.attnum = i.position) left outer join pg_catalog.pg_collation coll on a.attcollation = coll.oid left outer join pg_catalog.pg_namespace nspc on coll.collnamespace = nspc.oid
order by i.position
;
-- name: foreign keys
-- origin: pgadmin-org/pgadmin4 tables/constraints/foreign_key/templates/foreign_key/sql/default/properties.sql
-- params: '<class library.copies>'
select ct.oid, conname as name, condeferrable, condeferred, confupdtype, confdeltype, case confmatchtype when 's' then false when 'f' then true end as confmatchtype,
       conkey, confkey, confrelid, nl.nspname as fknsp, cl.relname as fktab, nr.oid as refnspoid, nr.nspname as refnsp, cr.relname as reftab, description as comment, convalidated, conislocal
from pg_catalog.pg_constraint ct join pg_catalog.pg_class cl on cl.oid = conrelid join pg_catalog.pg_namespace nl on nl.oid = cl.relnamespace
join pg_catalog.pg_class cr on cr.oid = confrelid join pg_catalog.pg_namespace nr on nr.oid = cr.relnamespace
left outer join pg_catalog.pg_description des on (des.objoid = ct.oid and des.classoid = 'pg_constraint'::regclass)
where contype = 'f' and conrelid = $1::oid order by conname
;
-- name: check constraints
-- origin: pgadmin-org/pgadmin4 tables/constraints/check_constraint/templates/check_constraint/sql/default/properties.sql
-- params: '<class public.books>'
select c.oid, conname as name, relname, nspname, description as comment, pg_catalog.pg_get_expr(conbin, conrelid, true) as consrc, connoinherit, not convalidated as convalidated, conislocal
from pg_catalog.pg_constraint c join pg_catalog.pg_class cl on cl.oid = conrelid join pg_catalog.pg_namespace nl on nl.oid = relnamespace
left outer join pg_catalog.pg_description des on (des.objoid = c.oid and des.classoid = 'pg_constraint'::regclass)
where contype = 'c' and conrelid = $1::oid
;
-- name: dependencies of a table
-- origin: pgadmin-org/pgadmin4 web/pgadmin/browser/server_groups/servers/templates/depends/sql/default/dependents.sql
-- params: '<class public.books>'
-- unordered
select distinct dep.deptype, cl.relkind, ad.adbin is not null as has_default, coalesce(coc.relname, clrw.relname) as ownertable,
       case when cl.relname is not null or att.attname is not null then cl.relname || coalesce('.' || att.attname, '')
            else coalesce(cl.relname, co.conname, pr.proname, tg.tgname, ty.typname, la.lanname, rw.rulename, ns.nspname) end as refname,
       coalesce(nsc.nspname, nso.nspname, nsp.nspname, nst.nspname, nsrw.nspname) as nspname
from pg_catalog.pg_depend dep
left join pg_catalog.pg_class cl on dep.objid = cl.oid left join pg_catalog.pg_attribute att on dep.objid = att.attrelid and dep.objsubid = att.attnum
left join pg_catalog.pg_namespace nsc on cl.relnamespace = nsc.oid left join pg_catalog.pg_proc pr on dep.objid = pr.oid left join pg_catalog.pg_namespace nsp on pr.pronamespace = nsp.oid
left join pg_catalog.pg_trigger tg on dep.objid = tg.oid left join pg_catalog.pg_type ty on dep.objid = ty.oid left join pg_catalog.pg_namespace nst on ty.typnamespace = nst.oid
left join pg_catalog.pg_constraint co on dep.objid = co.oid left join pg_catalog.pg_class coc on co.conrelid = coc.oid left join pg_catalog.pg_namespace nso on co.connamespace = nso.oid
left join pg_catalog.pg_rewrite rw on dep.objid = rw.oid left join pg_catalog.pg_class clrw on clrw.oid = rw.ev_class left join pg_catalog.pg_namespace nsrw on clrw.relnamespace = nsrw.oid
left join pg_catalog.pg_language la on dep.objid = la.oid left join pg_catalog.pg_namespace ns on dep.objid = ns.oid left join pg_catalog.pg_attrdef ad on ad.oid = dep.objid
where dep.refobjid = $1::oid and dep.classid in (select oid from pg_catalog.pg_class where relname in ('pg_class', 'pg_constraint', 'pg_conversion', 'pg_language', 'pg_proc', 'pg_rewrite', 'pg_namespace', 'pg_type', 'pg_attrdef', 'pg_event_trigger'))
  and coalesce(cl.relname, co.conname, '') not in ('books_cheap') and co.contype is distinct from 'n'
;
-- name: sequences
-- origin: pgadmin-org/pgadmin4 schemas/sequences/templates/sequences/sql/10_plus/nodes.sql
-- params: '<namespace public>'
select cl.oid, relname as name, relnamespace as schema, description as comment, seqtypid, seqstart, seqincrement, seqmax, seqmin, seqcache, seqcycle
from pg_catalog.pg_class cl left outer join pg_catalog.pg_description des on (des.objoid = cl.oid and des.classoid = 'pg_class'::regclass)
left join pg_catalog.pg_depend d1 on d1.refobjid = cl.oid and d1.deptype = 'i' join pg_catalog.pg_sequence s on s.seqrelid = cl.oid
where relkind = 'S' and relnamespace = $1::oid and not exists (select * from pg_catalog.pg_depend where refobjsubid > 0 and deptype = 'i' and objid = cl.oid) order by relname
;
-- name: views
-- origin: pgadmin-org/pgadmin4 schemas/views/templates/views/pg/default/sql/nodes.sql
-- params: '<namespace public>'
select c.oid, c.relname as name, description as comment from pg_catalog.pg_class c
left outer join pg_catalog.pg_description des on (des.objoid = c.oid and des.objsubid = 0 and des.classoid = 'pg_class'::regclass)
where c.relkind = 'v' and c.relnamespace = $1::oid order by c.relname
;
-- name: statistics of a table
-- origin: pgadmin-org/pgadmin4 tables/templates/tables/sql/default/stats.sql
-- params: '<class public.books>'
select seq_scan >= 0 as "Sequential scans", idx_scan >= 0 as "Index scans", n_tup_ins >= 0 as "Tuples inserted", n_live_tup >= 0 as "Live tuples",
       heap_blks_read >= 0 as "Heap blocks read", pg_catalog.pg_relation_size(stat.relid) >= 0 as "Table size", pg_catalog.pg_size_pretty(pg_catalog.pg_indexes_size(stat.relid)) is null as "Indexes size", last_vacuum, last_analyze
from pg_catalog.pg_stat_all_tables stat join pg_catalog.pg_statio_all_tables statio on stat.relid = statio.relid join pg_catalog.pg_class cl on cl.oid = stat.relid
where stat.relid = $1::oid
;
-- name: domains
-- origin: pgadmin-org/pgadmin4 schemas/domains/templates/domains/sql/default/properties.sql
-- unordered
select d.oid, d.typname as name, pg_catalog.pg_get_userbyid(d.typowner) as owner, pg_catalog.format_type(b.oid, d.typtypmod) as basetype, bn.nspname as basensp, d.typlen, d.typtypmod, d.typnotnull, d.typdefault, d.typndims, d.typdelim, description,
       (select array_agg(conname order by conname) from pg_catalog.pg_constraint where contypid = d.oid and contype = 'c') as constraints
from pg_catalog.pg_type d join pg_catalog.pg_type b on b.oid = d.typbasetype join pg_catalog.pg_namespace bn on bn.oid = d.typnamespace
left outer join pg_catalog.pg_description des on (des.objoid = d.oid and des.classoid = 'pg_type'::regclass)
where d.typtype = 'd' and bn.nspname in ('public', 'library')
;
-- name: dashboard
-- origin: pgadmin-org/pgadmin4 web/pgadmin/dashboard/templates/dashboard/sql/default/dashboard_stats.sql
select 'session_stats' as chart_name, pg_catalog.row_to_json(t)->>'Total' is not null as chart_data
from (select (select count(*) from pg_catalog.pg_stat_activity where datname = current_database()) as "Total", (select count(*) from pg_catalog.pg_stat_activity where state = 'active' and datname = current_database()) as "Active") t
union all
select 'tps_stats', pg_catalog.row_to_json(t)->>'Commits' is not null
from (select (select sum(xact_commit) from pg_catalog.pg_stat_database where datname = current_database()) as "Commits") t
;
-- name: acls
-- origin: pgadmin-org/pgadmin4 tables/templates/tables/sql/default/acl.sql
-- params: '<class public.books>'
select 'relacl' as deftype, coalesce(gt.rolname, 'PUBLIC') as grantee, g.rolname as grantor, pg_catalog.array_agg(privilege_type) as privileges, pg_catalog.array_agg(is_grantable) as grantable
from (select d.grantee, d.grantor, d.is_grantable, d.privilege_type
  from (select rel.relacl from pg_catalog.pg_class rel where rel.relkind in ('r', 's', 't', 'p') and rel.oid = $1::oid) acl, pg_catalog.aclexplode(relacl) d) d
left join pg_catalog.pg_roles g on (d.grantor = g.oid) left join pg_catalog.pg_roles gt on (d.grantee = gt.oid)
group by g.rolname, gt.rolname
;
