-- name: table
create table locked (id int primary key, n int)
;
-- name: row
insert into locked values (1, 10), (2, 20)
;
-- name: outside of a transaction
lock table locked
;
-- name: begin
begin
;
-- name: strongest
lock table locked
;
-- name: by short words
lock locked in share mode
;
-- name: only, without waiting
lock table only locked in exclusive mode nowait
;
-- name: weak
lock table locked in access share mode
;
-- name: weak for rows
lock table locked in row exclusive mode nowait
;
-- name: update by itself
lock table locked in share update exclusive mode
;
-- name: share row
lock table locked in share row exclusive mode
;
-- name: change under the lock
update locked set n = n + 1 where id = 1
;
-- name: rows without waiting
select * from locked where id = 1 for update nowait
;
-- name: rows shared without waiting
select id from locked l where id = 2 for share of l nowait
;
-- name: commit
commit
;
-- name: changed
select * from locked order by id
;
-- name: begin with nothing
begin
;
-- name: no such table
lock table nowhere
;
-- name: rollback
rollback
;
-- name: begin with an index
begin
;
-- name: an index
lock table locked_pkey
;
-- name: rollback index
rollback
;
-- name: no such mode
lock table locked in modest mode
;
-- name: several in one string
lock table locked; select 1 as one
;
-- name: drop
drop table locked
;
