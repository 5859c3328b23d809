-- name: create
create table d (id int primary key, grp text, n int)
;
-- name: create other
create table gone (id int)
;
-- name: load
insert into d values (1, 'y', 10), (2, 'y', 20), (3, 'x', 30), (4, 'y', 40), (5, 'y', 50), (6, 'x', 60), (7, 'y', 70), (8, 'y', 80), (9, 'x', 90), (10, 'y', 100), (11, 'y', 110), (12, 'x', 120)
;
-- name: load other
insert into gone values (10), (11)
;
-- name: one
delete from d where id = 1
;
-- name: none
delete from d where id = 1
;
-- name: by condition
delete from d where grp = 'x' and n > 60
;
-- name: read
select id from d order by id
;
-- name: returning
delete from d where id in (2, 3) returning id, n
;
-- name: returning star of nothing
delete from d where id = 99 returning *
;
-- name: using
delete from d using gone g where d.id = g.id
;
-- name: with subquery
delete from d where n = (select min(n) from d)
;
-- name: alias
delete from d as x where x.id = 5
;
-- name: parameter
-- params: 6
delete from d where id = $1
;
-- name: unknown table
delete from nowhere
;
-- name: unknown column
delete from d where nothing = 1
;
-- name: left
select id from d order by id
;
-- name: all
delete from d
;
-- name: empty
select count(*) from d
;
-- name: all of nothing
delete from d
;
