-- name: types
-- origin: debezium/debezium debezium-connector-postgres/src/main/java/io/debezium/connector/postgresql/TypeRegistry.java
-- users: oid
-- unordered
select t.oid as oid, t.typname as name, t.typelem as element, t.typbasetype as parentoid, t.typtypmod as modifiers, t.typcategory as category, e.values as enum_values
from pg_catalog.pg_type t join pg_catalog.pg_namespace n on (t.typnamespace = n.oid)
left join (select t.enumtypid as id, array_agg(t.enumlabel) as values from pg_catalog.pg_enum t group by id) e on (t.oid = e.id)
where n.nspname != 'pg_toast'
;
-- name: type by name
-- origin: debezium/debezium TypeRegistry.java
-- params: 'genre'
select t.oid as oid, t.typname as name, t.typelem as element, t.typbasetype as parentoid, t.typtypmod as modifiers, t.typcategory as category
from pg_catalog.pg_type t join pg_catalog.pg_namespace n on (t.typnamespace = n.oid) where n.nspname != 'pg_toast' and t.typname = $1
;
-- name: replica identity
-- origin: debezium/debezium connection/PostgresConnection.java
-- params: 'public', 'books'
select relreplident from pg_catalog.pg_class c left join pg_catalog.pg_namespace n on c.relnamespace = n.oid where n.nspname = $1 and c.relname = $2
;
-- name: index that is the identity
-- origin: debezium/debezium connection/PostgresConnection.java
-- params: '<class public.books>'
select c.relname from pg_index i join pg_class c on c.oid = i.indexrelid where i.indrelid = $1::oid and i.indisreplident
;
-- name: replication
-- origin: debezium/debezium connection/PostgresConnection.java
select (select count(*) from pg_replication_slots), (select count(*) from pg_publication where pubname = 'dbz_publication'), current_setting('max_replication_slots') is not null
;
-- name: roles
-- origin: debezium/debezium connection/PostgresConnection.java
-- unordered
select oid > 0 as oid, rolname, rolcanlogin from pg_roles where pg_has_role(current_user, oid, 'member') and rolname = current_user
;
