-- name: create
create table sale (id int primary key, region varchar(10), product varchar(10), amount int, price numeric(8,2))
;
-- name: load
insert into sale values
  (1, 'north', 'pen', 5, 1.50), (2, 'north', 'cup', 2, 7.00), (3, 'South', 'pen', 1, 1.60),
  (4, 'south', 'pen', null, 1.50), (5, null, 'box', 4, 9.99), (6, 'north', 'pen', 3, 1.50)
;
-- name: count
select count(*) as all_rows, count(amount) as known, count(distinct product) as products from sale
;
-- name: aggregates
select sum(amount) as s, avg(amount) as a, min(amount) as lo, max(amount) as hi from sale
;
-- name: aggregates over nothing
select count(*) as n, sum(amount) as s, max(region) as m from sale where id > 100
;
-- name: group by
select region, count(*) as n, sum(amount) as s from sale group by region order by region
;
-- name: group keeps case
select region from sale group by region order by region
;
-- name: group by two
select region, product, sum(amount) as s from sale group by region, product order by region, product
;
-- name: group by ordinal
select product, count(*) from sale group by 1 order by 1
;
-- name: group by alias
select upper(region) as r, count(*) as n from sale group by r order by r
;
-- name: group by expression
select amount > 2 as many, count(*) as n from sale group by amount > 2 order by many
;
-- name: having
select product, count(*) as n from sale group by product having count(*) > 1 order by product
;
-- name: having with other aggregate
select region from sale group by region having sum(amount) >= 4 order by region
;
-- name: having without group
select count(*) as n from sale having count(*) > 3
;
-- name: having false
select count(*) as n from sale having count(*) > 300
;
-- name: sum of product
select region, sum(amount * price) as total from sale group by region order by total desc nulls last
;
-- name: order by aggregate
select product from sale group by product order by count(*) desc, product
;
-- name: aggregate of case
select sum(case when region = 'north' then amount else 0 end) as north, sum(case when region is null then 1 end) as unknown from sale
;
-- name: filter
select count(*) filter (where amount > 2) as many, sum(amount) filter (where product = 'pen') as pens from sale
;
-- name: count distinct by group
select region, count(distinct product) as n from sale group by region order by region
;
-- name: sum distinct
select sum(distinct amount) as s, avg(distinct price) as a from sale
;
-- name: string_agg
select region, string_agg(product, ',' order by id) as list from sale where region is not null group by region order by region
;
-- name: array_agg
select product, array_agg(id order by id) as ids from sale group by product order by product
;
-- name: bool_and
select bool_and(amount > 0) as a, bool_or(amount > 4) as o, every(price > 1) as e from sale
;
-- name: not grouped
select region, amount from sale group by region
;
-- name: aggregate in where
select 1 from sale where count(*) > 1
;
-- name: nested aggregate
select max(count(*)) from sale group by region
;
-- name: group by missing ordinal
select region from sale group by 3
;
-- name: min and max of text
select min(region) as lo, max(region) as hi, min(product) as p from sale
;
-- name: primary key covers the rest
select id, region, count(*) from sale group by id order by id limit 2
;
-- name: grouping sets
select region, product, count(*) as n from sale group by grouping sets ((region), (product), ()) order by region, product, n
;
-- name: rollup
select product, sum(amount) as s from sale group by rollup (product) order by product
;
-- name: row_number
select id, row_number() over (order by id desc) as rn from sale order by id
;
-- name: rank in partition
select id, rank() over (partition by product order by price desc) as r from sale order by id
;
-- name: running sum
select id, sum(amount) over (order by id) as running from sale order by id
;
-- name: share of partition
select id, sum(price) over (partition by region) as total from sale order by id
;
-- name: lag and lead
select id, lag(id) over (order by id) as before, lead(id, 2, 0) over (order by id) as after from sale order by id
;
