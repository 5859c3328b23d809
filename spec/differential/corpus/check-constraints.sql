-- name: create
create table item (
  id int primary key,
  qty int check (qty > 0),
  price numeric(10,2) constraint price_range check (price between 0 and 1000),
  kind text check (kind in ('a', 'b', 'c')),
  lo int,
  hi int,
  check (lo < hi),
  constraint named check (qty < 100 or kind = 'c')
)
;
-- name: names and definitions
select conname, contype, convalidated, pg_get_constraintdef(oid) from pg_constraint where conrelid = 'item'::regclass and contype = 'c' order by conname
;
-- name: information schema
select constraint_name, check_clause from information_schema.check_constraints where constraint_schema = 'public' and constraint_name not like '%not_null' order by 1
;
-- name: fulfils all
insert into item values (1, 5, 10.5, 'a', 1, 2), (2, 99, 1000, 'b', 0, 1)
;
-- name: null fulfils
insert into item (id) values (3) returning *
;
-- name: violates a column check
insert into item values (4, 0, 1, 'a', 1, 2)
;
-- name: violates a named check
insert into item values (4, 1, 1000.01, 'a', 1, 2)
;
-- name: rounded into the range
insert into item values (4, 1, 1000.004, 'a', 1, 2) returning price
;
-- name: violates a list
insert into item values (5, 1, 1, 'd', 1, 2)
;
-- name: violates a table check
insert into item values (5, 1, 1, 'a', 2, 2)
;
-- name: violates two, the first by name
insert into item values (5, -1, -1, 'x', 2, 1)
;
-- name: second row violates
insert into item values (6, 1, 1, 'a', 1, 2), (7, -7, 1, 'a', 1, 2)
;
-- name: nothing of it is there
select id from item order by id
;
-- name: parameters
-- params: 8, 7, 'b'
insert into item (id, qty, kind) values ($1, $2, $3) returning qty
;
-- name: parameter violates
-- params: 9, -2, 'b'
insert into item (id, qty, kind) values ($1, $2, $3)
;
-- name: insert from a query
-- unordered
insert into item (id, qty) select id + 10, qty from item where qty is not null
;
-- name: insert from a query violates
insert into item (id, qty) select id + 100, 6 - qty from item where id = 8
;
-- name: update
update item set qty = qty + 1 where id = 1 returning *
;
-- name: update violates
update item set qty = -qty where id = 1
;
-- name: update of one of two columns
update item set lo = 7 where id = 1
;
-- name: update of both
update item set lo = 7, hi = 9 where id = 1 returning lo, hi
;
-- name: update of another column
update item set price = 3 where id = 1
;
-- name: update to null
update item set qty = null where id = 2 returning qty
;
-- name: update from another table
update item set qty = v.q from (values (1, 200)) v (i, q) where id = v.i
;
-- name: long values are cut in the detail
insert into item (id, kind) values (50, repeat('long ', 20))
;
-- name: primary key and check
insert into item values (1, 0)
;
-- name: on conflict do nothing
insert into item (id, qty) values (1, 3) on conflict do nothing
;
-- name: on conflict violates first
insert into item (id, qty) values (1, -3) on conflict (id) do nothing
;
-- name: on conflict do update
insert into item (id, qty) values (1, 3) on conflict (id) do update set qty = excluded.qty + 1 returning qty
;
-- name: on conflict update violates
insert into item (id, qty) values (1, 3) on conflict (id) do update set qty = excluded.qty - 3
;
-- name: merge
merge into item using (values (1, 11), (60, 12)) s (i, q) on id = i when matched then update set qty = q when not matched then insert (id, qty) values (i, q)
;
-- name: merge violates
merge into item using (values (1, -11)) s (i, q) on id = i when matched then update set qty = q
;
-- name: data-modifying with
with gone as (delete from item where id = 60 returning id, qty) insert into item (id, qty) select id + 1, qty from gone returning *
;
-- name: add with a violating row
alter table item add constraint small check (qty < 12)
;
-- name: add not valid
alter table item add constraint small check (qty < 12) not valid
;
-- name: not valid is shown
select conname, convalidated, pg_get_constraintdef(oid) from pg_constraint where conname = 'small'
;
-- name: not valid checks new rows
insert into item (id, qty) values (70, 13)
;
-- name: not valid checks any update of an old row
update item set price = 1 where id = 61
;
-- name: validate with a violating row
alter table item validate constraint small
;
-- name: mend the row
update item set qty = 2 where qty >= 12
;
-- name: validate
alter table item validate constraint small
;
-- name: validated is shown
select conname, convalidated, pg_get_constraintdef(oid) from pg_constraint where conname = 'small'
;
-- name: rename the constraint
alter table item rename constraint small to smaller
;
-- name: renamed violates
update item set qty = 50 where id = 1
;
-- name: rename a column
alter table item rename column qty to amount
;
-- name: follows the column
select conname, pg_get_constraintdef(oid) from pg_constraint where conrelid = 'item'::regclass and contype = 'c' order by conname
;
-- name: column renamed violates
update item set amount = 0 where id = 1
;
-- name: rename the table
alter table item rename to thing
;
-- name: table renamed violates
update thing set amount = 0 where id = 1
;
-- name: drop constraint
alter table thing drop constraint smaller
;
-- name: drop constraint again
alter table thing drop constraint smaller
;
-- name: drop constraint if exists
alter table thing drop constraint if exists smaller
;
-- name: dropped is not checked
update thing set amount = 50 where id = 1 returning amount
;
-- name: drop a column of a check
alter table thing drop column lo
;
-- name: goes with the column
select conname from pg_constraint where conrelid = 'thing'::regclass and contype = 'c' order by conname
;
-- name: duplicate name
alter table thing add constraint named check (id > 0)
;
-- name: automatic name
alter table thing add check (id > 0), add check (id > -1), add check (amount > -5 or id > 5)
;
-- name: automatic names
select conname, pg_get_constraintdef(oid) from pg_constraint where conrelid = 'thing'::regclass and contype = 'c' order by conname
;
-- name: add column with check and default
alter table thing add column level int default 3 check (level < 5)
;
-- name: add column whose default violates
alter table thing add column bad int default 9 check (bad < 5)
;
-- name: column is not there
select bad from thing
;
-- name: level checked
update thing set level = 5 where id = 1
;
-- name: regular expression
create table word (id serial primary key, w text not null check (w ~ '^[a-z]+$'), n int check (length(w) <> n))
;
-- name: matches
insert into word (w, n) values ('abc', 4), ('d', null) returning w, n
;
-- name: does not match
insert into word (id, w) values (100, 'A1')
;
-- name: update does not match
update word set w = upper(w) where w = 'abc'
;
-- name: update matches
update word set w = w || 'x' where w = 'abc' returning w, n
;
-- name: update makes lengths equal
update word set n = 1 where w = 'd'
;
-- name: not null before check
insert into word (id, w) values (101, null)
;
-- name: rows of word
select w, n from word order by w
;
-- name: number of the row in a check
create table counted (id serial primary key check (id > 0), w text check (w ~ '^[a-z]+$'))
;
-- name: number is not known before
insert into counted (w) values ('x'), ('y') returning w
;
-- name: dates
create table span (a date, b date, check (a <= b), c timestamp check (c >= '2000-01-01'), check (extract(year from a) > 1999))
;
-- name: dates in order
insert into span values ('2020-01-01', '2020-01-02', '2020-01-01 10:00'), ('2020-01-01', null, null)
;
-- name: dates not in order
insert into span values ('2020-01-03', '2020-01-02', null)
;
-- name: timestamp too early
insert into span values (null, null, '1999-12-31 23:59:59')
;
-- name: year too early
insert into span values ('1999-05-05', null, null)
;
-- name: booleans
create table flag (on_off boolean check (on_off), j jsonb check (jsonb_typeof(j) = 'object'), a int[] check (array_length(a, 1) = 2))
;
-- name: true and object
insert into flag values (true, '{}', '{1,2}')
;
-- name: false
insert into flag values (false, '{}', '{1,2}')
;
-- name: no object
insert into flag values (true, '[]', '{1,2}')
;
-- name: three elements
insert into flag values (true, null, '{1,2,3}')
;
-- name: temporary
create temp table tmp (like thing)
;
-- name: like with constraints
create table thing2 (like thing including constraints)
;
-- name: like is checked
insert into thing2 (id, amount) values (1, 0)
;
-- name: check on other tables
create table bad_check (a int check (a in (select 1)))
;
-- name: check on no column
create table bad_check (a int check (b > 0))
;
-- name: check that is no condition
create table bad_check (a int check (a + 1))
;
-- name: check with an aggregate
create table bad_check (a int check (sum(a) > 0))
;
-- name: empty check
create table one (a int, check (a is not null or a is null), constraint one_a_check check (a = 1), check (a < 10))
;
-- name: names with one taken
select conname from pg_constraint where conrelid = 'one'::regclass and contype = 'c' order by conname
;
-- name: division in a check
create table ratio (a int, b int, check (a / b > 1))
;
-- name: division by zero in a check
insert into ratio values (1, 0)
;
-- name: division in order
insert into ratio values (4, 2) returning *
;
