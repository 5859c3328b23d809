-- name: base
create table person (id int primary key, name text not null, city varchar(20), born date, income numeric(9,2))
;
-- name: rows
insert into person values (1, 'Ann', 'Rome', '1990-05-01', 1000.50), (2, 'Bob', 'Oslo', '1985-12-24', null), (3, 'Cy', 'Rome', null, 700.00)
;
-- name: simple view
create view roman as select id, name, income from person where city = 'Rome'
;
-- name: read it
select * from roman order by id
;
-- name: filter it
select name from roman where income > 800
;
-- name: column names
create view named (a, b) as select id, upper(name) from person
;
-- name: read names
select * from named order by a
;
-- name: too many names
create view bad (a, b, c) as select id, name from person
;
-- name: aggregate view
create view by_city as select city, count(*) as people, sum(income) as total from person group by city
;
-- name: read aggregate
select * from by_city order by city
;
-- name: join with view
select p.name, v.people from person p join by_city v on v.city = p.city order by p.id
;
-- name: view of a view
create view rich_roman as select name from roman where income > 800
;
-- name: read view of a view
select * from rich_roman
;
-- name: view with join
create view pairs as select a.name as one, b.name as other from person a join person b on a.id < b.id
;
-- name: read pairs
select * from pairs order by one, other
;
-- name: exists already
create view roman as select 1 as x
;
-- name: or replace
create or replace view roman as select id, name, income, born from person where city = 'Rome'
;
-- name: replaced
select * from roman order by id
;
-- name: replace drops a column
create or replace view roman as select id from person
;
-- name: replace renames a column
create or replace view roman as select id, name as nom, income, born from person where city = 'Rome'
;
-- name: view sees new rows
insert into person values (4, 'Dee', 'Rome', '2000-01-01', 900)
;
-- name: new row there
select id from roman order by id
;
-- name: union view
create view names as select name from person union select city from person
;
-- name: read union view
select * from names order by name
;
-- name: view with constant
create view flagged as select id, 'x'::text as flag, 1.5 as rate, null::int as nothing from person
;
-- name: read constants
select * from flagged order by id limit 2
;
-- name: view with case and coalesce
create view status as select id, case when income is null then 'none' else 'some' end as s, coalesce(income, 0) as i from person
;
-- name: read status
select * from status order by id
;
-- name: view on missing table
create view broken as select * from nowhere
;
-- name: drop used view
drop view roman
;
-- name: drop table under view
drop table person
;
-- name: drop cascade
drop view roman cascade
;
-- name: gone both
select * from rich_roman
;
-- name: drop if exists
drop view if exists rich_roman, named
;
-- name: drop a table as view
drop view person
;
-- name: drop a view as table
drop table by_city
;
-- name: view in a sub-select
select name from person where city in (select city from by_city where people > 1) order by id
;
-- name: create in a transaction
begin
;
-- name: within
create view temporary_one as select count(*) as n from person
;
-- name: read within
select n from temporary_one
;
-- name: undo
rollback
;
-- name: undone
select n from temporary_one
;
