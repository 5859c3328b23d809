-- name: table
create table doc (id int primary key, title text constraint title_check check (title <> ''), author int)
;
-- name: on table
comment on table doc is 'documents, ''quoted'''
;
-- name: read table comment
select obj_description('doc'::regclass, 'pg_class')
;
-- name: on column
comment on column doc.title is 'the title'
;
-- name: read column comments
select attname, col_description(attrelid, attnum) from pg_attribute where attrelid = 'doc'::regclass and attnum > 0 order by attnum
;
-- name: replace
comment on table doc is 'second'
;
-- name: replaced
select obj_description('doc'::regclass)
;
-- name: on constraint
comment on constraint title_check on doc is 'no empty titles'
;
-- name: read constraint comment
select obj_description(oid, 'pg_constraint') from pg_constraint where conname = 'title_check'
;
-- name: on primary key
comment on constraint doc_pkey on doc is 'the key'
;
-- name: on index
create index doc_author on doc (author)
;
-- name: on index comment
comment on index doc_author is 'by author'
;
-- name: read index comments
select relname, obj_description(oid, 'pg_class') from pg_class where relname like 'doc%' order by relname
;
-- name: view
create view titles as select id, title from doc
;
-- name: on view
comment on view titles is 'only titles'
;
-- name: on view column
comment on column titles.title is 'its title'
;
-- name: read view comments
select obj_description('titles'::regclass), col_description('titles'::regclass, 2)
;
-- name: on schema
comment on schema public is 'ours'
;
-- name: read schema comment
select obj_description('public'::regnamespace, 'pg_namespace')
;
-- name: schema comment away
comment on schema public is null
;
-- name: no schema comment
select obj_description('public'::regnamespace, 'pg_namespace')
;
-- name: schema comment back
comment on schema public is 'standard public schema'
;
-- name: of no table
comment on table nothing is 'x'
;
-- name: of no column
comment on column doc.nothing is 'x'
;
-- name: of no constraint
comment on constraint nothing on doc is 'x'
;
-- name: table as view
comment on view doc is 'x'
;
-- name: drop the view
drop view titles
;
-- name: rename the column
alter table doc rename column title to name
;
-- name: rename the table
alter table doc rename to docs
;
-- name: comments follow names
select obj_description('docs'::regclass), col_description('docs'::regclass, 2)
;
-- name: another column changes
alter table docs add column pages int
;
-- name: comments stay
select d.objsubid, d.description from pg_description d where d.objoid = 'docs'::regclass order by 1
;
-- name: like including comments
create table docs2 (like docs including comments)
;
-- name: comments of the copy
select attname, col_description(attrelid, attnum) from pg_attribute where attrelid = 'docs2'::regclass and attnum > 0 order by attnum
;
-- name: remove
comment on column docs.name is null
;
-- name: removed
select col_description('docs'::regclass, 2)
;
-- name: empty is none
comment on table docs is ''
;
-- name: no table comment
select obj_description('docs'::regclass)
;
-- name: unicode and newlines
comment on table docs is E'größer\n\\ 漢字'
;
-- name: read unicode and newlines
select obj_description('docs'::regclass)
;
-- name: drop the index
drop index doc_author
;
-- name: make the index again
create index doc_author on docs (author)
;
-- name: index has none
select obj_description('doc_author'::regclass)
;
-- name: drop the table
drop table docs cascade
;
-- name: make the table again
create table docs (id int, name text)
;
-- name: table has none
select obj_description('docs'::regclass), col_description('docs'::regclass, 2)
;
-- name: only for tables and the like
comment on column docs2 is 'x'
;
-- name: long
comment on table docs is 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'
;
-- name: length of long
select length(obj_description('docs'::regclass))
;
