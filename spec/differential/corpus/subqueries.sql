-- name: departments
create table dept (id int primary key, name text)
;
-- name: staff
create table staff (id int primary key, dept_id int, pay numeric(10,2), boss_id int)
;
-- name: load dept
insert into dept values (1, 'dev'), (2, 'ops'), (3, 'idle')
;
-- name: load staff
insert into staff values (1, 1, 100, null), (2, 1, 200, 1), (3, 2, 150, 1), (4, 2, null, 3), (5, null, 50, 3)
;
-- name: scalar subquery
select name, (select count(*) from staff s where s.dept_id = d.id) as n from dept d order by id
;
-- name: scalar subquery without row is null
select (select pay from staff where id = 99) as p
;
-- name: scalar subquery with two rows
select (select pay from staff)
;
-- name: scalar subquery with two columns
select (select id, pay from staff)
;
-- name: in subquery
select name from dept where id in (select dept_id from staff) order by id
;
-- name: not in subquery with null
select name from dept where id not in (select dept_id from staff)
;
-- name: not in subquery without null
select name from dept where id not in (select dept_id from staff where dept_id is not null)
;
-- name: exists
select name from dept d where exists (select 1 from staff s where s.dept_id = d.id and s.pay > 120) order by id
;
-- name: not exists
select name from dept d where not exists (select 1 from staff s where s.dept_id = d.id)
;
-- name: correlated
select id, pay from staff s where pay > (select avg(pay) from staff x where x.dept_id = s.dept_id) order by id
;
-- name: any
select id from staff where pay > any (select pay from staff where dept_id = 1) order by id
;
-- name: all
select id from staff where pay >= all (select pay from staff where pay is not null)
;
-- name: equals some
select id from staff where dept_id = some (select id from dept where name like 'o%') order by id
;
-- name: derived table
select t.d, t.total from (select dept_id as d, sum(pay) as total from staff group by dept_id) t where t.total > 100 order by t.d
;
-- name: derived table needs alias
select * from (select 1)
;
-- name: nested derived
select max(n) as top from (select count(*) as n from (select dept_id from staff where dept_id is not null) a group by dept_id) b
;
-- name: derived with limit
select id from (select id from staff order by pay desc nulls last limit 2) t order by id
;
-- name: subquery in case
select id, case when dept_id in (select id from dept where name = 'dev') then 'd' else 'o' end as kind from staff order by id
;
-- name: subquery in select with arithmetic
select id, pay - (select min(pay) from staff) as over from staff order by id
;
-- name: row in subquery
select id from staff where (dept_id, boss_id) in (select dept_id, boss_id from staff where id = 2)
;
-- name: union in subquery
select count(*) from (select id from dept union select id from staff) u
;
-- name: array subquery
select array(select id from dept order by id) as ids
;
-- name: with used twice
with s as (select dept_id, sum(pay) as total from staff group by dept_id) select a.dept_id from s a where a.total = (select max(total) from s)
;
-- name: exists in select list
select d.id, exists (select 1 from staff s where s.dept_id = d.id) as used from dept d order by d.id
;
-- name: update with subquery
update staff set pay = (select max(pay) from staff) where id = 5
;
-- name: delete with subquery
delete from staff where dept_id in (select id from dept where name = 'ops')
;
-- name: what is left
select id, pay from staff order by id
;
-- name: limit in exists
select exists (select 1 from staff limit 1) as e
;
