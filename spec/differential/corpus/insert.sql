-- name: create
create table t (id int primary key, name varchar(10) not null, n int default 7, label text)
;
-- name: one row
insert into t values (1, 'one', 1, 'a')
;
-- name: column list
insert into t (name, id) values ('two', 2)
;
-- name: multi-row
insert into t (id, name, n) values (3, 'three', 3), (4, 'four', null), (5, 'five', default)
;
-- name: read
select * from t order by id
;
-- name: fewer values than columns
insert into t values (6, 'six')
;
-- name: read six
select * from t where id = 6
;
-- name: more values than columns
insert into t values (7, 'seven', 7, 'x', 'y')
;
-- name: fewer values than the list
insert into t (id, name) values (7)
;
-- name: more values than the list
insert into t (id) values (7, 'x')
;
-- name: unknown column
insert into t (id, nothing) values (7, 'x')
;
-- name: column twice
insert into t (id, id) values (7, 8)
;
-- name: unknown table
insert into nowhere values (1)
;
-- name: from select
insert into t (id, name, n) select id + 100, name, n * 2 from t where id < 4
;
-- name: from select with nothing
insert into t (id, name) select id + 200, name from t where id < 0
;
-- name: from values select
insert into t (id, name) select * from (values (300, 'x'), (301, 'y')) v
;
-- name: from generate_series
insert into t (id, name) select g, 'gen' || g from generate_series(400, 404) g
;
-- name: count
select count(*) as n, sum(n) as s from t
;
-- name: multi-row is atomic
insert into t (id, name) values (500, 'ok'), (1, 'clash'), (501, 'ok')
;
-- name: nothing of it stays
select count(*) as n from t where id >= 500
;
-- name: from select is atomic
insert into t (id, name) select 600 + g, case when g = 2 then null else 'x' end from generate_series(1, 3) g
;
-- name: nothing of that either
select count(*) as n from t where id >= 600
;
-- name: expressions
insert into t (id, name, n, label) values (700, upper('abc'), 3 * 4, 'a' || 'b') returning *
;
-- name: subquery as a value
insert into t (id, name, n) values (701, 'sub', (select max(n) from t where id < 10)) returning n
;
-- name: with before insert
with src as (select 702 as id, 'with' as name) insert into t (id, name) select id, name from src
;
-- name: parameters
-- params: 800, 'para', 5
insert into t (id, name, n) values ($1, $2, $3)
;
-- name: parameters in two rows
-- params: 801, 'a', 802, 'b'
insert into t (id, name) values ($1, $2), ($3, $4)
;
-- name: parameter null
-- params: 803, 'p', null
insert into t (id, name, n) values ($1, $2, $3) returning n, label
;
-- name: parameter empty text
-- params: 804, ''
insert into t (id, name) values ($1, $2) returning name, length(name)
;
-- name: same parameter twice
-- params: 805, 'same'
insert into t (id, name, label) values ($1, $2::varchar, $2::varchar) returning name, label
;
-- name: parameter is no integer
-- params: 'x', 'y'
insert into t (id, name) values ($1, $2)
;
-- name: parameter too long
-- params: 806, 'abcdefghijklmnop'
insert into t (id, name) values ($1, $2)
;
-- name: quotes and semicolons in values
insert into t (id, name, label) values (900, 'a;b', 'it''s; -- not a comment') returning name, label
;
-- name: hundred rows
insert into t (id, name) select 1000 + g, 'r' || g from generate_series(1, 100) g
;
-- name: sum of them
select count(*) as n, min(name) as lo, max(name) as hi from t where id > 1000
;
-- name: type of value does not fit
insert into t (id, name, n) values (901, 'x', date '2024-01-01')
;
-- name: aliased
insert into t as x (id, name) values (902, 'alias') returning x.id
;
-- name: overriding is fine without identity
insert into t (id, name) values (903, 'last') returning id + 1 as next
;
