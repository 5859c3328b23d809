-- name: base
create table item (id int primary key, code varchar(10), price numeric(8,2), qty text, made date)
;
-- name: rows
insert into item values (1, 'a', 1.50, '5', '2024-01-01'), (2, 'b', null, '7', null), (3, 'c', 9.99, null, '2024-03-01')
;
-- name: type using
alter table item alter column qty type integer using qty::integer
;
-- name: after type using
select id, qty, qty + 1 as more from item order by id
;
-- name: type using an expression
alter table item alter column price type integer using round(price * 100)::integer
;
-- name: after the expression
select id, price from item order by id
;
-- name: type using another column
alter table item alter column code type text using code || '-' || id
;
-- name: after another column
select id, code from item order by id
;
-- name: date to text
alter table item alter made type varchar(20) using to_char(made, 'DD.MM.YYYY')
;
-- name: after date to text
select id, made from item order by id
;
-- name: cannot be cast
alter table item alter column code type integer
;
-- name: using fails for a row
alter table item alter column code type integer using code::integer
;
-- name: other schema
create schema depot
;
-- name: set schema
alter table item set schema depot
;
-- name: moved
select count(*) from depot.item
;
-- name: not where it was
select count(*) from item
;
-- name: back
alter table depot.item set schema public
;
-- name: set schema of nothing
alter table if exists nothing set schema depot
;
-- name: set schema that is not there
alter table item set schema nowhere
;
-- name: materialized view
create materialized view totals as select count(*) as n, sum(price) as total from item
;
-- name: read it
select * from totals
;
-- name: change behind it
insert into item values (4, 'd', 100, 1, null)
;
-- name: still as it was
select * from totals
;
-- name: refresh
refresh materialized view totals
;
-- name: as it is
select n, total from totals
;
-- name: insert into it
insert into totals values (1, 2)
;
-- name: without data
create materialized view empty as select id, code from item with no data
;
-- name: read before refresh
select * from empty
;
-- name: refresh the empty one
refresh materialized view empty
;
-- name: read after refresh
select * from empty order by id
;
-- name: exists already
create materialized view if not exists empty as select 1
;
-- name: drop as table
drop table empty
;
-- name: drop it
drop materialized view empty
;
-- name: drop twice
drop materialized view empty
;
-- name: drop twice if exists
drop materialized view if exists empty
;
-- name: its catalog entry
select relname, relkind, relispopulated from pg_class where relname = 'totals'
;
-- name: drop the table under it
drop table item
;
-- name: drop the other
drop materialized view totals
;
-- name: temporary with check
create temporary table t (a int check (a > 0), b int generated always as (a * 2) stored)
;
-- name: temporary insert
insert into t (a) values (1), (5) returning a, b
;
-- name: temporary violation
insert into t (a) values (-1)
;
-- name: temporary update
update t set a = a + 1 where a = 5 returning *
;
-- name: unique partial index
create unique index item_one on item (code) where price is null
;
-- name: set constraints of nothing
set constraints nothing deferred
;
-- name: set all constraints
begin; set constraints all immediate; commit
;
-- name: table from series
create table numbers as select g as n, g * g as square from generate_series(1, 3) g
;
-- name: table from values
create table named as values (1, 'one'), (2, 'two')
;
-- name: read series
select * from numbers order by n
;
-- name: read values
select * from named order by 1
;
-- name: select into from series
select x as d into days from generate_series(date '2024-01-01', date '2024-01-02', interval '1 day') x
;
-- name: read days
select * from days order by 1
;
-- name: prepare transaction
begin; prepare transaction 'two'
;
-- name: end of it
rollback
;
-- name: commit prepared
commit prepared 'two'
;
-- name: json object of a null key
select json_object_agg(k, 1) from (values (null::text)) v(k)
;
-- name: json object of a null key in a table
select json_object_agg(made, id) from item
;
-- name: underflow
select 1e-300::float8 * 1e-300::float8
;
