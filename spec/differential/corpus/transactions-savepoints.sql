-- name: create
create table t (id int primary key, n int)
;
-- name: begin
begin
;
-- name: insert inside
insert into t values (1, 1)
;
-- name: rollback
rollback
;
-- name: nothing stays
select count(*) from t
;
-- name: start transaction
start transaction
;
-- name: insert two
insert into t values (1, 1), (2, 2)
;
-- name: commit
commit
;
-- name: two stay
select count(*) from t
;
-- name: commit without begin
commit
;
-- name: rollback without begin
rollback
;
-- name: begin work
begin work
;
-- name: begin again warns
begin
;
-- name: savepoint
savepoint a
;
-- name: update
update t set n = 10 where id = 1
;
-- name: see it
select n from t where id = 1
;
-- name: rollback to
rollback to savepoint a
;
-- name: it is back
select n from t where id = 1
;
-- name: update again
update t set n = 20 where id = 1
;
-- name: savepoint b
savepoint b
;
-- name: insert a clash
insert into t values (1, 5)
;
-- name: failed until rollback
select 1
;
-- name: failed insert too
insert into t values (3, 3)
;
-- name: savepoint while failed
savepoint c
;
-- name: rollback to b
rollback to b
;
-- name: alive again
select n from t order by id
;
-- name: release
release savepoint a
;
-- name: released is gone
rollback to savepoint a
;
-- name: commit of a failed transaction
commit
;
-- name: nothing changed
select id, n from t order by id
;
-- name: begin third
begin
;
-- name: change
update t set n = 100
;
-- name: end
end
;
-- name: changed
select id, n from t order by id
;
-- name: savepoint outside
savepoint x
;
-- name: release outside
release x
;
-- name: rollback to outside
rollback to x
;
-- name: begin fourth
begin
;
-- name: rollback to unknown
rollback to nowhere
;
-- name: abort
abort
;
-- name: isolation level
begin isolation level repeatable read
;
-- name: show isolation
show transaction_isolation
;
-- name: commit isolation
commit
;
-- name: read only
begin read only
;
-- name: read in it
select count(*) from t
;
-- name: write in it
insert into t values (9, 9)
;
-- name: roll back read only
rollback
;
-- name: set transaction
begin
;
-- name: set transaction read only
set transaction read only
;
-- name: show read only
show transaction_read_only
;
-- name: write is refused
update t set n = 1
;
-- name: end of it
rollback
;
-- name: nested savepoints
begin
;
-- name: outer savepoint
savepoint s
;
-- name: first insert
insert into t values (50, 1)
;
-- name: inner savepoint of the same name
savepoint s
;
-- name: second insert
insert into t values (51, 1)
;
-- name: back to inner
rollback to s
;
-- name: inner seen
select id from t where id >= 50 order by id
;
-- name: release inner
release s
;
-- name: back to outer
rollback to s
;
-- name: outer seen
select id from t where id >= 50 order by id
;
-- name: commit nested
commit
;
-- name: commit and chain
begin
;
-- name: chained
commit and chain
;
-- name: leave chain
rollback
;
-- name: ddl inside
begin
;
-- name: create inside
create table inside (id int primary key)
;
-- name: use it inside
insert into inside values (1)
;
-- name: roll back ddl
rollback
;
-- name: table is gone
select * from inside
;
-- name: clocks outside a block
select clock_timestamp() > now() as clock, now() = transaction_timestamp() as transaction, timeofday()::timestamptz >= now() as day
;
-- name: clocks begin
begin
;
-- name: clocks wait
select pg_sleep(0.002)
;
-- name: clocks in a block
select statement_timestamp() > now() as statement, clock_timestamp() > statement_timestamp() as clock, statement_timestamp() = statement_timestamp() as same, 'now'::timestamptz = now() as input, current_timestamp = now() as current
;
-- name: clocks of the day
select timeofday()::timestamptz > now() as day, timeofday() ~ '^[A-Z][a-z]{2} [A-Z][a-z]{2} \d\d \d\d:\d\d:\d\d\.\d{6} \d{4} UTC$' as form
;
-- name: clocks table
create table moment (id int primary key, s timestamptz default statement_timestamp(), c timestamptz default clock_timestamp())
;
-- name: clocks stored
insert into moment (id) values (1) returning s > now() as s, c >= s as c, s = statement_timestamp() as same
;
-- name: clocks over rows
select id, clock_timestamp() > s as clock, statement_timestamp() > s as statement, s > now() as s from moment where s < clock_timestamp()
;
-- name: clocks changed
update moment set c = clock_timestamp() where s < statement_timestamp()
;
-- name: clocks compared
select c > s as c, c > now() as n from moment
;
-- name: clocks end
rollback
;
