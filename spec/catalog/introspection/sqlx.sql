-- name: type by OID
-- origin: launchbadge/sqlx sqlx-postgres/src/connection/describe.rs (fetch_type_by_oid)
-- params: '<type library.positive>'
select oid::regtype::text, typtype, typcategory, typrelid, typelem, typbasetype from pg_catalog.pg_type where oid = $1
;
-- name: array type by OID
-- origin: launchbadge/sqlx describe.rs (fetch_type_by_oid)
-- params: '<type public._genre>'
select oid::regtype::text, typtype, typcategory, typrelid, typelem, typbasetype from pg_catalog.pg_type where oid = $1
;
-- name: enum labels
-- origin: launchbadge/sqlx describe.rs (fetch_enum_by_oid)
-- params: '<type public.genre>'
select enumlabel from pg_catalog.pg_enum where enumtypid = $1 order by enumsortorder
;
-- name: fields of a composite type
-- origin: launchbadge/sqlx describe.rs (fetch_composite_by_oid)
-- params: '<class library.copies>'
select attname, atttypid from pg_catalog.pg_attribute where attrelid = $1 and not attisdropped and attnum > 0 order by attnum
;
-- name: OID by name
-- origin: launchbadge/sqlx describe.rs (fetch_type_id_by_name)
-- params: 'library.size'
select $1::regtype::oid
;
-- name: OID of an array by its element's name
-- origin: launchbadge/sqlx describe.rs (fetch_array_type_id)
-- params: 'genre'
select oid, typarray from pg_catalog.pg_type where oid = $1::regtype::oid
;
-- name: origin of a column
-- origin: launchbadge/sqlx describe.rs (maybe_fetch_column_origin)
-- params: '<class library.copies>', 2
select $1::oid::regclass::text, attname from pg_catalog.pg_attribute where attrelid = $1 and attnum = $2
;
-- name: nullable columns
-- origin: launchbadge/sqlx describe.rs (get_nullable_for_columns)
-- params: 0, '<class public.books>', 1, 1, '<class public.books>', 5, 2, '0', 0
select not attnotnull and (typtype <> 'd' or not typnotnull) as nullable
from (values ($1::int4, $2::oid, $3::int2), ($4::int4, $5::oid, $6::int2), ($7::int4, $8::oid, $9::int2)) as col(idx, table_id, col_idx)
left join pg_catalog.pg_attribute on table_id is not null and attrelid = table_id and attnum = col_idx left join pg_catalog.pg_type on pg_type.oid = atttypid
order by col.idx
;
