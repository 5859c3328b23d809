-- name: create
create sequence s
;
-- name: create if not exists
create sequence if not exists s
;
-- name: create again
create sequence s
;
-- name: currval before nextval
select currval('s')
;
-- name: lastval before nextval
select lastval()
;
-- name: nextval
select nextval('s')
;
-- name: nextval twice in a row
select nextval('s'), nextval('s')
;
-- name: currval
select currval('s'), lastval()
;
-- name: nextval with regclass cast
select nextval('s'::regclass) as n
;
-- name: nextval qualified
select nextval('public.s')
;
-- name: nextval of a parameter
-- params: 's'
select nextval($1)
;
-- name: nextval in an expression
select 'no. ' || nextval('s') || '!' as label, 10 * currval('s') as ten
;
-- name: nextval over generate_series
select g, nextval('s') from generate_series(1, 3) g
;
-- name: nextval in a case
select case when g = 2 then nextval('s') else 0 end as n from generate_series(1, 3) g
;
-- name: nextval in where
select 1 where nextval('s') > 0
;
-- name: nextval in a sub-select
select (select nextval('s')) as a, (select currval('s')) as b
;
-- name: setval
select setval('s', 50)
;
-- name: nextval after setval
select nextval('s')
;
-- name: setval not called
select setval('s', 60, false)
;
-- name: currval after setval not called
select currval('s')
;
-- name: nextval after setval not called
select nextval('s')
;
-- name: setval called
select setval('s', 70, true), currval('s')
;
-- name: setval out of range
select setval('s', 0)
;
-- name: setval null
select setval('s', null)
;
-- name: nextval null
select nextval(null)
;
-- name: select from the sequence
select last_value, is_called from s
;
-- name: no such sequence
select nextval('nowhere')
;
-- name: no such sequence, currval
select currval('nowhere')
;
-- name: all options
create sequence o as smallint increment by 5 minvalue 2 maxvalue 21 start with 7 cycle
;
-- name: options count and cycle
select nextval('o') from generate_series(1, 5)
;
-- name: options in the catalog
select seqtypid::regtype, seqstart, seqincrement, seqmin, seqmax, seqcycle from pg_sequence where seqrelid = 'o'::regclass
;
-- name: cache
create sequence cached cache 20
;
-- name: cache counts on
select nextval('cached'), nextval('cached')
;
-- name: cache counts on still
select nextval('cached')
;
-- name: drop cached
drop sequence cached
;
-- name: currval in the returning of a counter
create table cr (id serial, v text); insert into cr (v) values ('a'); insert into cr (v) values ('b') returning id, currval('cr_id_seq')
;
-- name: currval as the key of a child
create table cc (id int, parent int); insert into cc values (1, currval('cr_id_seq')) returning *
;
-- name: drop those
drop table cr, cc
;
-- name: descending
create sequence d increment -1
;
-- name: descending counts down
select nextval('d'), nextval('d'), nextval('d')
;
-- name: descending options
select seqstart, seqmin, seqmax from pg_sequence where seqrelid = 'd'::regclass
;
-- name: bounded
create sequence b maxvalue 2
;
-- name: bounded, the last
select nextval('b'), nextval('b')
;
-- name: bounded, none left
select nextval('b')
;
-- name: bounded below
create sequence bb increment -1 minvalue -2
;
-- name: bounded below, none left
select nextval('bb') from generate_series(1, 3)
;
-- name: start below minimum
create sequence wrong minvalue 5 start 3
;
-- name: increment zero
create sequence wrong increment 0
;
-- name: minimum above maximum
create sequence wrong minvalue 10 maxvalue 5
;
-- name: maximum beyond the type
create sequence wrong as smallint maxvalue 40000
;
-- name: no such option twice
create sequence wrong cycle no cycle
;
-- name: alter increment
alter sequence s increment by 10
;
-- name: nextval after alter increment
select nextval('s')
;
-- name: alter restart with
alter sequence s restart with 5 increment by 1
;
-- name: nextval after restart
select nextval('s'), nextval('s')
;
-- name: alter restart
alter sequence s restart
;
-- name: nextval after restart alone
select nextval('s')
;
-- name: alter maximum
alter sequence s maxvalue 3
;
-- name: the altered maximum holds
select nextval('s') from generate_series(1, 3)
;
-- name: alter no maximum
alter sequence s no maxvalue
;
-- name: alter unknown
alter sequence nowhere increment by 2
;
-- name: alter if exists
alter sequence if exists nowhere increment by 2
;
-- name: table with a default
create table t (id bigint primary key default nextval('s'), v text)
;
-- name: restart for the table
alter sequence s restart with 100
;
-- name: insert one
insert into t (v) values ('a')
;
-- name: insert several
insert into t (v) values ('b'), ('c') returning id, v
;
-- name: insert default keyword
insert into t values (default, 'd') returning *
;
-- name: insert some with default
insert into t (id, v) values (default, 'e'), (500, 'f') returning id, v
;
-- name: insert select
insert into t (v) select v || '2' from t where id < 102 order by id returning id, v
;
-- name: insert with a parameter
-- params: 'p'
insert into t (v) values ($1) returning id
;
-- name: insert default values
insert into t default values returning id, v
;
-- name: insert explicit nextval
insert into t (id, v) values (nextval('s'), 'n') returning id
;
-- name: insert currval
insert into t (v) values ('current ' || currval('s')) returning id, v
;
-- name: currval after inserts
select currval('s') = max(id) as same from t where id < 500
;
-- name: insert that fails takes a number
insert into t (id, v) values (nextval('s') - nextval('s') + 101, 'x')
;
-- name: after the failure
select nextval('s')
;
-- name: insert on conflict
insert into t (v) values ('g') on conflict (id) do nothing returning id
;
-- name: update with nextval
update t set id = nextval('s') + 1000 where v = 'a' returning id, v
;
-- name: update set default
update t set id = default where v = 'b' returning id > 100 as numbered, v
;
-- name: delete
delete from t where v = 'g' returning id > 0 as was
;
-- name: with insert
with i as (insert into t (v) values ('w') returning id) select id = currval('s') as same from i
;
-- name: select nextval from a table
select v, nextval('s') > 0 as more from t where v in ('c', 'd') order by v
;
-- name: what is there
select v from t order by v
;
-- name: begin
begin
;
-- name: nextval in a transaction
select setval('s', 2000)
;
-- name: insert in a transaction
insert into t (v) values ('rolled back') returning id
;
-- name: nextval after the insert
select nextval('s')
;
-- name: rollback
rollback
;
-- name: numbers are not given back
select nextval('s'), currval('s')
;
-- name: transaction with a new sequence
begin; create sequence passing; select nextval('passing'); select nextval('passing'); rollback
;
-- name: it is gone
select nextval('passing')
;
-- name: read only
begin read only
;
-- name: nextval read only
select nextval('s')
;
-- name: leave read only
rollback
;
-- name: currval read only
begin read only; select currval('s'); commit
;
-- name: wrong kind
select nextval('t')
;
-- name: drop table of a sequence
drop table s
;
-- name: drop sequence of a table
drop sequence t
;
-- name: drop with dependent default
drop sequence s
;
-- name: rename
alter sequence s rename to s_renamed
;
-- name: insert after rename
insert into t (v) values ('renamed') returning id
;
-- name: default after rename
select pg_get_expr(adbin, adrelid) from pg_attrdef where adrelid = 't'::regclass
;
-- name: drop cascade
drop sequence s_renamed cascade
;
-- name: insert without default
insert into t (v) values ('no default')
;
-- name: owned
create sequence w owned by t.id
;
-- name: serial sequence of the owner
select pg_get_serial_sequence('t', 'id')
;
-- name: default afterwards
alter table t alter column id set default nextval('w')
;
-- name: insert from the owned
select setval('w', 9000); insert into t (v) values ('owned') returning id
;
-- name: owned by none
alter sequence w owned by none
;
-- name: owned by again
alter sequence w owned by t.id
;
-- name: drop default
alter table t alter column id drop default
;
-- name: drop the table with its sequence
drop table t
;
-- name: the owned one is gone
select nextval('w')
;
-- name: serial
create table a (id serial primary key, v text)
;
-- name: serial insert
insert into a (v) values ('1'), ('2')
;
-- name: serial currval
select currval('a_id_seq'), lastval()
;
-- name: serial currval by function
select currval(pg_get_serial_sequence('a', 'id'))
;
-- name: serial insert returning
insert into a (v) values ('3') returning id
;
-- name: serial explicit
insert into a values (10, 'ten')
;
-- name: serial currval is not the explicit one
select currval('a_id_seq')
;
-- name: serial setval max
select setval(pg_get_serial_sequence('a', 'id'), max(id)) from a
;
-- name: serial continues
insert into a (v) values ('11') returning id
;
-- name: serial setval coalesce
select setval(pg_get_serial_sequence('"a"', 'id'), coalesce(max("id"), 1), max("id") is not null) from "a"
;
-- name: serial nextval
select nextval('a_id_seq')
;
-- name: serial continues after nextval
insert into a (v) values ('13') returning id, currval('a_id_seq') as same
;
-- name: serial restart
alter sequence a_id_seq restart with 40
;
-- name: serial continues after restart
insert into a (v) values ('40'), ('41') returning id
;
-- name: serial state
select last_value, is_called from a_id_seq
;
-- name: serial truncate restart
truncate a restart identity
;
-- name: serial begins anew
insert into a (v) values ('1') returning id
;
-- name: identity
create table i (id int generated by default as identity (start with 5 increment by 5) primary key, v text)
;
-- name: identity insert
insert into i (v) values ('5'), ('10') returning id
;
-- name: identity explicit
insert into i values (7, 'seven') returning *
;
-- name: identity restart
alter table i alter column id restart with 100
;
-- name: identity continues
insert into i (v) values ('100') returning id, v
;
-- name: identity always
create table ia (id int generated always as identity, v text)
;
-- name: identity always setval
select setval('ia_id_seq', 20)
;
-- name: identity always insert
insert into ia (v) values ('21') returning id
;
-- name: identity always refuses
insert into ia values (1, 'x')
;
-- name: identity always overriding
insert into ia overriding system value values (1, 'x') returning id
;
-- name: identity always overriding user
insert into ia overriding user value values (1, 'y') returning id
;
-- name: add identity
create table p (id int not null, v text); insert into p values (3, 'three'); alter table p alter column id add generated by default as identity (start with 4)
;
-- name: added identity counts
insert into p (v) values ('four') returning id
;
-- name: two lasts
select nextval('o') > 0 as o, nextval('d') as d, lastval()
;
-- name: discard sequences
discard sequences
;
-- name: currval after discard
select currval('d')
;
-- name: schema of its own
create schema q
;
-- name: sequence in a schema
create sequence q.s start 3
;
-- name: nextval in a schema
select nextval('q.s')
;
-- name: sequence in the search path
set search_path = q
;
-- name: nextval by search path
select nextval('s')
;
-- name: back
reset search_path
;
-- name: set schema
alter sequence q.s set schema public
;
-- name: after set schema
select nextval('s')
;
-- name: drop schema
drop schema q cascade
;
-- name: drop if exists
drop sequence if exists nowhere
;
-- name: drop several
drop sequence s, o, d, b, bb
;
-- name: drop tables
drop table a, i, ia, p
;
