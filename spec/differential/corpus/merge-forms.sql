-- name: create parts
create table parts (id int primary key, name text not null default 'part', qty int not null default 0 check (qty >= 0), price numeric(8,2))
;
-- name: create changes
create table changes (part int, delta int, kind text)
;
-- name: load parts
insert into parts values (1, 'bolt', 10, 0.50), (2, 'nut', 0, 0.25), (3, 'gear', 7, 12.00), (4, 'belt', 3, null)
;
-- name: load changes
insert into changes values (1, 5, 'add'), (2, 1, 'add'), (3, -7, 'remove'), (5, 20, 'add'), (6, 1, 'skip')
;
-- name: every form at once
merge into parts p using changes c on p.id = c.part when matched and p.qty + c.delta = 0 then delete when matched and c.kind = 'add' then update set qty = p.qty + c.delta when matched then do nothing when not matched and c.kind = 'skip' then do nothing when not matched then insert (id, qty) values (c.part, c.delta)
;
-- name: every form read
select * from parts order by id
;
-- name: only not matched do nothing
merge into parts p using changes c on p.id = c.part when not matched then do nothing
;
-- name: only matched do nothing
merge into parts p using changes c on p.id = c.part when matched then do nothing
;
-- name: update several columns
merge into parts p using changes c on p.id = c.part when matched then update set qty = c.delta + 1, name = p.name || '!'
;
-- name: update row form
merge into parts p using changes c on p.id = c.part when matched and c.part = 1 then update set (name, qty) = (upper(p.name), 11)
;
-- name: update to default
merge into parts p using changes c on p.id = c.part when matched and c.part = 2 then update set name = default, qty = default
;
-- name: updates read
select * from parts order by id
;
-- name: target alias with as
merge into parts as t using changes as s on t.id = s.part when matched then update set price = 1.005
;
-- name: source values
merge into parts p using (values (7, 'cam', 1.5), (1, 'bolt', 0.75)) as v (id, name, price) on p.id = v.id when matched then update set price = v.price when not matched then insert (id, name, price) values (v.id, v.name, v.price)
;
-- name: source subquery with group
merge into parts p using (select part, sum(delta) as total, count(*) as n from changes group by part) s on p.id = s.part when matched and s.n > 0 then update set qty = abs(s.total)::int
;
-- name: source join
merge into parts p using changes c join (values ('add')) k(kind) on k.kind = c.kind on p.id = c.part when matched then update set qty = 2
;
-- name: source generate_series
merge into parts p using generate_series(7, 9) g on p.id = g when matched then update set name = 'series' when not matched then insert (id, name) values (g, 'series ' || g)
;
-- name: series read
select * from parts order by id
;
-- name: with one cte
with c as (select part, delta from changes where delta > 0) merge into parts p using c on p.id = c.part when matched then update set qty = c.delta when not matched then insert (id, qty) values (c.part, c.delta)
;
-- name: with two ctes
with a as (select 1 as id), b as (select id, 'two ctes' as name from a) merge into parts p using b on p.id = b.id when matched then update set name = b.name
;
-- name: with recursive
with recursive r(n) as (select 20 union all select n + 1 from r where n < 22) merge into parts p using r on p.id = r.n when not matched then insert (id, name) values (r.n, 'r' || r.n)
;
-- name: ctes read
select * from parts order by id
;
-- name: self merge
merge into parts p using parts q on p.id = q.id + 1 when matched then update set name = q.name
;
-- name: self merge read
select id, name from parts order by id
;
-- name: insert default values clause
merge into changes c using (values (1)) v(x) on false when not matched then insert default values
;
-- name: insert default keyword
merge into parts p using (values (30)) v(x) on p.id = v.x when not matched then insert values (v.x, default, default, null)
;
-- name: inserted defaults
select * from parts where id = 30
;
-- name: condition on target null
merge into parts p using changes c on p.id = c.part when matched and p.price is null then update set price = 0
;
-- name: subquery in action
merge into parts p using changes c on p.id = c.part when matched then update set qty = (select count(*) from changes d where d.part = c.part)
;
-- name: subquery in condition
merge into parts p using changes c on p.id = c.part when matched and exists (select 1 from changes d where d.delta > 10) then update set qty = 9
;
-- name: case in action
merge into parts p using changes c on p.id = c.part when matched then update set name = case when c.delta > 2 then 'many' else 'few' end
;
-- name: hit twice by update
merge into parts p using (values (1), (1)) v(id) on p.id = v.id when matched then update set qty = 5
;
-- name: hit twice by delete
merge into parts p using (values (1), (1)) v(id) on p.id = v.id when matched then delete
;
-- name: hit twice but nothing done
merge into parts p using (values (1), (1)) v(id) on p.id = v.id when matched then do nothing
;
-- name: inserted twice
merge into parts p using (values (40), (40)) v(id) on p.id = v.id when not matched then insert (id) values (v.id)
;
-- name: check violated by update
merge into parts p using changes c on p.id = c.part when matched then update set qty = -1
;
-- name: check violated by insert
merge into parts p using (values (41)) v(id) on p.id = v.id when not matched then insert (id, qty) values (v.id, -5)
;
-- name: not null violated by insert
merge into parts p using (values (41)) v(id) on p.id = v.id when not matched then insert (id, name) values (v.id, null)
;
-- name: nothing changed by failures
select * from parts order by id
;
-- name: not matched sees no target
merge into parts p using changes c on p.id = c.part when not matched and p.qty > 1 then insert (id) values (c.part)
;
-- name: insert sees no target
merge into parts p using changes c on p.id = c.part when not matched then insert (id) values (p.id)
;
-- name: insert with too many values
merge into parts p using changes c on p.id = c.part when not matched then insert (id) values (c.part, 1)
;
-- name: insert with too few values
merge into parts p using changes c on p.id = c.part when not matched then insert (id, qty) values (c.part)
;
-- name: insert has one row only
merge into parts p using changes c on p.id = c.part when not matched then insert (id) values (1), (2)
;
-- name: matched cannot insert
merge into parts p using changes c on p.id = c.part when matched then insert (id) values (1)
;
-- name: not matched cannot update
merge into parts p using changes c on p.id = c.part when not matched then update set qty = 1
;
-- name: unreachable clause
merge into parts p using changes c on p.id = c.part when matched then delete when matched then update set qty = 1
;
-- name: names used twice
merge into parts using parts on true when matched then do nothing
;
-- name: no when clause
merge into parts p using changes c on p.id = c.part
;
-- name: unknown table
merge into nowhere n using changes c on true when matched then delete
;
-- name: unknown column set
merge into parts p using changes c on p.id = c.part when matched then update set color = 1
;
-- name: column set twice
merge into parts p using changes c on p.id = c.part when matched then update set qty = 1, qty = 2
;
-- name: aggregate in condition
merge into parts p using changes c on p.id = c.part when matched and count(*) > 1 then delete
;
-- name: overriding system value
merge into parts p using (values (50)) v(id) on p.id = v.id when not matched then insert (id) overriding system value values (v.id)
;
-- name: parameters in source
-- params: 10, 'from outside'
merge into parts p using (select $1::int as id, $2::text as name) v on p.id = v.id when matched then update set name = v.name when not matched then insert (id, name) values (v.id, v.name)
;
-- name: parameters in actions
-- params: 3, 60
merge into parts p using (values (10), (61)) v(id) on p.id = v.id when matched then update set qty = $1 when not matched then insert (id, qty) values (v.id, $2)
;
-- name: parameters in conditions
-- params: 5
merge into parts p using changes c on p.id = c.part when matched and p.qty < $1 then update set qty = $1
;
-- name: null parameter
-- params: null
merge into parts p using changes c on p.id = c.part when matched then update set price = $1
;
-- name: parameters read
select * from parts order by id
;
-- name: begin
begin
;
-- name: merge in a transaction
merge into parts p using changes c on p.id = c.part when matched then delete
;
-- name: rows in the transaction
select count(*) from parts
;
-- name: rollback
rollback
;
-- name: rows after the rollback
select count(*) from parts
;
-- name: create numbered
create table numbered (id serial primary key, note text, made int generated always as (length(note)) stored)
;
-- name: insert numbered
merge into numbered n using (values ('one'), ('three')) v(note) on n.note = v.note when not matched then insert (note) values (v.note)
;
-- name: numbered read
select * from numbered order by id
;
-- name: generated column set
merge into numbered n using (values (1)) v(id) on n.id = v.id when matched then update set made = 1
;
-- name: update numbered
merge into numbered n using (values (1, 'seventeen')) v(id, note) on n.id = v.id when matched then update set note = v.note
;
-- name: numbered again
select * from numbered order by id
;
-- name: create parent
create table owner (id int primary key)
;
-- name: create child
create table pet (id int primary key, owner int references owner)
;
-- name: load owner
insert into owner values (1)
;
-- name: foreign key kept
merge into pet p using (values (1, 1)) v(id, owner) on p.id = v.id when not matched then insert values (v.id, v.owner)
;
-- name: foreign key violated
merge into pet p using (values (2, 9)) v(id, owner) on p.id = v.id when not matched then insert values (v.id, v.owner)
;
-- name: referenced row deleted
merge into owner o using (values (1)) v(id) on o.id = v.id when matched then delete
;
-- name: explain merge in error
explain merge into nowhere n using changes c on true when matched then delete
;
-- name: final parts
select * from parts order by id
;
