-- name: create
create table acc (id int primary key, owner text default 'nobody', balance numeric(10,2) default 0, kind int, made date default '2024-01-01')
;
-- name: create log
create table entry (acc_id int, amount numeric(10,2), note varchar(8))
;
-- name: insert default values
insert into acc default values
;
-- name: insert defaults
insert into acc (id) values (1) returning *
;
-- name: insert default keyword
insert into acc values (2, default, 10, default, default) returning *
;
-- name: insert several with default
insert into acc (id, owner, balance) values (3, 'ann', default), (4, default, 5.5) returning id, owner, balance
;
-- name: insert too many
insert into acc (id, owner) values (5, 'x', 1)
;
-- name: insert too few
insert into acc (id, owner) values (5)
;
-- name: insert column twice
insert into acc (id, id) values (5, 6)
;
-- name: insert unknown column
insert into acc (nothing) values (1)
;
-- name: insert from select
insert into acc (id, owner) select id + 10, upper(owner) from acc where id < 3
;
-- name: insert from select ordered
insert into acc (id) select 20 + row_number() over (order by id desc) from acc limit 2 returning id
;
-- name: insert from values
insert into acc (id, kind) select * from (values (30, 1), (31, 2)) v(a, b) returning id, kind
;
-- name: insert from union
insert into acc (id) select 40 union select 41 returning id
;
-- name: insert table command
insert into entry table entry
;
-- name: insert with alias
insert into acc as a (id, owner) values (50, 'al') returning a.id, a.owner
;
-- name: insert sub-select value
insert into acc (id, balance) values (51, (select max(balance) from acc)) returning balance
;
-- name: insert expression
insert into acc (id, owner, made) values (52, lower('BIG'), date '2024-02-28' + 2) returning owner, made
;
-- name: insert overriding user
insert into acc (id) overriding user value values (53) returning id
;
-- name: rows so far
select id, owner, balance, kind from acc order by id
;
-- name: update several columns
update acc set (owner, balance) = ('zed', 99) where id = 1 returning owner, balance
;
-- name: update row constructor
update acc set (owner, kind) = row('row', 7) where id = 2 returning owner, kind
;
-- name: update from sub-select
update acc set (owner, balance) = (select 'sub', sum(balance) from acc) where id = 3 returning owner, balance
;
-- name: update sub-select of two rows
update acc set (owner, kind) = (select owner, kind from acc) where id = 3
;
-- name: update sub-select of no row
update acc set (owner, kind) = (select owner, kind from acc where false) where id = 4 returning owner, kind
;
-- name: update to default
update acc set owner = default, balance = default where id = 4 returning owner, balance
;
-- name: update column twice
update acc set kind = 1, kind = 2
;
-- name: update uses old values
update acc set balance = kind, kind = balance::int where id = 2 returning balance, kind
;
-- name: update with alias
update acc a set kind = a.id where a.id > 49 returning a.kind
;
-- name: update qualified target
update acc set acc.kind = 1
;
-- name: update correlated
update acc set balance = (select count(*) from acc b where b.id < acc.id) where id in (1, 2, 3) returning id, balance
;
-- name: update from
-- unordered
update acc set owner = v.o from (values (1, 'one'), (2, 'two')) v(k, o) where acc.id = v.k returning acc.id, acc.owner, v.k
;
-- name: update from join
update acc set kind = 5 from acc b join acc c on c.id = b.id + 1 where acc.id = c.id and b.id = 1 returning acc.id
;
-- name: update from many
update acc set kind = v.k from (values (1, 6), (1, 6)) v(i, k) where acc.id = v.i returning acc.kind
;
-- name: update nothing
update acc set kind = 0 where false
;
-- name: update key
update acc set id = id + 1000 where id > 49
;
-- name: update key clash
update acc set id = 2 where id = 1
;
-- name: update returning star
update acc set kind = 9 where id = 1 returning *
;
-- name: update returning expression
update acc set kind = kind + 1 where id = 1 returning kind * 2 as double, owner || '!' as loud
;
-- name: update case
update acc set kind = case when balance > 1 then 1 else 2 end where id < 5
;
-- name: updated
select id, owner, balance, kind from acc where id < 20 order by id
;
-- name: update in sub-select
update acc set owner = 'in' where id in (select id from acc where kind = 1 order by id limit 1) returning id
;
-- name: update with cte
with m as (select max(id) as id from acc) update acc set owner = 'max' from m where acc.id = m.id returning acc.id
;
-- name: update of null compare
update acc set kind = null where kind = null
;
-- name: load log
insert into entry values (1, 10, 'a'), (1, -3, 'b'), (2, 5, null), (99, 1, 'orphan')
;
-- name: too long note
insert into entry values (1, 1, 'much too long')
;
-- name: delete using
delete from entry using acc where acc.id = entry.acc_id and acc.owner = 'two' returning entry.amount, acc.owner
;
-- name: delete with sub-select
delete from entry where acc_id not in (select id from acc) returning note
;
-- name: delete with alias
delete from entry as e where e.amount < 0 returning e.note
;
-- name: delete using two
delete from entry using acc a, acc b where a.id = entry.acc_id and b.id = a.id + 1 returning entry.note
;
-- name: delete nothing
delete from entry where note = 'none'
;
-- name: delete with limit by sub-select
-- unordered
delete from acc where id in (select id from acc order by id desc limit 3) returning id
;
-- name: delete exists
-- unordered
delete from acc a where exists (select 1 from acc b where b.id = a.id + 10) returning a.id
;
-- name: delete with cte
with old as (select id from acc where id between 20 and 35) delete from acc where id in (select id from old)
;
-- name: delete unknown table
delete from nothing
;
-- name: delete all
delete from entry
;
-- name: rest
select id, owner from acc order by id
;
-- name: prepare
prepare getacc (int) as select id, owner from acc where id = $1
;
-- name: execute
execute getacc (3)
;
-- name: execute again
execute getacc (1 + 1)
;
-- name: execute too few
execute getacc
;
-- name: execute too many
execute getacc (1, 2)
;
-- name: execute bad type
execute getacc ('x')
;
-- name: prepare change
prepare addacc as insert into acc (id, owner) values ($1, $2) returning id
;
-- name: execute change
execute addacc (60, 'sixty')
;
-- name: execute change again
execute addacc (60, 'again')
;
-- name: prepare twice
prepare getacc as select 1
;
-- name: deallocate
deallocate getacc
;
-- name: execute gone
execute getacc (1)
;
-- name: deallocate gone
deallocate getacc
;
-- name: deallocate all
deallocate all
;
-- name: execute after all
execute addacc (61, 'x')
;
-- name: prepare of a syntax error
prepare bad as selec 1
;
-- name: prepare without types
prepare lk as select id from acc where owner like $1 order by id
;
-- name: execute like
execute lk ('s%')
;
-- name: execute null
execute lk (null)
;
-- name: begin
begin
;
-- name: change in it
update acc set owner = 'tx' where id = 3
;
-- name: error in it
select 1 / 0
;
-- name: nothing goes
select 1
;
-- name: rolled back
commit
;
-- name: change is gone
select owner from acc where id = 3
;
