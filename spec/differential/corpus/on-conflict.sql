-- name: create
create table c (id int primary key, code varchar(10) unique, n int default 0, note text)
;
-- name: load
insert into c values (1, 'a', 1, 'first'), (2, 'b', 2, null)
;
-- name: do nothing without clash
insert into c (id, code) values (3, 'c') on conflict do nothing
;
-- name: do nothing with clash
insert into c (id, code) values (1, 'z') on conflict do nothing
;
-- name: do nothing on a target
insert into c (id, code) values (1, 'z') on conflict (id) do nothing
;
-- name: clash on another target
insert into c (id, code) values (9, 'a') on conflict (id) do nothing
;
-- name: do nothing of several
insert into c (id, code) values (4, 'd'), (1, 'x'), (5, 'e') on conflict do nothing
;
-- name: do nothing returning only new rows
insert into c (id, code) values (6, 'f'), (2, 'y') on conflict do nothing returning id
;
-- name: update with excluded
insert into c (id, code, n) values (1, 'a2', 10) on conflict (id) do update set code = excluded.code, n = excluded.n
;
-- name: read one
select * from c where id = 1
;
-- name: update with old and new
insert into c (id, n) values (1, 5) on conflict (id) do update set n = c.n + excluded.n returning n
;
-- name: update inserts when free
insert into c (id, code, n) values (7, 'g', 70) on conflict (id) do update set n = -1 returning id, n
;
-- name: update on a unique column
insert into c (id, code, n) values (100, 'b', 22) on conflict (code) do update set n = excluded.n returning id, n
;
-- name: update on constraint
insert into c (id, code, n) values (1, 'q', 1) on conflict on constraint c_pkey do update set note = 'seen' returning note
;
-- name: update with where
insert into c (id, n) values (1, 99) on conflict (id) do update set n = excluded.n where c.n < 5
;
-- name: not updated
select n from c where id = 1
;
-- name: several upserts
insert into c (id, code, n) values (1, 'a3', 1), (8, 'h', 8), (2, 'b3', 2) on conflict (id) do update set code = excluded.code, n = excluded.n
;
-- name: read all
select * from c order by id
;
-- name: same row twice
insert into c (id, n) values (1, 1), (1, 2) on conflict (id) do update set n = excluded.n
;
-- name: no matching constraint
insert into c (id, n) values (1, 1) on conflict (n) do nothing
;
-- name: unknown constraint
insert into c (id) values (1) on conflict on constraint nowhere do nothing
;
-- name: update clashes with another constraint
insert into c (id, code) values (1, 'h') on conflict (id) do update set code = excluded.code
;
-- name: parameters
-- params: 1, 50
insert into c (id, n) values ($1, $2) on conflict (id) do update set n = excluded.n + c.n returning n
;
-- name: from select
insert into c (id, code, n) select id, code, n + 1 from c where id < 3 on conflict (id) do update set n = excluded.n
;
-- name: after select
select id, n from c where id < 3 order by id
;
-- name: upsert needs a target
insert into c (id) values (1) on conflict do update set n = 1
;
