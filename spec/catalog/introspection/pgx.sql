-- name: types and what they are made of
-- origin: jackc/pgx derived_types.go (buildLoadDerivedTypesSQL)
-- params: '{genre,isbn,library.size,library.positive,branches,_genre}'
-- unordered
with recursive selected_classes(oid, reltype) as (
  select c.oid, c.reltype from pg_catalog.pg_class c left join pg_catalog.pg_namespace n on n.oid = c.relnamespace where pg_catalog.pg_table_is_visible(c.oid) and relname = any($1::text[])
  union all
  select c.oid, c.reltype from pg_class c inner join pg_namespace n on (c.relnamespace = n.oid) where nspname || '.' || relname = any($1::text[])),
selected_types(oid) as (
  select reltype as oid from selected_classes
  union all
  select t.oid from pg_type t left outer join pg_namespace n on (t.typnamespace = n.oid) where typname = any($1::text[]) or nspname || '.' || typname = any($1::text[])),
pc(parent, child) as (
  select p.oid, p.typelem from pg_type p where p.typtype = 'b' and p.typelem != 0
  union all select p.oid, p.typbasetype from pg_type p where p.typtypmod = -1 and p.typbasetype != 0
  union all select t.oid, atttypid from pg_attribute inner join pg_class c on (c.oid = attrelid) inner join pg_type t on (t.oid = c.reltype) where not attisdropped and attnum > 0),
relationships(parent, child, depth) as (
  select distinct 0::oid, selected_types.oid, 0 from selected_types
  union all select t.oid as parent, a.atttypid as child, 1 from selected_classes c inner join pg_type t on (c.reltype = t.oid) inner join pg_attribute a on (c.oid = a.attrelid)
  union all select pc.parent, pc.child, relationships.depth + 1 from pc inner join relationships on (pc.parent = relationships.child)),
composite as (
  select t.oid, array_agg(attname order by attnum) as attnames, array_agg(atttypid order by attnum) as atttypids
  from pg_attribute inner join pg_class c on (c.oid = attrelid) inner join pg_type t on (t.oid = c.reltype) where not attisdropped and attnum > 0 group by t.oid)
select typname, n.nspname, typtype, typbasetype, typelem, t.oid, coalesce(m.rngtypid, 0) as rngtypid, coalesce(r.rngsubtype, 0) as rngsubtype, attnames, atttypids
from relationships inner join pg_type t on (t.oid = relationships.child) left outer join pg_range r on (t.oid = r.rngtypid) left outer join pg_range m on (t.oid = m.rngmultitypid)
left outer join composite using (oid) left outer join pg_namespace n on (t.typnamespace = n.oid)
where not (typtype = 'b' and typelem = 0) and n.nspname <> 'pg_catalog'
group by typname, n.nspname, typtype, typbasetype, typelem, t.oid, r.rngsubtype, m.rngtypid, attnames, atttypids order by max(depth) desc, typname
;
-- name: type by name
-- origin: jackc/pgx conn.go (LoadType)
-- params: 'library.size'
select $1::text::regtype::oid
;
-- name: kind of a type
-- origin: jackc/pgx conn.go (LoadType)
-- params: '<type public.genre>'
select typtype::text, typbasetype, typelem, typrelid from pg_type where oid = $1::oid
;
