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
-- name: queue
create table queue (id int primary key, state text, n numeric(6,2))
;
-- name: load queue
insert into queue values (1, 'new', 1.5), (2, 'new', 3), (3, 'done', 4.5), (4, 'new', 6), (5, 'new', null)
;
-- name: begin with a queue
begin
;
-- name: skip locked with a limit
select * from queue where state = 'new' order by n desc nulls last limit 2 for update skip locked
;
-- name: skip locked with expressions
select id, n / 3 as q, upper(state) as u, n * 2 as d from queue where state = 'new' and n > 1 order by id limit 3 for update skip locked
;
-- name: skip locked with a limit of nothing
select id from queue for update skip locked limit 0
;
-- name: skip locked by an alias
select q.id, exists (select 1 from queue k where k.id > q.id) as more from queue q order by 1 desc for no key update of q skip locked
;
-- name: skip locked with parameters
-- params: 'new', 2
select id from queue where state = $1 order by id limit $2 for share skip locked
;
-- name: skip locked in an update
update queue set state = 'run' where id = (select id from queue where state = 'new' order by id for update skip locked limit 1) returning *
;
-- name: skip locked in a common table
with next as (select id from queue where state = 'new' order by id for update skip locked limit 1) update queue set state = 'run' from next where next.id = queue.id returning queue.*
;
-- name: skip locked in a delete
delete from queue where id in (select id from queue where state = 'run' order by id for update skip locked limit 1) returning id
;
-- name: commit the queue
commit
;
-- name: skip locked with a negative limit
-- params: -1
select id from queue order by id limit $1 for update skip locked
;
-- name: skip locked over groups
select state, count(*) from queue group by state for update skip locked
;
-- name: drop queue
drop table queue
;
-- name: drop
drop table locked
;
