-- name: create schema
create schema sales
;
-- name: create schema again
create schema sales
;
-- name: create schema if not exists
create schema if not exists sales
;
-- name: second schema
create schema stock
;
-- name: table in a schema
create table sales.item (id int primary key, name text)
;
-- name: same name elsewhere
create table stock.item (id int primary key, qty int)
;
-- name: same name in public
create table item (id int primary key, note text)
;
-- name: fill sales
insert into sales.item values (1, 'pen')
;
-- name: fill stock
insert into stock.item values (1, 10), (2, 20)
;
-- name: fill public
insert into item values (1, 'public')
;
-- name: read qualified
select * from sales.item
;
-- name: read public
select * from item
;
-- name: join across schemas
select s.name, k.qty from sales.item s join stock.item k using (id)
;
-- name: qualified columns
select sales.item.name, stock.item.qty from sales.item, stock.item where sales.item.id = stock.item.id
;
-- name: schema of a missing table
select * from sales.nothing
;
-- name: missing schema
select * from nowhere.item
;
-- name: set path
set search_path to sales, public
;
-- name: path decides
select * from item
;
-- name: show path
show search_path
;
-- name: current schema
select current_schema() as s, current_schemas(false) as a
;
-- name: create goes to the first
create table only_here (x int)
;
-- name: it is there
select table_schema from information_schema.tables where table_name = 'only_here'
;
-- name: path of another order
set search_path = stock, sales
;
-- name: now the other
select * from item order by id
;
-- name: insert by path
insert into item values (3, 30) returning *
;
-- name: update by path
update item set qty = qty + 1 where id = 3
;
-- name: delete by path
delete from item where id = 3 returning qty
;
-- name: path with missing schema
set search_path to nowhere, public
;
-- name: missing is passed over
select note from item
;
-- name: create without schema
create table t (x int)
;
-- name: drop t
drop table t
;
-- name: path of nothing
set search_path to nowhere
;
-- name: no schema selected
create table t (x int)
;
-- name: unqualified is not found
select * from item
;
-- name: qualified still works
select note from public.item
;
-- name: default path
set search_path to default
;
-- name: default is public
select note from item
;
-- name: local path
begin
;
-- name: set local
set local search_path to sales
;
-- name: within
select name from item
;
-- name: done
commit
;
-- name: after
select note from item
;
-- name: view in a schema
create view sales.named as select name from sales.item
;
-- name: read the view
select * from sales.named
;
-- name: view across schemas
create view overview as select s.name, k.qty from sales.item s left join stock.item k on k.id = s.id
;
-- name: read overview
select * from overview order by name
;
-- name: drop schema in use
drop schema stock
;
-- name: drop missing schema
drop schema nowhere
;
-- name: drop missing schema if exists
drop schema if exists nowhere
;
-- name: drop the view
drop view overview
;
-- name: drop only_here
drop table sales.only_here
;
-- name: drop sales view
drop view sales.named
;
-- name: drop the tables
drop table sales.item, stock.item
;
-- name: drop schemas
drop schema sales, stock
;
-- name: gone
select * from sales.item
;
-- name: create with quotes
create table "My Table" ("Id" int primary key, "select" text)
;
-- name: use it
insert into "My Table" values (1, 'x') returning "Id", "select"
;
-- name: unquoted is another
select * from my_table
;
-- name: drop it
drop table "My Table"
;
-- name: reserved schema name
create schema pg_mine
;
