-- name: create stock
create table stock (item text primary key, qty int not null, note text)
;
-- name: create delivery
create table delivery (item text, qty int)
;
-- name: load stock
insert into stock values ('pen', 5, null), ('cup', 0, 'rare'), ('box', 2, null)
;
-- name: load delivery
insert into delivery values ('pen', 10), ('cup', -1), ('hat', 3)
;
-- name: update or insert
merge into stock s using delivery d on s.item = d.item when matched then update set qty = s.qty + d.qty when not matched then insert values (d.item, d.qty, 'new')
;
-- name: merged
select * from stock order by item
;
-- name: condition and delete
merge into stock s using delivery d on s.item = d.item when matched and s.qty < 0 then delete when matched then update set note = 'seen'
;
-- name: after delete
select * from stock order by item
;
-- name: do nothing
merge into stock s using delivery d on s.item = d.item when matched then do nothing when not matched then do nothing
;
-- name: nothing happened
select count(*) as n, sum(qty) as s from stock
;
-- name: insert with columns
merge into stock using (values ('ink', 7)) v(i, q) on stock.item = v.i when not matched then insert (qty, item) values (v.q, v.i)
;
-- name: insert default values
merge into stock using (select 1 as x) v on false when not matched then insert default values
;
-- name: source query
merge into stock s using (select item, sum(qty) as q from delivery group by item) d on s.item = d.item when matched and d.q > 5 then update set qty = d.q, note = default
;
-- name: source read
select * from stock order by item
;
-- name: two matches
merge into stock s using (values ('pen', 1), ('pen', 2)) v(i, q) on s.item = v.i when matched then update set qty = v.q
;
-- name: first rule wins
merge into stock s using (values ('pen'), ('box')) v(i) on s.item = v.i when matched and s.item = 'pen' then update set qty = 100 when matched then update set qty = 200
;
-- name: rules applied
select item, qty from stock where item in ('pen', 'box') order by item
;
-- name: not null violated
merge into stock s using delivery d on s.item = d.item when matched then update set qty = null
;
-- name: key violated
merge into stock s using (values ('zzz')) v(i) on s.item = v.i when not matched then insert values ('pen', 1)
;
-- name: unknown column
merge into stock s using delivery d on s.item = d.item when matched then update set nope = 1
;
-- name: with before merge
with d(i, q) as (values ('map', 4)) merge into stock s using d on s.item = d.i when not matched then insert (item, qty) values (d.i, d.q)
;
-- name: parameters
-- params: 'map', 9
merge into stock s using (select $1::text as i, $2::int as q) v on s.item = v.i when matched then update set qty = v.q
;
-- name: final stock
select * from stock order by item
;
