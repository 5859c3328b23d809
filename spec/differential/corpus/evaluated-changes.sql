-- name: create
create table t (id int primary key, name varchar(10) not null, n int default 7, label text)
;
-- name: create with serial
create table s (id serial primary key, name varchar(20), n int default 5, p numeric(6,2))
;
-- name: create source
create table u (id int primary key, name text, n int, p numeric(8,2), done boolean, code text)
;
-- name: create other
create table bonus (id int primary key, extra int)
;
-- name: load source
insert into u values (1, 'ann lee', 10, 1.00, false, 'a1'), (2, 'bob ray', 20, 2.00, false, 'b1'), (3, 'cy', 30, 3.00, true, 'a2'), (4, null, null, null, null, null)
;
-- name: load other
insert into bonus values (1, 100), (3, 300)
;
-- name: insert of a function's rows
insert into t (id, name) select g, 'gen' || g from generate_series(1, 5) g
;
-- name: defaults beside them
select * from t order by id
;
-- name: null in the middle
insert into t (id, name) select 10 + g, case when g = 2 then null else 'x' end from generate_series(1, 3) g
;
-- name: too long in the middle
insert into t (id, name) select 10 + g, repeat('x', g * 5) from generate_series(1, 3) g
;
-- name: key twice within the statement
insert into t (id, name) select 10, 'x' || g from generate_series(1, 2) g
;
-- name: key that is there
insert into t (id, name) select g, 'x' || g from generate_series(10, 5, -1) g
;
-- name: nothing of it stays
select count(*) as n from t
;
-- name: serial and returning
insert into s (name) select 'g' || g from generate_series(1, 3) g returning id, name, n
;
-- name: values that IRIS cannot compute
insert into s (name, n) values (left(md5('x'), 20), default), (initcap('hello world'), 9) returning *
;
-- name: serial by default in values
insert into s (id, name) values (default, initcap('abc def')), (default, initcap('q')) returning id, md5(name) as m
;
-- name: returning that IRIS cannot compute
insert into s (name) values ('plain') returning id, initcap(name) as title
;
-- name: source that IRIS cannot compute
insert into t (id, name, label) select 20 + id, regexp_replace(coalesce(name, 'none'), 'e+', 'E', 'g'), code from u where id < 4 returning *
;
-- name: source reads the target
insert into t (id, name) select id + 40, initcap(name) from t where name ~ '^gen[12]$' returning id, name
;
-- name: parameters in the source
-- params: 30, 'pa ram'
insert into t (id, name) select $1 + g, initcap($2) || g from generate_series(1, 2) g returning *
;
-- name: conflict with nothing to do
insert into t (id, name) select g, 'again' from generate_series(4, 7) g on conflict do nothing
;
-- name: conflict returns new rows only
insert into t (id, name) select g, 'twice' from generate_series(6, 9) g on conflict (id) do nothing returning id
;
-- name: conflict updates
insert into t (id, name) select g, 'upd' || g from generate_series(8, 11) g on conflict (id) do update set name = excluded.name, n = t.n + 1 returning id, name, n
;
-- name: conflict updates some
insert into t (id, name) select g, 'new' || g from generate_series(9, 12) g on conflict (id) do update set name = 'old', n = t.n + 1 where t.id > 10 returning id, name, initcap(name) as title
;
-- name: conflict within the statement
insert into t (id, name) select 50, 'c' || g from generate_series(1, 2) g on conflict (id) do update set name = excluded.name
;
-- name: read after conflicts
select * from t order by id
;
-- name: update where
update u set name = initcap(name) where code ~ '^a'
;
-- name: row from a sub-select
update u set (n, name) = (select extra, 'sub' from bonus b where b.id = u.id) where id = 3 returning n, name
;
-- name: row from a sub-select without rows
update u set (n, name) = (select extra, 'sub' from bonus b where b.id = u.id) where id = 2 returning n, name
;
-- name: update from
update u set name = regexp_replace(u.code, '[0-9]', '*', 'g') || b.extra from bonus b where b.id <> u.id and u.id = 2 and b.id = 3 returning u.*, b.extra
;
-- name: update fails in a row
update u set n = 1 / (id - 3) where code ~ '.'
;
-- name: update to null
update t set name = nullif(initcap(name), 'Gen2') where name ~ '^gen'
;
-- name: update to a key that is there
update u set id = 1 where code ~ '^b'
;
-- name: update by a sub-select of several rows
update u set n = (select extra from bonus) where id = 1
;
-- name: update with parameters
-- params: 'z', '^a'
update u set name = initcap($1 || name) where code ~ $2 and id < 3 returning id, name
;
-- name: update nothing
update u set name = initcap(name) where code ~ 'x' returning *
;
-- name: read after updates
select * from u order by id
;
-- name: delete using
delete from u using bonus b where b.id = u.id and initcap(u.code) = 'A1' returning u.id, b.*
;
-- name: delete nothing
delete from u where code ~ 'x' returning *
;
-- name: delete returning what IRIS cannot compute
delete from u where id = 2 returning initcap(code) as code
;
-- name: delete where
delete from u where code ~ '2'
;
-- name: read after deletes
select id from u order by id
;
-- name: with insert
with i as (insert into s (name) values ('w') returning id, name) select name, id from i
;
-- name: with insert for an insert
with i as (insert into s (name) select 'k' || g from generate_series(1, 2) g returning id, name) insert into bonus (id, extra) select id + 100, length(name) from i returning *
;
-- name: with delete and insert
-- unordered
with d as (delete from bonus where id > 100 returning *), i as (insert into s (name, n) select 'd' || id, extra from d returning id, name) select d.id, i.id as s from d join i on i.name = 'd' || d.id
;
-- name: with update or else insert
with up as (update bonus set extra = -1 where id = 9 returning *) insert into bonus select 9, 5 where not exists (select 1 from up)
;
-- name: with update or else no insert
with up as (update bonus set extra = -1 where id = 9 returning *) insert into bonus select 9, 5 where not exists (select 1 from up)
;
-- name: with update that nobody reads
with up as (update bonus set extra = 0 where id = 1) select count(*) as n from bonus where extra = 0
;
-- name: what it did
select * from bonus where id = 1
;
-- name: merge
merge into bonus b using (values (1, 11), (2, 22)) v(id, x) on b.id = v.id when matched then update set extra = v.x when not matched then insert values (v.id, v.x)
;
-- name: merge with delete
merge into bonus b using u on b.id = u.id + 5 when matched and b.extra < 0 then delete when not matched then do nothing
;
-- name: read what WITH and MERGE left
select * from bonus order by id
;
-- name: read what WITH put in
select id, name, n from s order by id
;
-- name: begin
begin
;
-- name: delete in a block
delete from bonus where id::text ~ '.'
;
-- name: gone in the block
select count(*) as n from bonus
;
-- name: rollback
rollback
;
-- name: back
select count(*) as n from bonus
;
-- name: read only
begin read only
;
-- name: refused in read only
delete from bonus where id::text ~ '.'
;
-- name: end of read only
rollback
;
-- name: scalar sub-select by key
select (select name from t where id = 1) as a, (select max(id) from t) as b, (select name from t order by id limit 1) as c
;
-- name: scalar sub-select of several rows in where
select id from t where name = (select name from t where id < 3)
;
-- name: scalar sub-select that happens to have one row
select id, (select name from t where n = 8 and name = 'upd8') as x from t where id < 3 order by id
;
-- name: correlated sub-select of several rows
select b.id, (select t.id from t where t.id > b.id) from bonus b
;
