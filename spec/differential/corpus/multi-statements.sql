-- name: create and insert
create table m (id int primary key, n int); insert into m values (1, 1), (2, 2); select * from m order by id
;
-- name: create for the other modes
create table if not exists m (id int primary key, n int)
;
-- name: two selects
select 1 as a; select 2 as b, 3 as c
;
-- name: implicit transaction rolls back
insert into m values (10, 10); insert into m values (11, 11); insert into m values (10, 12)
;
-- name: nothing stayed
select count(*) as n from m where id >= 10
;
-- name: stops at the error
insert into m values (20, 20); select 1 / 0; insert into m values (21, 21)
;
-- name: still nothing
select count(*) as n from m where id >= 20
;
-- name: explicit commit inside keeps the first
begin; insert into m values (30, 30); commit; insert into m values (30, 31)
;
-- name: thirty stays
select id, n from m where id = 30
;
-- name: begin alone leaves a block open
begin; insert into m values (40, 40)
;
-- name: rollback the open block
rollback
;
-- name: forty is gone
select count(*) as n from m where id = 40
;
-- name: rollback inside
insert into m values (50, 50); rollback; insert into m values (51, 51)
;
-- name: only the second
select id from m where id >= 50 order by id
;
-- name: empty parts
;; select 1 as one; ; select 2 as two;
;
-- name: parse error runs nothing
insert into m values (60, 60); selec 1
;
-- name: sixty is not there
select count(*) as n from m where id = 60
;
-- name: comment between
select 1 as a; -- comment; select 9
select 2 as b /* ; */;
;
-- name: set and show
set application_name to 'multi'; show application_name
;
-- name: savepoint in one string
begin; savepoint s; insert into m values (70, 70); rollback to s; commit; select count(*) as n from m where id = 70
;
-- name: savepoint in an implicit block
savepoint s; select 1
;
-- name: strings with semicolons
select 'a;b' as x; select $$c;d$$ as y
;
