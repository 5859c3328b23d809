-- name: parent
create table author (id integer primary key, name varchar(40) not null, born date, rating numeric(5,2) default 1.5)
;
-- name: child
create table book (id bigint primary key, author_id integer not null references author (id), title text, isbn char(13), constraint book_isbn unique (isbn))
;
-- name: index
create index book_title on book (title)
;
-- name: tables by information schema
select table_name, table_type from information_schema.tables where table_schema = 'public' order by table_name
;
-- name: columns by information schema
select column_name, ordinal_position, is_nullable, data_type, character_maximum_length, numeric_precision, numeric_scale
from information_schema.columns where table_schema = 'public' and table_name = 'author' order by ordinal_position
;
-- name: column types of the child
select column_name, data_type, udt_name from information_schema.columns where table_name = 'book' order by ordinal_position
;
-- name: constraints by information schema
select table_name, constraint_name, constraint_type from information_schema.table_constraints
where table_schema = 'public' and constraint_name not like '%not_null' order by table_name, constraint_name
;
-- name: key columns
select constraint_name, column_name, ordinal_position from information_schema.key_column_usage
where table_schema = 'public' order by constraint_name, ordinal_position
;
-- name: referential constraints
select constraint_name, unique_constraint_name, update_rule, delete_rule from information_schema.referential_constraints where constraint_schema = 'public'
;
-- name: classes
select c.relname, c.relkind, n.nspname from pg_class c join pg_namespace n on n.oid = c.relnamespace
where n.nspname = 'public' order by c.relname
;
-- name: attributes
select a.attname, format_type(a.atttypid, a.atttypmod) as type, a.attnotnull, a.attnum
from pg_attribute a where a.attrelid = 'author'::regclass and a.attnum > 0 and not a.attisdropped order by a.attnum
;
-- name: constraint definitions
select conname, contype, pg_get_constraintdef(oid) as def from pg_constraint where conrelid = 'book'::regclass order by conname
;
-- name: constraints that are no keys
select contype, count(*) from pg_constraint k join pg_namespace n on n.oid = k.connamespace where n.nspname = 'public' and contype not in ('p', 'u', 'f') group by contype
;
-- name: index definitions
select indexname, indexdef from pg_indexes where tablename = 'book' order by indexname
;
-- name: primary key columns
select a.attname from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any (i.indkey)
where i.indrelid = 'book'::regclass and i.indisprimary
;
-- name: pg_tables
select tablename, hasindexes from pg_tables where schemaname = 'public' order by tablename
;
-- name: regclass
select 'book'::regclass::text as a, 'book'::regclass::oid > 0 as positive, to_regclass('nowhere') as missing
;
-- name: regclass of missing table
select 'nowhere'::regclass
;
-- name: types
select typname, typlen, typcategory from pg_type where typname in ('int4', 'text', 'numeric', 'bool', 'uuid') order by typname
;
-- name: namespaces
select nspname from pg_namespace where nspname in ('public', 'pg_catalog', 'information_schema') order by nspname
;
-- name: databases
select datname from pg_database where datname = current_database()
;
-- name: visible tables
select relname, pg_table_is_visible(oid) as v from pg_class where relkind = 'r' and relname in ('author', 'book') order by relname
;
-- name: schemas
select schema_name from information_schema.schemata where schema_name = 'public'
;
-- name: what is not there
select table_name from information_schema.tables where table_name = 'nowhere'
;
-- name: default of a column
select column_default from information_schema.columns where table_name = 'author' and column_name = 'rating'
;
-- name: attribute default
select pg_get_expr(d.adbin, d.adrelid) as def from pg_attrdef d where d.adrelid = 'author'::regclass
;
-- name: foreign key parts
select conrelid::regclass::text as child, confrelid::regclass::text as parent, confdeltype from pg_constraint where contype = 'f'
;
-- name: catalog and parameter
-- params: 'book'
select column_name from information_schema.columns where table_name = $1 order by ordinal_position
;
-- name: add a column
alter table book add column pages smallint
;
-- name: the catalog knows
select column_name, data_type from information_schema.columns where table_name = 'book' and column_name = 'pages'
;
-- name: drop the child
drop table book
;
-- name: the catalog forgets
select count(*) from pg_class where relname = 'book'
;
-- name: has privileges
select has_table_privilege('author', 'select') as t, has_schema_privilege('public', 'usage') as s
;
-- name: description functions
select obj_description('author'::regclass, 'pg_class') as o, col_description('author'::regclass, 1) as c
;
-- name: system columns of the view
select count(*) > 300 as many from pg_proc
;
-- name: current schemas
select current_schemas(false) as s, current_schemas(true) as a
;
