-- name: create
create table fact (id int primary key, y int, q int, region varchar(8), amount numeric(8,2))
;
-- name: load
insert into fact values (1, 2023, 1, 'n', 10.00), (2, 2023, 2, 'n', 20.00), (3, 2023, 1, 's', 5.50), (4, 2024, 1, 'n', 7.00), (5, 2024, 1, null, 3.25), (6, 2024, 2, 's', null)
;
-- name: rollup
select y, q, sum(amount) as s from fact group by rollup (y, q) order by y, q
;
-- name: rollup with grouping
select y, q, grouping(y, q) as g, count(*) as n from fact group by rollup (y, q) order by g, y, q
;
-- name: cube
select y, region, count(*) as n from fact group by cube (y, region) order by y, region, n
;
-- name: grouping sets
select y, region, sum(amount) as s from fact group by grouping sets ((y), (region), ()) order by y, region, s
;
-- name: grouping sets with pairs
select y, q, region, count(*) as n from fact group by grouping sets ((y, q), (q, region)) order by y, q, region
;
-- name: empty grouping set
select count(*) as n, sum(amount) as s from fact group by ()
;
-- name: empty grouping sets of nothing
select count(*) as n from fact where false group by grouping sets ((), ())
;
-- name: rollup of nothing
select y, count(*) as n from fact where false group by rollup (y)
;
-- name: grouping of one
select region, grouping(region) as g, sum(amount) as s from fact group by rollup (region) order by g, region
;
-- name: grouping in having
select y, region, count(*) as n from fact group by cube (y, region) having grouping(y) = 1 order by region, n
;
-- name: grouping in order by
select y, sum(amount) as s from fact group by rollup (y) order by grouping(y), y desc
;
-- name: key beside rollup
select y, q, sum(amount) as s from fact group by y, rollup (q) order by y, q
;
-- name: rollup of expression
select upper(region) as r, count(*) as n from fact group by rollup (upper(region)) order by r, n
;
-- name: rollup of pair
select y, q, region, count(*) as n from fact group by rollup ((y, q), region) order by y, q, region, n
;
-- name: nested sets
select y, q, count(*) as n from fact group by grouping sets (rollup (y, q), (q)) order by y, q, n
;
-- name: distinct sets
select y, q, count(*) as n from fact group by distinct rollup (y, q), rollup (y) order by y, q
;
-- name: product of sets
select y, q, count(*) as n from fact group by grouping sets (y), grouping sets (q, ()) order by y, q
;
-- name: coalesce of label
select coalesce(region, 'all') as r, count(*) as n from fact where region is not null group by rollup (region) order by r
;
-- name: case of grouping
select case when grouping(y) = 1 then 'total' else y::text end as label, sum(amount) as s from fact group by rollup (y) order by label
;
-- name: filter in rollup
select y, count(*) filter (where amount > 6) as n from fact group by rollup (y) order by y
;
-- name: avg in cube
select region, q, avg(amount) as a from fact group by cube (region, q) order by region, q, a
;
-- name: window over rollup
select y, sum(amount) as s, rank() over (order by sum(amount) desc nulls last) as r from fact group by rollup (y) order by r, y
;
-- name: rollup in a sub-select
select max(s) as top from (select region, sum(amount) as s from fact group by rollup (region)) t
;
-- name: rollup with join
select a.y, b.region, count(*) as n from fact a join fact b on a.id = b.id group by rollup (a.y, b.region) order by 1, 2, 3
;
-- name: rollup by ordinals
select y, q, count(*) as n from fact group by rollup (1, 2) order by 1, 2
;
-- name: rollup with limit
select y, q, sum(amount) as s from fact group by rollup (y, q) order by y nulls first, q nulls first limit 3
;
-- name: grouping of a column not grouped
select grouping(region) from fact group by rollup (y)
;
-- name: grouping without group by
select grouping(y) from fact
;
-- name: column outside the sets
select region, count(*) from fact group by rollup (y)
;
-- name: cube of three
select y, q, region, count(*) as n, grouping(y, q, region) as g from fact group by cube (y, q, region) order by g, y, q, region
;
-- name: string_agg in rollup
select y, string_agg(region, ',' order by id) as r from fact group by rollup (y) order by y
;
-- name: having over sets
select y, q from fact group by rollup (y, q) having sum(amount) > 10 order by y, q
;
