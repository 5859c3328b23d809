-- name: version
-- origin: npgsql/npgsql src/Npgsql/PostgresDatabaseInfo.cs (Power BI, Tableau on .NET)
select version() ~ '^PostgreSQL \d+\.\d+' as postgres
;
-- name: types
-- origin: npgsql/npgsql src/Npgsql/PostgresDatabaseInfo.cs
-- users: oid
-- unordered
select s.nspname, t.oid, t.typname, t.kind, t.typnotnull, t.element
from (
  select y.oid, y.typnamespace, y.typname, y.kind, y.typrelid, y.typnotnull, y.relkind,
         e.oid as element, e.typname as element_name, ec.relkind as element_relkind,
         case when ep.proname = 'array_recv' then 'a' else e.typtype end as element_kind
  from (
    select y.oid, y.typnamespace, y.typname, y.typrelid, y.typnotnull, c.relkind,
           case when p.proname = 'array_recv' then 'a' else y.typtype end as kind,
           case when p.proname = 'array_recv' then y.typelem
                when y.typtype = 'r' then r.rngsubtype
                when y.typtype = 'm' then (select rngtypid from pg_range where rngmultitypid = y.oid)
                when y.typtype = 'd' then y.typbasetype end as element_oid
    from pg_type as y
    left join pg_class as c on (c.oid = y.typrelid)
    left join pg_proc as p on p.oid = y.typreceive
    left join pg_range as r on (r.rngtypid = y.oid)
  ) as y
  left join pg_type as e on e.oid = y.element_oid
  left join pg_class as ec on (ec.oid = e.typrelid)
  left join pg_proc as ep on ep.oid = e.typreceive
) as t
join pg_namespace as s on (s.oid = t.typnamespace)
where t.kind in ('b', 'r', 'm', 'e', 'd')
   or (t.kind = 'c' and t.relkind = 'c')
   or (t.kind = 'p' and t.typname in ('record', 'void'))
   or (t.kind = 'a' and (t.element_kind in ('b', 'r', 'm', 'e', 'd')
        or (t.element_kind = 'p' and t.element_name in ('record', 'void'))
        or (t.element_kind = 'c' and t.element_relkind = 'c')))
order by case when t.kind in ('b', 'e', 'p') then 0 when t.kind = 'r' then 1 when t.kind = 'm' then 2 when t.kind = 'c' then 3
  when t.kind = 'd' and t.element_kind <> 'a' then 4 when t.kind = 'a' then 5 when t.kind = 'd' and t.element_kind = 'a' then 6 end
;
-- name: types with those of tables
-- origin: npgsql/npgsql src/Npgsql/PostgresDatabaseInfo.cs (LoadTableComposites)
-- unordered
select y.oid, a.attname, a.atttypid
from pg_type as y join pg_namespace as s on (s.oid = y.typnamespace)
join pg_class as c on (c.oid = y.typrelid) join pg_attribute as a on (a.attrelid = y.typrelid)
where y.typtype = 'c' and s.nspname not in ('pg_catalog', 'information_schema', 'pg_toast') and attnum > 0 and not attisdropped
order by y.oid, a.attnum
;
-- name: enum labels
-- origin: npgsql/npgsql src/Npgsql/PostgresDatabaseInfo.cs
-- unordered
select pg_type.oid, enumlabel from pg_enum join pg_type on pg_type.oid = enumtypid order by oid, enumsortorder
;
-- name: columns of a result
-- origin: npgsql/npgsql src/Npgsql/Schema/DbColumnSchemaGenerator.cs
-- params: '<class public.books>'
select t.oid as typoid, nspname, relname, attname, attrelid, attnum, attnotnull,
       attidentity != '' as isidentity,
       case when t.typtype = 'd' then t.typtypmod else atttypmod end as typmod,
       case when attidentity != '' or atthasdef then (select pg_get_expr(d.adbin, c.oid) from pg_attrdef as d where d.adrelid = c.oid and d.adnum = attnum) end as fallback,
       case when ((c.relkind = any (array['r'::"char", 'p'::"char"])) or ((c.relkind = any (array['v'::"char", 'f'::"char"])) and pg_column_is_updatable(c.oid, attnum, false)))
            and attidentity not in ('a') then 'true'::boolean else 'false'::boolean end as updatable,
       exists (select * from pg_index where pg_index.indrelid = c.oid and pg_index.indisprimary and attnum = any (indkey)) as iskey,
       exists (select * from pg_index where pg_index.indrelid = c.oid and pg_index.indisunique and pg_index.indnkeyatts = 1 and attnum = pg_index.indkey[0]) as isunique
from pg_attribute as a
join pg_type as t on a.atttypid = t.oid
join pg_class as c on a.attrelid = c.oid
join pg_namespace as s on s.oid = c.relnamespace
where atttypid <> 0 and relkind in ('r', 'v', 'm') and nspname not in ('pg_catalog', 'information_schema') and attnum > 0
  and c.oid = $1::oid
order by attnum
;
