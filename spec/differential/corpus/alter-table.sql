-- name: create
create table emp (id int primary key, name varchar(10), pay numeric(8,2), born date)
;
-- name: load
insert into emp values (1, 'Ann', 100.00, '1990-01-01'), (2, 'Bob', null, null)
;
-- name: add column
alter table emp add column email text
;
-- name: new column is null
select * from emp order by id
;
-- name: add with default
alter table emp add column active boolean default true
;
-- name: default fills
select id, active from emp order by id
;
-- name: add not null with default
alter table emp add grade int not null default 1
;
-- name: not null filled
select id, grade from emp order by id
;
-- name: add not null without default
alter table emp add column bad int not null
;
-- name: add existing
alter table emp add column name text
;
-- name: add if not exists
alter table emp add column if not exists name text
;
-- name: add several
alter table emp add column a int, add column b text default 'x'
;
-- name: several there
select a, b from emp order by id
;
-- name: drop column
alter table emp drop column a
;
-- name: dropped
select a from emp
;
-- name: drop missing column
alter table emp drop column nothing
;
-- name: drop column if exists
alter table emp drop column if exists nothing
;
-- name: drop several
alter table emp drop column b, drop column email
;
-- name: rename column
alter table emp rename column pay to salary
;
-- name: renamed
select salary from emp order by id
;
-- name: rename to existing
alter table emp rename column salary to name
;
-- name: rename missing
alter table emp rename column nothing to x
;
-- name: set default
alter table emp alter column salary set default 50.5
;
-- name: default is used
insert into emp (id, name) values (3, 'Cy') returning salary, active, grade
;
-- name: drop default
alter table emp alter column salary drop default
;
-- name: no default
insert into emp (id) values (4) returning salary
;
-- name: set not null refused
alter table emp alter column salary set not null
;
-- name: fill
update emp set salary = 1 where salary is null
;
-- name: set not null
alter table emp alter column salary set not null
;
-- name: null is refused
insert into emp (id) values (5)
;
-- name: drop not null
alter table emp alter column salary drop not null
;
-- name: null is taken
insert into emp (id) values (5) returning salary
;
-- name: longer varchar
alter table emp alter column name type varchar(30)
;
-- name: long name
update emp set name = 'a name of more than ten' where id = 4 returning name
;
-- name: shorter varchar refused
alter table emp alter column name type varchar(5)
;
-- name: int to bigint
alter table emp alter column grade type bigint
;
-- name: big grade
update emp set grade = 5000000000 where id = 1 returning grade
;
-- name: bigint to int refused
alter table emp alter column grade type int
;
-- name: type with using
alter table emp alter column active type int using case when active then 1 else 0 end
;
-- name: type without cast
alter table emp alter column name type int
;
-- name: add unique
alter table emp add constraint emp_name_key unique (name)
;
-- name: unique works
insert into emp (id, name) values (6, 'Ann')
;
-- name: unique over duplicates
alter table emp add unique (born)
;
-- name: drop constraint
alter table emp drop constraint emp_name_key
;
-- name: drop missing constraint
alter table emp drop constraint nothing
;
-- name: drop constraint if exists
alter table emp drop constraint if exists nothing
;
-- name: duplicate is taken
insert into emp (id, name) values (6, 'Ann') returning id
;
-- name: add second key
alter table emp add primary key (name)
;
-- name: drop key
alter table emp drop constraint emp_pkey
;
-- name: same id now
insert into emp (id, name) values (6, 'Eve') returning id, name
;
-- name: key over duplicates
alter table emp add primary key (id)
;
-- name: boss table
create table dept (code text primary key)
;
-- name: boss rows
insert into dept values ('dev')
;
-- name: add foreign key column
alter table emp add column dept text references dept (code)
;
-- name: foreign key works
update emp set dept = 'ops' where id = 1
;
-- name: foreign key fits
update emp set dept = 'dev' where id = 1
;
-- name: rename table
alter table emp rename to staff
;
-- name: old name
select * from emp
;
-- name: new name
select count(*) as n from staff
;
-- name: rename to taken
alter table staff rename to dept
;
-- name: alter missing
alter table nothing add column x int
;
-- name: alter if exists
alter table if exists nothing add column x int
;
-- name: alter a view
create view v as select id from staff
;
-- name: add to a view
alter table v add column x int
;
-- name: drop used column
alter table staff drop column id
;
-- name: drop used column cascade
alter table staff drop column id cascade
;
-- name: view went too
select * from v
;
-- name: alter in a transaction
begin
;
-- name: within
alter table staff add column temp_col int
;
-- name: seen within
select temp_col from staff limit 1
;
-- name: undo
rollback
;
-- name: undone
select temp_col from staff
;
