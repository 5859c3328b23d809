-- name: create domain without constraints
create domain label as varchar(5)
;
-- name: create domain with a check
create domain positive as integer check (value > 0)
;
-- name: create domain not null with default
create domain title as text default 'none' not null
;
-- name: create domain with two named checks
create domain code as text
  constraint code_short check (length(value) <= 4)
  constraint code_upper check (value = upper(value))
;
-- name: create domain over a domain
create domain small as positive constraint small_limit check (value < 100)
;
-- name: create domain again
create domain positive as integer
;
-- name: create domain over an unknown type
create domain broken as nowhere
;
-- name: create domain with a check that reads a column
create domain broken as integer check (amount > 0)
;
-- name: create domain with a bad default
create domain broken as integer default 'x'
;
-- name: cast to a domain
select 5::positive, 'abc'::label, 'AB'::code
;
-- name: cast violates a check
select -5::positive, (-5)::positive
;
-- name: cast null to a not null domain
select null::title
;
-- name: cast is cut to the length
select 'abcdefgh'::label
;
-- name: domain over a domain checks both
select 200::small
;
-- name: domains in information_schema
select domain_name, data_type, character_maximum_length, domain_default
from information_schema.domains where domain_schema = 'public' order by 1
;
-- name: check constraints of domains
select conname, pg_get_constraintdef(oid) from pg_constraint
where contypid <> 0 and contype = 'c' and connamespace = 'public'::regnamespace order by 1
;
-- name: domains in pg_type
select typname, typtype, typbasetype::regtype::text, typtypmod, typnotnull from pg_type
where typnamespace = 'public'::regnamespace and typtype = 'd' order by 1
;
-- name: create table with domains
create table item (id integer primary key, tag label, amount positive, name title, mark code default 'AA')
;
-- name: insert values
insert into item values (1, 'a', 10, 'one', 'AB'), (2, 'bb', 20, 'two', null)
;
-- name: insert defaults
insert into item (id) values (3)
;
-- name: insert by parameters
-- params: 4, 'dd', 40, 'four'
insert into item (id, tag, amount, name) values ($1, $2, $3, $4)
;
-- name: insert violates a check
insert into item (id, amount) values (5, 0)
;
-- name: insert violates a check by parameter
-- params: 5, -1
insert into item (id, amount) values ($1, $2)
;
-- name: insert null into a not null domain
insert into item (id, name) values (5, null)
;
-- name: insert violates one of two checks
insert into item (id, mark) values (5, 'ab')
;
-- name: insert violates the other of two checks
insert into item (id, mark) values (5, 'ABCDE')
;
-- name: insert too long for the base type
insert into item (id, tag) values (5, 'abcdef')
;
-- name: insert blanks beyond the length of the base type
insert into item (id, tag) values (5, 'abcde   ')
;
-- name: insert text that is no integer
insert into item (id, amount) values (6, 'x')
;
-- name: insert returning domains
insert into item values (6, 'f', 60, 'six', 'FF') returning tag, amount, name, mark
;
-- name: columns have the base types
select id, tag, amount, name, mark from item order by id
;
-- name: compare a domain column
select id from item where amount > 15 order by id
;
-- name: compare a domain column with a parameter
-- params: 20
select id from item where amount = $1
;
-- name: arithmetic on a domain column
select id, amount + 1, amount / 3, amount * 1.5 from item order by id
;
-- name: order by a domain column
select id, name from item order by name desc, id
;
-- name: aggregate domain columns
select sum(amount), max(amount), min(tag), count(name), avg(amount) from item
;
-- name: group by a domain column
select name, count(*) from item group by name order by name
;
-- name: text functions on a domain column
select upper(name), length(tag), name || '!' from item order by id
;
-- name: in list on a domain column
select id from item where mark in ('AB', 'FF') order by id
;
-- name: like on a domain column
select id from item where name like 't%' order by id
;
-- name: column cast to a domain
select id, amount::small from item where amount < 50 order by id
;
-- name: column cast violates a domain
select id, (amount * 3)::small from item order by id
;
-- name: case and coalesce of domains
select id, coalesce(amount, 1), case when amount is null then 'none'::title else name end from item order by id
;
-- name: update a domain column
update item set amount = 11 where id = 1
;
-- name: update computes a domain value
-- unordered
update item set amount = amount + 1 where amount < 50 returning id, amount
;
-- name: update violates a check
update item set amount = amount - 100 where id = 1
;
-- name: update not null domain to null
update item set name = null where id = 1
;
-- name: update to the default of the domain
update item set name = default where id = 1 returning name
;
-- name: update an unconstrained domain
update item set tag = 'zz' where id = 2
;
-- name: update by parameter
-- params: 77, 2
update item set amount = $1 where id = $2
;
-- name: insert from a query
insert into item (id, tag, amount, name) select id + 100, tag, amount, name from item where amount is not null
;
-- name: insert from a query violates a check
insert into item (id, amount) select id + 200, amount - 70 from item
;
-- name: on conflict with domains
insert into item (id, amount) values (1, 5) on conflict (id) do update set amount = excluded.amount returning amount
;
-- name: rows after changes
select * from item order by id
;
-- name: drop default of a domain
alter domain title drop default
;
-- name: insert without the default
insert into item (id) values (300)
;
-- name: set default of a domain
alter domain title set default 'untitled'
;
-- name: insert with the new default
insert into item (id) values (300) returning name
;
-- name: add a check that rows violate
alter domain positive add constraint at_most check (value <= 60)
;
-- name: add a check that rows fulfil
alter domain positive add constraint at_most check (value <= 1000)
;
-- name: new check is enforced
insert into item (id, amount) values (301, 5000)
;
-- name: add a check not valid
alter domain positive add constraint not_77 check (value <> 77) not valid
;
-- name: not valid check is enforced for new values
insert into item (id, amount) values (302, 77)
;
-- name: validate a check that rows violate
alter domain positive validate constraint not_77
;
-- name: rows are made to fulfil it
update item set amount = 78 where amount = 77
;
-- name: validate a check
alter domain positive validate constraint not_77
;
-- name: rename a constraint
alter domain positive rename constraint not_77 to never_77
;
-- name: renamed constraint is named
insert into item (id, amount) values (302, 77)
;
-- name: drop a constraint
alter domain positive drop constraint never_77
;
-- name: drop an unknown constraint
alter domain positive drop constraint nothing
;
-- name: drop an unknown constraint if exists
alter domain positive drop constraint if exists nothing
;
-- name: dropped constraint is not enforced
insert into item (id, amount) values (302, 77)
;
-- name: set not null where rows have null
alter domain positive set not null
;
-- name: fill nulls
update item set amount = 1 where amount is null
;
-- name: set not null
alter domain positive set not null
;
-- name: not null is enforced for a column left out
insert into item (id) values (303)
;
-- name: drop not null
alter domain positive drop not null
;
-- name: null is taken again
insert into item (id) values (303)
;
-- name: alter an unknown domain
alter domain nowhere set not null
;
-- name: alter a type that is no domain
alter domain integer set not null
;
-- name: rename a domain
alter domain label rename to tag_text
;
-- name: renamed domain in the column
select format_type(atttypid, atttypmod) from pg_attribute where attrelid = 'item'::regclass and attname = 'tag'
;
-- name: insert into a column of the renamed domain
insert into item (id, tag) values (304, 'ok')
;
-- name: add a column of a domain
alter table item add column extra code default 'X'
;
-- name: column of a domain is filled
select distinct extra from item
;
-- name: drop a domain in use
drop domain code
;
-- name: drop a domain that another is over
drop domain positive restrict
;
-- name: drop the domain over it
drop domain small
;
-- name: drop a domain of a column
drop domain positive
;
-- name: drop type of a domain
drop domain nowhere
;
-- name: drop domain if exists
drop domain if exists nowhere
;
-- name: create enum for a domain
create type size as enum ('s', 'm', 'l')
;
-- name: domain over an enum
create domain real_size as size check (value <> 's')
;
-- name: table with a domain over an enum
create table shirt (id integer primary key, size real_size)
;
-- name: insert labels of the domain
insert into shirt values (1, 'l'), (2, 'm')
;
-- name: insert a label that the domain refuses
insert into shirt values (3, 's')
;
-- name: insert an unknown label into the domain
insert into shirt values (3, 'xl')
;
-- name: order by a domain over an enum
select id, size from shirt order by size
;
-- name: composite type
drop table shirt
;
-- name: drop domain cascade
drop domain positive cascade
;
-- name: column went with its domain
select column_name from information_schema.columns where table_name = 'item' order by column_name
;
