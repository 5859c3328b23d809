-- name: create
create table sales (id int primary key, region varchar(10), rep text, sold date, amount numeric(8,2), qty int)
;
-- name: load
insert into sales values (1, 'north', 'ann', '2024-01-05', 100.00, 3), (2, 'north', 'bob', '2024-01-07', 50.50, 1), (3, 'south', 'ann', '2024-01-07', 75.25, null), (4, 'south', 'cy', '2024-02-01', null, 2), (5, null, 'bob', '2024-02-10', 20.00, 5), (6, 'north', 'ann', '2024-03-01', 100.00, 2), (7, 'south', 'cy', null, 60.00, 2)
;
-- name: row_number
select id, row_number() over (order by id desc) as n from sales order by id
;
-- name: row_number by partition
select id, region, row_number() over (partition by region order by sold nulls first, id) as n from sales order by id
;
-- name: rank and dense_rank
select id, rank() over (order by amount desc nulls last) as r, dense_rank() over (order by amount desc nulls last) as d from sales order by id
;
-- name: percent_rank and cume_dist
select id, percent_rank() over (order by amount) as p, cume_dist() over (order by amount) as c from sales order by id
;
-- name: ntile
select id, ntile(3) over (order by id) as t from sales order by id
;
-- name: ntile of zero
select ntile(0) over (order by id) from sales
;
-- name: ntile of null
select id, ntile(null) over (order by id) as t from sales order by id
;
-- name: lag and lead
select id, lag(amount) over (order by id) as before, lead(amount) over (order by id) as after from sales order by id
;
-- name: lag with offset and default
select id, lag(qty, 2, -1) over (order by id) as b, lead(rep, 3, 'none') over (order by id) as a from sales order by id
;
-- name: lag with null offset
select id, lag(qty, null) over (order by id) as b from sales order by id
;
-- name: lag with column offset
select id, lag(id, qty) over (order by id) as b from sales order by id
;
-- name: lag negative offset
select id, lag(id, -1) over (order by id) as b from sales order by id
;
-- name: first and last value
select id, first_value(rep) over (partition by region order by id) as f, last_value(rep) over (partition by region order by id) as l from sales order by id
;
-- name: last value of the partition
select id, last_value(rep) over (partition by region order by id rows between unbounded preceding and unbounded following) as l from sales order by id
;
-- name: nth_value
select id, nth_value(rep, 2) over (order by id) as n from sales order by id
;
-- name: nth_value of zero
select nth_value(rep, 0) over (order by id) from sales
;
-- name: running sum
select id, sum(amount) over (order by id) as s from sales order by id
;
-- name: running sum by peers
select id, sum(amount) over (order by sold) as s from sales order by id
;
-- name: sum of the partition
select id, sum(qty) over (partition by rep) as s, count(*) over (partition by rep) as n from sales order by id
;
-- name: share of the total
select id, round(amount / sum(amount) over () * 100, 2) as pct from sales order by id
;
-- name: average moving
select id, avg(amount) over (order by id rows between 1 preceding and 1 following) as a from sales order by id
;
-- name: rows unbounded preceding
select id, count(qty) over (order by id rows unbounded preceding) as c from sales order by id
;
-- name: rows following only
select id, sum(qty) over (order by id rows between 1 following and 2 following) as s, count(*) over (order by id rows between 1 following and 2 following) as c from sales order by id
;
-- name: rows preceding only
select id, max(rep) over (order by id rows between 3 preceding and 2 preceding) as m from sales order by id
;
-- name: range between days
select id, sum(qty) over (order by sold range between interval '5 days' preceding and current row) as s from sales order by id
;
-- name: range between numbers
select id, count(*) over (order by amount range between 25 preceding and 25 following) as c from sales order by id
;
-- name: groups frame
select id, sum(qty) over (order by sold groups between 1 preceding and current row) as s from sales order by id
;
-- name: exclude current row
select id, sum(qty) over (order by id rows between unbounded preceding and unbounded following exclude current row) as s from sales order by id
;
-- name: exclude ties
select id, count(*) over (order by sold range between unbounded preceding and current row exclude ties) as c from sales order by id
;
-- name: exclude group
select id, count(*) over (order by sold range between unbounded preceding and current row exclude group) as c from sales order by id
;
-- name: named window
select id, sum(qty) over w as s, rank() over w as r from sales window w as (partition by region order by id) order by id
;
-- name: named window extended
select id, sum(qty) over (w order by id) as s from sales window w as (partition by region) order by id
;
-- name: named window twice
select sum(qty) over w from sales window w as (order by id), w as (order by rep)
;
-- name: unknown window
select sum(qty) over w from sales
;
-- name: overriding partition
select sum(qty) over (w partition by rep) from sales window w as (order by id)
;
-- name: filter in a window
select id, sum(amount) filter (where qty > 1) over (order by id) as s from sales order by id
;
-- name: count distinct in a window
select count(distinct rep) over () from sales
;
-- name: window over groups
select region, sum(amount) as s, rank() over (order by sum(amount) desc nulls last) as r from sales group by region order by r, region
;
-- name: window of an aggregate
select rep, sum(sum(qty)) over (order by rep) as running from sales group by rep order by rep
;
-- name: window in where
select id from sales where row_number() over (order by id) = 1
;
-- name: window in having
select rep from sales group by rep having rank() over (order by rep) = 1
;
-- name: window in group by
select 1 from sales group by row_number() over ()
;
-- name: window in order by
select id from sales order by row_number() over (order by id desc)
;
-- name: window within a window
select sum(row_number() over (order by id)) over () from sales
;
-- name: top of each group
select region, rep, amount from (select s.*, row_number() over (partition by region order by amount desc nulls last, id) as n from sales s) t where n = 1 order by region nulls last
;
-- name: window with case
select id, case when lag(rep) over (order by id) = rep then 'same' else 'new' end as c from sales order by id
;
-- name: window with distinct
select distinct region, count(*) over (partition by region) as n from sales order by region
;
-- name: string_agg as a window
select id, string_agg(rep, ',') over (order by id) as names from sales order by id
;
-- name: array_agg as a window
select id, array_agg(id) over (partition by rep order by id) as ids from sales order by id
;
-- name: bool_and as a window
select id, bool_and(qty > 1) over (partition by rep order by id) as b from sales order by id
;
-- name: min and max as windows
select id, min(sold) over (order by id) as lo, max(sold) over (order by id) as hi from sales order by id
;
-- name: window on an empty set
select sum(qty) over (), row_number() over () from sales where id > 100
;
-- name: window and limit
select id, row_number() over (order by id desc) as n from sales order by n limit 2 offset 1
;
-- name: two windows of other order
select id, row_number() over (order by rep, id) as a, row_number() over (order by qty nulls first, id) as b from sales order by id
;
-- name: window over a join
select a.id, count(b.id) over (partition by a.region) as n from sales a left join sales b on b.id = a.id + 1 order by a.id
;
-- name: window with parameter
-- params: 2
select id, sum(qty * $1) over (order by id) as s from sales order by id
;
-- name: window frame with parameter
-- params: 1
select id, sum(qty) over (order by id rows between $1 preceding and current row) as s from sales order by id
;
-- name: negative frame offset
select sum(qty) over (order by id rows between -1 preceding and current row) from sales
;
-- name: frame from following to preceding
select sum(qty) over (order by id rows between 1 following and 1 preceding) from sales
;
-- name: range offset without order
select sum(qty) over (range between 1 preceding and current row) from sales
;
-- name: rank without order
select id, rank() over () as r from sales order by id
;
-- name: ordered-set aggregate as window
select percentile_cont(0.5) within group (order by qty) over () from sales
;
-- name: no window function
select lower(rep) over () from sales
;
-- name: window function without over
select row_number() from sales
;
-- name: ntile of a parameter
-- params: 3
select id, ntile($1) over (order by id) as t from sales order by id
;
-- name: ntile of a null parameter
-- params: null
select id, ntile($1::int) over (order by id) as t from sales order by id
;
-- name: ntile of a parameter of zero
-- params: 0
select ntile($1::int) over (order by id) from sales
;
-- name: frame of a parameter beyond ROWS
-- params: 1
select id, sum(qty) over (order by sold groups between $1 preceding and current row) as s from sales order by id
;
