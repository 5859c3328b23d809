-- name: create
create table t (id int primary key, name text)
;
-- name: nonsense
nonsense
;
-- name: unfinished
select
from
;
-- name: misspelt
selec 1
;
-- name: missing expression
select 1 +
;
-- name: two commas
select 1,, 2
;
-- name: missing parenthesis
select (1 + 2
;
-- name: unterminated string
select 'abc
;
-- name: unterminated identifier
select "abc
;
-- name: unterminated comment
select 1 /* abc
;
-- name: empty identifier
select ""
;
-- name: reserved word as name
select * from select
;
-- name: bad where
select 1 where
;
-- name: order before where
select id from t order by id where id = 1
;
-- name: unknown table
select * from nowhere
;
-- name: unknown column
select nothing from t
;
-- name: unknown column with hint
select nam from t
;
-- name: unknown column of alias
select x.nothing from t x
;
-- name: unknown table in from list
select nowhere.id from t
;
-- name: unknown function
select no_function(1)
;
-- name: unknown function of columns
select no_function(id, name) from t
;
-- name: unknown operator
select 1 === 2
;
-- name: no such operator for types
select 'a'::text + 1
;
-- name: date minus text column
select name - 1 from t
;
-- name: aggregate in where
select id from t where sum(id) > 1
;
-- name: column not grouped
select name, count(*) from t
;
-- name: window in where
select id from t where row_number() over () = 1
;
-- name: subquery columns
select id from t where id in (select id, name from t)
;
-- name: values lists differ
values (1, 2), (3)
;
-- name: parameter without value
select $1
;
-- name: parameter zero
select $0
;
-- name: two statements in one
select 1; select 2
;
-- name: error in the second of two
select 1; select nothing from t
;
-- name: syntax error in the second of two
select 1; selec 2
;
-- name: wrong bind count
-- params: 1, 2
select $1::int
;
-- name: too few values
-- params: 1
select $1::int + $2::int
;
-- name: type of parameter unknown
-- params: 1
select $1
;
-- name: types that cannot match
-- params: 1
select $1::int where $1::date > '2024-01-01'
;
-- name: set returning in where
select 1 where generate_series(1, 2) = 1
;
-- name: star of missing alias
select y.* from t
;
-- name: insert syntax
insert t values (1)
;
-- name: insert values missing
insert into t (id)
;
-- name: update syntax
update t id = 1
;
-- name: delete syntax
delete t where id = 1
;
-- name: create syntax
create table x (id int,)
;
-- name: bad column type modifier
create table x (id int(5))
;
-- name: varchar zero
create table x (v varchar(0))
;
-- name: numeric precision too large
create table x (n numeric(2000, 2))
;
-- name: limit with comma
select id from t limit 1, 2
;
-- name: top is not postgres
select top 5 id from t
;
-- name: drop wrong kind
drop view t
;
-- name: unknown type in cast
select cast(1 as nothing)
;
-- name: unicode position
select 'ěšč', nothing from t
;
-- name: null byte is no text
select E'a\000b'
;
-- name: invalid escape
select E'\u00'
;
-- name: long position
select id, name, id, name, id, name
from t
where id = 1
  and nothing = 2
;
-- name: begin of a transaction that fails
begin
;
-- name: what fails it
select 1 / 0
;
-- name: unknown table in a failed transaction
select * from there_is_none
;
-- name: syntax error in a failed transaction
selec 1
;
-- name: end of a transaction that failed
rollback
;
