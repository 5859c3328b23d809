-- name: types
-- origin: elixir-ecto/postgrex lib/postgrex/types.ex
-- users: oid
-- unordered
select t.oid, t.typname, t.typsend, t.typreceive, t.typoutput, t.typinput, t.typelem, coalesce(r.rngsubtype, 0), array (
  select a.atttypid from pg_attribute as a where a.attrelid = t.typrelid and a.attnum > 0 and not a.attisdropped order by a.attnum)
from pg_type as t left join pg_range as r on r.rngtypid = t.oid or (t.typbasetype <> 0 and r.rngtypid = t.typbasetype)
where (t.typrelid = 0) and (t.typelem = 0 or not exists (select 1 from pg_catalog.pg_type s where s.typrelid != 0 and s.oid = t.typelem))
;
-- name: types that are new
-- origin: elixir-ecto/postgrex lib/postgrex/types.ex
-- users: oid
-- unordered
select t.oid, t.typname, t.typsend, t.typreceive, t.typelem from pg_type as t where t.oid not in (select unnest(array[16, 17, 18, 20, 21, 23, 25]))
;
-- name: tables that exist
-- origin: elixir-ecto/ecto_sql lib/ecto/adapters/postgres/connection.ex (table_exists_query)
-- params: 'books'
select true from information_schema.tables where table_name = $1 and table_schema = current_schema() limit 1
;
-- name: lock of migrations
-- origin: elixir-ecto/ecto_sql lib/ecto/adapters/postgres.ex
select pg_try_advisory_lock(4711), pg_advisory_unlock(4711)
;
