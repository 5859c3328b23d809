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
-- name: set constraints of nothing
begin; set constraints nothing deferred
;
-- name: failed by it
rollback
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
-- name: underflow
select 1e-300::float8 * 1e-300::float8
;
-- name: not null column
create table strict (id int, v text not null)
;
-- name: strict rows
insert into strict values (1, '10'), (2, '20')
;
-- name: strict becomes integer
alter table strict alter v type bigint using v::bigint * 2
;
-- name: strict values
select * from strict order by id
;
-- name: still not null
insert into strict values (3, null)
;
-- name: using gives null
alter table strict alter v type text using nullif(v, 20)::text
;
-- name: cannot be cast implicitly
alter table strict alter v type date
;
-- name: index stays
create index strict_v on strict (v)
;
-- name: with an index
alter table strict alter v type text using 'x' || v
;
-- name: by the index
select id from strict where v = 'x40'
;
-- name: using null
alter table strict alter id type date using null
;
-- name: emptied
select * from strict order by v
;
-- name: boolean from text
alter table strict add flag varchar(5), add n int
;
-- name: flags
update strict set flag = case when v = 'x20' then 'yes' else 'no' end, n = 1
;
-- name: to boolean
alter table strict alter column flag type boolean using flag = 'yes'
;
-- name: to numeric
alter table strict alter column n type numeric(6,2) using n / 3.0
;
-- name: read both
select v, flag, n from strict order by v
;
-- name: columns in place
select column_name, data_type, is_nullable from information_schema.columns where table_name = 'strict' order by ordinal_position
;
-- name: table as recursive query
create table steps as with recursive r(n) as (select 1 union all select n + 1 from r where n < 4) select n from r
;
-- name: read steps
select * from steps order by n
;
-- name: table of aggregated text
create table joined as select string_agg(v, ',' order by v) as all_v, array_agg(n) as ns from strict
;
-- name: read joined
select * from joined
;
-- name: temporary table from series
create temp table few as select generate_series(1, 2) as n
;
-- name: read few
select sum(n) from few
;
-- name: exists already
create table if not exists joined as select generate_series(1, 9)
;
-- name: fails while filling
create table failing as select 10 / (g - 2) as q from generate_series(1, 3) g
;
-- name: nothing of it is left
select * from failing
;
-- name: set constraints of one that is not deferrable
alter table strict add constraint strict_key unique (v)
;
-- name: not deferrable
begin; set constraints strict_key deferred
;
-- name: failed by that
rollback
;
