-- name: create table
create table person (id int primary key, name varchar(30), age int, city text)
;
-- name: load
insert into person values (1, 'Anna', 30, 'Brno'), (2, 'Bob', 25, 'Praha'), (3, 'Cyril', null, 'Brno'), (4, 'dana', 41, null)
;
-- name: one
select 1
;
-- name: several expressions
select 1 + 1, 'a' || 'b', true and false, null
;
-- name: default column names
select count(*), upper('a'), 1 as one, case when true then 1 end, 'x'::text, cast(1 as int), coalesce(1, 2), person.id from person group by person.id order by person.id limit 1
;
-- name: star
select * from person order by id
;
-- name: table star
select p.*, p.id + 1 as next from person p order by p.id
;
-- name: row count of nothing
select * from person where id > 100
;
-- name: where with and or
select id from person where (age > 26 or city = 'Praha') and name <> 'dana' order by id
;
-- name: where null comparison
select id from person where age = null
;
-- name: is null
select id from person where age is null or city is null order by id
;
-- name: is distinct from
select id from person where age is distinct from 25 order by id
;
-- name: in list
select id from person where city in ('Brno', 'Ostrava') order by id
;
-- name: not in list with null
select id from person where age not in (25, null)
;
-- name: between
select id from person where age between 25 and 30 order by id
;
-- name: not between
select id from person where age not between 26 and 30 order by id
;
-- name: distinct
select distinct city from person order by city
;
-- name: distinct keeps case
select distinct name from person order by name
;
-- name: distinct on two
select distinct city, age is null as young from person order by city, young
;
-- name: distinct on
select distinct on (city) city, id from person order by city, id desc
;
-- name: alias in order by
select id * -1 as m from person order by m
;
-- name: ordinal in order by
select name, id from person order by 2 desc
;
-- name: order by expression
select id from person order by coalesce(age, 0), id
;
-- name: order by column not selected
select name from person order by age nulls last
;
-- name: table function
select g from generate_series(1, 5) as g
;
-- name: generate_series with step
select g * 2 as even from generate_series(10, 0, -5) g
;
-- name: values
values (1, 'a'), (2, 'b')
;
-- name: values in from
select v.x, v.y from (values (1, 'a'), (2, 'b')) as v (x, y) order by x desc
;
-- name: values joined with table
select p.name, v.label from person p join (values (1, 'first'), (2, 'second')) as v (id, label) on v.id = p.id order by p.id
;
-- name: with
with young as (select * from person where age < 31) select name from young order by name
;
-- name: with two
with a as (select id, age from person), b as (select max(age) as top from a) select a.id from a, b where a.age = b.top
;
-- name: with recursive
with recursive t (n) as (values (1) union all select n + 1 from t where n < 5) select sum(n) from t
;
-- name: table command
-- unordered
table person
;
-- name: row in where
select id from person where (city, age) = ('Brno', 30)
;
-- name: comments
select /* inner /* nested */ */ 1 -- trailing
;
-- name: empty statement
-- a comment alone
;
-- name: semicolon at the end
select 1;
;
-- name: only semicolons
;;
;
-- name: select without columns
select from person where id = 1
;
-- name: column alias without as
select id number_of, name "the name" from person where id = 1
;
-- name: same name twice
select id, id from person where id = 1
;
-- name: long names are cut
select 1 as aaaaaaaaaabbbbbbbbbbccccccccccddddddddddeeeeeeeeeeffffffffffgggggggggg
;
-- name: current user and database
select current_user as u, session_user as s, current_database() as d, current_schema() as c
;
-- name: whole row count
select count(*) as n from person p where p.name is not null
;
-- name: nested functions
select upper(substr(name, 1, 2)) || '-' || coalesce(age::text, '?') as code from person order by id
;
-- name: arithmetic of columns
select id, age + id as a, age * 1.5 as b, -age as c, age % 7 as m from person order by id
;
-- name: where with function
select id from person where length(name) = 4 order by id
;
-- name: where with cast
select id from person where age::text like '2%'
;
-- name: exists alone
select exists (select 1 from person where id = 2) as e, exists (select 1 from person where id = 20) as n
;
-- name: for update
select id from person where id = 1 for update
;

-- name: make a table for its oid
create table oids (id integer primary key, name text)
;

-- name: rows for its oid
insert into oids values (1, 'a'), (2, 'b')
;

-- name: tableoid
select tableoid::regclass::text, id from oids order by id
;

-- name: tableoid of the null side
select o.tableoid::regclass::text, v.n from (values (1), (3)) as v (n) left join oids o on o.id = v.n order by v.n
;
