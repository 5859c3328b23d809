-- name: create
create table t (id int primary key, name text)
;
-- name: insert
insert into t values (1, 'a'), (2, 'b')
;
-- name: unknown option
explain (foo) select 1
;
-- name: unknown option among others
explain (costs off, serialise) select 1
;
-- name: analyze without a boolean
explain (analyze maybe) select 1
;
-- name: analyze with a number
explain (analyze 2) select 1
;
-- name: costs without a boolean
explain (costs 1.5) select 1
;
-- name: wal without analyze
explain (wal) select 1
;
-- name: wal with analyze off
explain (analyze off, wal on) select 1
;
-- name: timing without analyze
explain (timing) select 1
;
-- name: timing true without analyze
explain (timing true, analyze false) select 1
;
-- name: unknown format
explain (format foo) select 1
;
-- name: number as format
explain (format 3) select 1
;
-- name: format without value
explain (format) select 1
;
-- name: no options
explain () select 1
;
-- name: utility
explain vacuum
;
-- name: nothing
explain
;
-- name: unknown column
explain select nope from t
;
-- name: unknown table after a line
explain (costs off)
  select *
  from nowhere
;
-- name: unknown function
explain analyze select nope(1)
;
-- name: ambiguous column
explain select id from t a, t b
;
-- name: wrong insert
explain insert into t (id, nope) values (1, 2)
;
-- name: insert with too many values
explain insert into t values (1, 'a', 2)
;
-- name: unknown prepared statement
explain execute nowhere
;
-- name: prepare
prepare by_id (int) as select name from t where id = $1
;
-- name: execute without its parameter
explain execute by_id
;
-- name: execute with too many parameters
explain analyze execute by_id(1, 2)
;
-- name: deallocate
deallocate by_id
;
-- name: unique violation
explain analyze insert into t values (1, 'again')
;
-- name: division by zero
explain analyze select 1 / 0
;
-- name: a parameter nobody gives
explain select * from t where id = $1
;
-- name: read only transaction
begin; set transaction read only; explain analyze delete from t
;
-- name: end of the read only transaction
rollback
;
-- name: nothing is changed by errors
select * from t order by id
;
-- name: text
explain (costs off) select name from t where id = 1
;
-- name: json
explain (costs off, format json) select name from t where id = 1
;
-- name: xml
explain (costs off, format xml) select name from t where id = 1
;
-- name: yaml
explain (costs off, format yaml) select name from t where id = 1
;
-- name: a parameter
-- params: 1
explain (costs off) select name from t where id = $1
;
-- name: analyze
explain (analyze, costs off, format json) insert into t values (7, 'seven')
;
-- name: what analyze has changed
select * from t order by id
;
-- name: analyze in a transaction
begin; explain (analyze, format json) delete from t; rollback
;
-- name: what a rolled back analyze has changed
select count(*) from t
;
-- name: drop
drop table t
;
