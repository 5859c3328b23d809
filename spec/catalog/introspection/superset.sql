-- name: databases
-- origin: apache/superset superset/db_engine_specs/postgres.py (get_catalog_names)
-- masked: datname
-- unordered
select datname from pg_database where datistemplate = false and datname = current_database()
;
-- name: tables
-- origin: apache/superset, by sqlalchemy/sqlalchemy lib/sqlalchemy/dialects/postgresql/base.py (get_table_names)
-- params: 'public'
select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = $1 and c.relkind in ('r', 'p') order by c.relname
;
-- name: oid of a table
-- origin: sqlalchemy/sqlalchemy dialects/postgresql/base.py (get_table_oid)
-- params: 'books'
select c.oid from pg_catalog.pg_class c left join pg_catalog.pg_namespace n on n.oid = c.relnamespace
where (pg_catalog.pg_table_is_visible(c.oid)) and c.relname = $1 and c.relkind in ('r', 'v', 'm', 'f', 'p')
;
-- name: columns
-- origin: sqlalchemy/sqlalchemy dialects/postgresql/base.py (get_columns of 1.4)
-- params: '<class public.books>'
select a.attname, pg_catalog.format_type(a.atttypid, a.atttypmod),
       (select pg_catalog.pg_get_expr(d.adbin, d.adrelid) from pg_catalog.pg_attrdef d where d.adrelid = a.attrelid and d.adnum = a.attnum and a.atthasdef) as default,
       a.attnotnull, a.attrelid as table_oid, pgd.description as comment, a.attgenerated as generated,
       (select json_build_object('always', a.attidentity = 'a', 'start', s.seqstart, 'increment', s.seqincrement, 'minvalue', s.seqmin, 'maxvalue', s.seqmax, 'cache', s.seqcache, 'cycle', s.seqcycle)
        from pg_catalog.pg_sequence s join pg_catalog.pg_class c on s.seqrelid = c."oid" where c.relkind = 'S' and a.attidentity != '' and s.seqrelid = pg_catalog.pg_get_serial_sequence(a.attrelid::regclass::text, a.attname)::regclass::oid) as identity_options
from pg_catalog.pg_attribute a left join pg_catalog.pg_description pgd on (pgd.objoid = a.attrelid and pgd.objsubid = a.attnum)
where a.attrelid = $1::oid and a.attnum > 0 and not a.attisdropped order by a.attnum
;
-- name: constraints of many tables
-- origin: sqlalchemy/sqlalchemy dialects/postgresql/base.py (_constraint_query of 2.0)
-- params: '{<class public.books>,<class library.branches>}', 'u'
-- unordered
select attr.conrelid, array_agg(cast(attr.attname as text) order by attr.ord) as cols, attr.conname, min(attr.description) as description
from (select con.conrelid, con.conname, con.conindid, con.description, con.ord, a.attname
  from pg_catalog.pg_attribute a join (select c.conrelid, c.conname, c.conindid, unnest(c.conkey) as attnum, generate_subscripts(c.conkey, 1) as ord, d.description
    from pg_catalog.pg_constraint c left outer join pg_catalog.pg_description d on d.objoid = c.oid
    where c.contype = cast($2 as char) and c.conrelid = any (cast($1 as oid[]))) as con
  on a.attnum = con.attnum and a.attrelid = con.conrelid) as attr
group by attr.conrelid, attr.conname order by attr.conrelid, attr.conname
;
-- name: indexes of many tables
-- origin: sqlalchemy/sqlalchemy dialects/postgresql/base.py (_index_query of 2.0)
-- params: '{<class public.books>,<class library.copies>}'
-- unordered
select i.indrelid, ci.relname as relname_index, i.indisunique, con.conrelid is not null as has_constraint, i.indoption, ci.reloptions, am.amname,
       case when i.indpred is not null then pg_get_expr(i.indpred, i.indrelid) end as filter_definition, i.indnkeyatts,
       cols.elements, cols.elements_is_expr, cols.opclasses
from pg_catalog.pg_index i
join (select k.indexrelid, array_agg(case when k.attnum = 0 then pg_get_indexdef(k.indexrelid, k.ord + 1, true) else cast(a.attname as text) end order by k.ord) as elements,
      array_agg(k.attnum = 0 order by k.ord) as elements_is_expr, array_agg(cast(o.opcname as text) order by k.ord) as opclasses
    from (select x.indexrelid, x.indrelid, unnest(x.indkey) as attnum, unnest(x.indclass) as opclass, generate_subscripts(x.indkey, 1) as ord
      from pg_catalog.pg_index x where not x.indisprimary and x.indrelid = any (cast($1 as oid[]))) k
    left outer join pg_catalog.pg_attribute a on a.attnum = k.attnum and a.attrelid = k.indrelid left outer join pg_catalog.pg_opclass o on o.oid = k.opclass
    group by k.indexrelid) cols on i.indexrelid = cols.indexrelid
join pg_catalog.pg_class ci on i.indexrelid = ci.oid join pg_catalog.pg_am am on ci.relam = am.oid
left outer join pg_catalog.pg_constraint con on i.indrelid = con.conrelid and i.indexrelid = con.conindid and con.contype = any (array['p', 'u', 'x'])
where ci.relname <> 'books_cheap' and not i.indisprimary order by i.indrelid, ci.relname
;
-- name: domains
-- origin: sqlalchemy/sqlalchemy dialects/postgresql/base.py (_domain_query)
-- users: schema
-- unordered
select t.typname as name, pg_catalog.format_type(t.typbasetype, t.typtypmod) as attype, not t.typnotnull as nullable, t.typdefault as default, pg_catalog.pg_type_is_visible(t.oid) as visible, n.nspname as schema, dc.condefs, dc.connames, c.collname
from pg_catalog.pg_type t join pg_catalog.pg_namespace n on n.oid = t.typnamespace left outer join pg_catalog.pg_collation c on t.typcollation = c.oid
left outer join (select k.contypid, array_agg(pg_get_constraintdef(k.oid, true)) as condefs, array_agg(cast(k.conname as text)) as connames from pg_catalog.pg_constraint k where k.contypid != 0 and k.contype = 'c' group by k.contypid) dc on t.oid = dc.contypid
where t.typtype = 'd'
;
-- name: server
-- origin: sqlalchemy/sqlalchemy dialects/postgresql/base.py (initialize)
select current_schema(), version() like 'PostgreSQL %', current_setting('standard_conforming_strings'), current_setting('transaction_isolation')
;
