-- name: create
create table box (id int primary key, w int, h int not null, area int generated always as (w * h) stored, label text default 'box', title text generated always as (label || ':' || id) stored)
;
-- name: in the catalog
select attname, attgenerated, pg_get_expr(adbin, adrelid) from pg_attribute a left join pg_attrdef d on adrelid = attrelid and adnum = attnum where attrelid = 'box'::regclass and attnum > 0 order by attnum
;
-- name: information schema
select column_name, column_default, is_generated, generation_expression from information_schema.columns where table_name = 'box' order by ordinal_position
;
-- name: insert
insert into box (id, w, h) values (1, 2, 3) returning *
;
-- name: insert several
insert into box (id, w, h, label) values (2, 4, 5, 'two'), (3, null, 6, null) returning *
;
-- name: insert with default
insert into box (id, w, h, area) values (4, 1, 1, default) returning area
;
-- name: insert a value
insert into box (id, w, h, area) values (5, 1, 1, 1)
;
-- name: insert a value in order of columns
insert into box values (5, 1, 1, 1)
;
-- name: insert some default
insert into box (id, w, h, area) values (5, 1, 1, default), (6, 1, 1, 7)
;
-- name: parameters
-- params: 7, 8, 9
insert into box (id, w, h) values ($1, $2, $3) returning area, title
;
-- name: insert from a query
-- unordered
insert into box (id, w, h) select id + 10, w, h from box where id < 3 returning id, area
;
-- name: update a source
update box set w = w + 1 where id = 1 returning w, area
;
-- name: update another column
update box set label = 'new' where id = 1 returning label, title, area
;
-- name: update all
update box set h = 10
;
-- name: read
select id, area, title from box order by id
;
-- name: condition on it
select id from box where area > 20 order by id
;
-- name: order by it
select id from box order by area desc nulls last, id
;
-- name: update to a value
update box set area = 5 where id = 1
;
-- name: update to default
update box set area = default where id = 1 returning area
;
-- name: update with default
update box set w = 100, area = default where id = 1 returning area
;
-- name: overflow
update box set w = 2000000000 where id = 1
;
-- name: on conflict
insert into box (id, w, h) values (1, 5, 5) on conflict (id) do update set w = excluded.w returning area
;
-- name: on conflict do nothing
insert into box (id, w, h) values (1, 6, 6) on conflict do nothing
;
-- name: merge
merge into box using (values (1, 7), (20, 8)) s (i, v) on id = i when matched then update set w = v when not matched then insert (id, w, h) values (i, v, v)
;
-- name: after merge
select id, w, h, area, title from box where id in (1, 20) order by id
;
-- name: evaluated reading
select id, regexp_replace(title, '[0-9]+', '#') from box where id < 4 order by id
;
-- name: delete by it
delete from box where area = 64 returning id
;
-- name: index on it
create unique index box_area on box (area, id)
;
-- name: functions that IRIS lacks
create table word (id int primary key, w text, clean text generated always as (regexp_replace(w, '[^a-z]', '', 'g')) stored, size int generated always as (octet_length(w)) stored)
;
-- name: insert evaluated
insert into word (id, w) values (1, 'a1b2'), (2, null), (3, 'x') returning *
;
-- name: update evaluated
update word set w = w || '-z' where id = 3 returning *
;
-- name: add evaluated check with a violating row
alter table word add constraint lower check (w ~ '^[b-z]')
;
-- name: add evaluated check
alter table word add constraint some check (w ~ '[a-z]')
;
-- name: evaluated check holds
insert into word (id, w) values (50, '77')
;
-- name: add evaluated column
alter table word add column marks text generated always as (regexp_replace(w, '[a-z]', '-', 'g')) stored
;
-- name: evaluated values of rows that were there
select id, marks from word order by id
;
-- name: add evaluated column that fails
alter table word add column bad int generated always as (regexp_replace(w, '[a-z]', '-')::int) stored
;
-- name: failed column is not there
select bad from word
;
-- name: update evaluated to null
update word set w = null where id = 1 returning *
;
-- name: on conflict evaluated
insert into word (id, w) values (1, 'q9') on conflict (id) do nothing
;
-- name: evaluated rows
select * from word order by id
;
-- name: update of the key
-- unordered
update word set id = id + 10 returning id, clean
;
-- name: not null
create table strict (a int, b int generated always as (a + 1) stored not null)
;
-- name: not null with a value
insert into strict values (1) returning *
;
-- name: not null without
insert into strict values (null)
;
-- name: not null by update
update strict set a = null
;
-- name: check on it
create table checked (a int, b int generated always as (a * 2) stored check (b < 10))
;
-- name: check fulfilled
insert into checked values (4) returning b
;
-- name: check violated
insert into checked values (5)
;
-- name: check violated by update
update checked set a = a + 1
;
-- name: numeric
create table bill (net numeric(10,2), rate numeric(4,2), gross numeric(12,2) generated always as (net * (1 + rate / 100)) stored)
;
-- name: numeric rounded
insert into bill values (10.01, 19), (0.05, 7.5), (99999999.99, 20) returning gross
;
-- name: varchar too long
create table short (a text, b varchar(3) generated always as (a) stored)
;
-- name: fits
insert into short values ('abc') returning b
;
-- name: does not fit
insert into short values ('abcd')
;
-- name: add to a table with rows
alter table box add column double_area int generated always as (w * h * 2) stored
;
-- name: values of rows that were there
select id, area, double_area from box order by id
;
-- name: add not null to a table with nulls
alter table box add column triple int generated always as (w * 3) stored not null
;
-- name: drop a source
alter table box drop column w
;
-- name: drop expression
alter table box alter column double_area drop expression
;
-- name: dropped expression leaves values
select double_area from box where id = 2
;
-- name: plain column
update box set double_area = 1 where id = 2 returning double_area, area
;
-- name: drop expression again
alter table box alter column double_area drop expression
;
-- name: drop expression if exists
alter table box alter column double_area drop expression if exists
;
-- name: rename a source
alter table box rename column h to height
;
-- name: follows the name
select pg_get_expr(adbin, adrelid) from pg_attrdef where adrelid = 'box'::regclass order by adnum
;
-- name: update renamed
update box set height = 2 where id = 2 returning area
;
-- name: type of a source
alter table box alter column height type bigint
;
-- name: default for it
alter table box alter column area set default 1
;
-- name: like
create table box2 (like box including generated)
;
-- name: like computes
insert into box2 (id, w, height) values (1, 3, 4) returning area
;
-- name: of another generated
create table bad (a int, b int generated always as (a) stored, c int generated always as (b) stored)
;
-- name: of itself
create table bad (a int generated always as (a + 1) stored)
;
-- name: not immutable
create table bad (a int, b timestamptz generated always as (now()) stored)
;
-- name: with a sub-select
create table bad (a int, b int generated always as ((select 1)) stored)
;
-- name: with a default
create table bad (a int, b int default 5 generated always as (a) stored)
;
-- name: type that does not fit
create table bad (a int, b date generated always as (a) stored)
;
