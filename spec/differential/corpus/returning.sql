-- name: create
create table r (id serial primary key, name varchar(20), n int default 5, p numeric(6,2))
;
-- name: insert returning key
insert into r (name) values ('a') returning id
;
-- name: insert returning star
insert into r (name, p) values ('b', 1.5) returning *
;
-- name: insert several returning
insert into r (name, n) values ('c', 1), ('d', 2) returning id, name, n
;
-- name: returning expressions
insert into r (name) values ('e') returning id * 10 as ten, upper(name) as up, n + 1, 'const' as c
;
-- name: insert select returning
insert into r (name, n) select name || '2', n from r where n < 3 order by id returning name, n
;
-- name: update returning
update r set n = n + 100 where name = 'a' returning id, n, name
;
-- name: update several returning
-- unordered
update r set p = 2 where p is null returning id, p
;
-- name: update returning nothing
update r set n = 0 where false returning id
;
-- name: delete returning
delete from r where name = 'd' returning *
;
-- name: delete returning expression
delete from r where name = 'e' returning 'gone ' || name as msg
;
-- name: returning unknown column
insert into r (name) values ('z') returning nothing
;
-- name: returning qualified
insert into r (name) values ('q') returning r.id, r.name
;
-- name: returning with parameter
-- params: 'param', 3
insert into r (name, n) values ($1, $2) returning name, n
;
-- name: parameter in returning
-- params: 'x', 7
insert into r (name) values ($1) returning name, $2::int + 1 as m
;
-- name: update returning old arithmetic
update r set n = n * 2 where name = 'c' returning n, n / 2 as before
;
-- name: with insert returning
with i as (insert into r (name) values ('w') returning id, name) select name from i
;
-- name: returning subquery
insert into r (name) values ('s') returning (select count(*) from r where name = 'a') as n
;
-- name: what is there
select id, name, n, p from r order by id
;
