-- name: create
create table u (id int primary key, name text, n int, p numeric(8,2), done boolean)
;
-- name: create other
create table bonus (id int primary key, extra int)
;
-- name: load
insert into u values (1, 'a', 10, 1.00, false), (2, 'b', 20, 2.00, false), (3, 'c', 30, 3.00, true), (4, null, null, null, null)
;
-- name: load other
insert into bonus values (1, 100), (3, 300)
;
-- name: one
update u set n = 11 where id = 1
;
-- name: none
update u set n = 0 where id = 99
;
-- name: several columns
update u set n = n + 1, p = p * 2, name = upper(name) where id in (2, 3)
;
-- name: read
select * from u order by id
;
-- name: old values on the right
update u set n = id, id = n where id = 1
;
-- name: swapped
select id, n from u where n = 1
;
-- name: swap back
update u set id = 1, n = 11 where id = 11
;
-- name: all rows
update u set done = true
;
-- name: with case
update u set name = case when n > 20 then 'big' when n is null then 'none' else name end
;
-- name: read after case
select id, name from u order by id
;
-- name: to null
update u set name = null where id = 1 returning id, name
;
-- name: to default
update u set n = default where id = 2 returning n
;
-- name: row assignment
update u set (n, name) = (5, 'row') where id = 2 returning n, name
;
-- name: row assignment from subquery
update u set (n, name) = (select extra, 'sub' from bonus b where b.id = u.id) where id = 3 returning n, name
;
-- name: with subquery
update u set n = (select extra from bonus b where b.id = u.id) where id in (select id from bonus)
;
-- name: from other table
update u set p = b.extra from bonus b where b.id = u.id and b.extra > 100
;
-- name: read after from
select id, n, p from u order by id
;
-- name: alias
update u as x set n = x.n + 1 where x.id = 1 returning x.n
;
-- name: key to an existing one
update u set id = 1 where id = 2
;
-- name: unknown column
update u set nothing = 1
;
-- name: unknown column in where
update u set n = 1 where nothing = 1
;
-- name: unknown table
update nowhere set a = 1
;
-- name: same column twice
update u set n = 1, n = 2
;
-- name: type does not fit
update u set n = 'abc' where id = 1
;
-- name: type does not fit at all
update u set done = 5 where id = 1
;
-- name: parameters
-- params: 'p', 1
update u set name = $1 where id = $2
;
-- name: parameter arithmetic
-- params: 5, 1
update u set n = n + $1 where id = $2 returning n
;
-- name: division by zero
update u set n = n / 0 where id = 1
;
-- name: nothing changed by the failure
select id, n from u where id = 1
;
-- name: shift the key of all rows
update u set id = id + 1000
;
-- name: shifted
select id from u order by id
;
-- name: with before update
with b as (select id + 1000 as id, extra from bonus) update u set n = b.extra from b where b.id = u.id
;
