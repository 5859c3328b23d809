-- name: settings at connect
-- origin: rails/rails activerecord/lib/active_record/connection_adapters/postgresql_adapter.rb
show max_identifier_length
;
-- name: types
-- origin: rails/rails postgresql_adapter.rb (load_additional_types)
-- users: oid
-- unordered
select t.oid, t.typname, t.typelem, t.typdelim, t.typinput, r.rngsubtype, t.typtype, t.typbasetype
from pg_type as t left join pg_range as r on oid = rngtypid
;
-- name: types by name
-- origin: rails/rails postgresql_adapter.rb (load_additional_types)
-- unordered
select t.oid, t.typname, t.typelem, t.typdelim, t.typinput, r.rngsubtype, t.typtype, t.typbasetype
from pg_type as t left join pg_range as r on oid = rngtypid
where t.typname in ('int2', 'int4', 'int8', 'oid', 'float4', 'float8', 'numeric', 'bool', 'json', 'jsonb', 'genre', 'isbn') or t.typtype in ('e', 'd') and t.typname in ('size', 'positive')
;
-- name: columns
-- origin: rails/rails postgresql_adapter.rb (column_definitions)
select a.attname, format_type(a.atttypid, a.atttypmod), pg_get_expr(d.adbin, d.adrelid), a.attnotnull, a.atttypid, a.atttypmod, c.collname,
       col_description(a.attrelid, a.attnum) as comment, attidentity as identity, attgenerated as attgenerated
from pg_attribute a
left join pg_attrdef d on a.attrelid = d.adrelid and a.attnum = d.adnum
left join pg_type t on a.atttypid = t.oid
left join pg_collation c on a.attcollation = c.oid and a.attcollation <> t.typcollation
where a.attrelid = '"books"'::regclass and a.attnum > 0 and not a.attisdropped order by a.attnum
;
-- name: indexes
-- origin: rails/rails activerecord/lib/active_record/connection_adapters/postgresql/schema_statements.rb
select distinct i.relname, d.indisunique, d.indkey, pg_get_indexdef(d.indexrelid),
       pg_catalog.obj_description(i.oid, 'pg_class') as comment, d.indisvalid,
       array (select pg_get_indexdef(d.indexrelid, k + 1, true) from generate_subscripts(d.indkey, 1) as k order by k) as columns
from pg_class t join pg_index d on t.oid = d.indrelid join pg_class i on d.indexrelid = i.oid left join pg_namespace n on n.oid = t.relnamespace
where i.relkind in ('i', 'I') and d.indisprimary = 'f' and t.relname = 'books' and n.nspname = any (current_schemas(false)) and i.relname <> 'books_cheap'
order by i.relname
;
-- name: primary key and its sequence
-- origin: rails/rails schema_statements.rb (pk_and_sequence_for)
select a.attname, n.nspname, s.relname
from pg_class s, pg_attribute a, pg_depend d, pg_constraint c, pg_namespace n
where s.oid = d.objid and s.relkind = 'S' and a.attrelid = d.refobjid and a.attnum = d.refobjsubid and a.attrelid = c.conrelid
  and a.attnum = c.conkey[1] and s.relnamespace = n.oid and c.contype = 'p' and d.classid = 'pg_class'::regclass
  and d.refobjid = '"authors"'::regclass
;
-- name: primary key of two columns
-- origin: rails/rails schema_statements.rb (primary_keys)
select a.attname from (
  select indrelid, indkey, generate_subscripts(indkey, 1) idx from pg_index where indrelid = '"library"."branches"'::regclass and indisprimary) i
join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[i.idx] order by i.idx
;
-- name: foreign keys
-- origin: rails/rails schema_statements.rb (foreign_keys)
-- unordered
select t2.oid::regclass::text as to_table, c.conname as name, c.confupdtype as on_update, c.confdeltype as on_delete, c.convalidated as valid,
       c.condeferrable as deferrable, c.condeferred as deferred, c.conrelid, c.confrelid,
       (select array_agg(a.attname order by x.idx) from (select idx, c.conkey[idx] as conkey_elem from generate_subscripts(c.conkey, 1) as idx) x
          join pg_attribute a on a.attrelid = c.conrelid and a.attnum = x.conkey_elem) as columns
from pg_constraint c join pg_class t1 on c.conrelid = t1.oid join pg_class t2 on c.confrelid = t2.oid join pg_namespace t3 on c.connamespace = t3.oid
where c.contype = 'f' and t1.relname in ('books', 'copies', 'tree') order by c.conname
;
-- name: check constraints
-- origin: rails/rails schema_statements.rb (check_constraints)
-- unordered
select conname, pg_get_constraintdef(c.oid, true) as constraintdef, c.convalidated as valid
from pg_constraint c join pg_class t on c.conrelid = t.oid join pg_namespace n on n.oid = c.connamespace
where c.contype = 'c' and t.relname = 'books' and n.nspname = any (current_schemas(false))
;
-- name: tables and views
-- origin: rails/rails schema_statements.rb (data_source_sql)
-- unordered
select c.relname from pg_class c left join pg_namespace n on n.oid = c.relnamespace
where n.nspname = any (current_schemas(false)) and c.relkind in ('r', 'v', 'm', 'p', 'f')
;
-- name: enums
-- origin: rails/rails postgresql_adapter.rb (enum_types)
select type.typname as name, type.oid as oid, n.nspname as schema, array_agg(enum.enumlabel order by enum.enumsortorder) as value
from pg_enum as enum join pg_type as type on (type.oid = enum.enumtypid) join pg_namespace n on type.typnamespace = n.oid
where n.nspname = any (current_schemas(false)) group by type.oid, n.nspname, type.typname
;
-- name: database
-- origin: rails/rails schema_statements.rb
select current_database(), current_schema, pg_encoding_to_char(encoding), datcollate, datctype from pg_database where datname = current_database()
;
-- name: schemas
-- origin: rails/rails schema_statements.rb
select nspname from pg_namespace where nspname !~ '^pg_.*' and nspname not in ('information_schema') order by nspname
;
-- name: sequence of a column
-- origin: rails/rails schema_statements.rb
select pg_get_serial_sequence('"books"', 'id'), pg_get_serial_sequence('authors', 'id'), pg_get_serial_sequence('"Orders"', 'Id'), pg_get_serial_sequence('library.copies', 'id')
;
-- name: extensions
-- origin: rails/rails postgresql_adapter.rb (extensions)
select extname from pg_extension where extname not in ('vector') order by extname
;
