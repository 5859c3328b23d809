-- name: create
create table m (id int primary key, g varchar(5), i int, b bigint, n numeric(10,2), f double precision, t text, o boolean, d date)
;
-- name: load
insert into m values (1, 'a', 3, 10, 1.10, 1.5, 'x', true, '2024-01-01'), (2, 'a', 5, 20, 2.20, 2.5, 'y', false, '2024-02-01'), (3, 'b', null, 30, null, null, null, null, null), (4, 'b', 7, null, 4.40, 0.5, 'x', true, '2023-05-05'), (5, null, 1, 5, 0.00, -2, '', true, '2024-01-01'), (6, 'c', null, null, null, null, null, null, null)
;
-- name: counts
select count(*) as a, count(i) as b, count(distinct g) as c, count(distinct t) as d from m
;
-- name: sums
select sum(i) as i, sum(b) as b, sum(n) as n, sum(f) as f from m
;
-- name: averages
select avg(i) as i, avg(b) as b, avg(n) as n, avg(f) as f from m
;
-- name: averages by group
select g, avg(i) as i, avg(n) as n from m group by g order by g
;
-- name: extremes
select min(i) as i, max(t) as t, min(d) as d, max(n) as n, min(g) as g from m
;
-- name: sum distinct
select sum(distinct i) as s, avg(distinct i) as a, count(distinct (g, t)) as p from m
;
-- name: string_agg
select string_agg(t, ',' order by id) as a, string_agg(t, '' order by t desc, id) as b, string_agg(distinct t, '|' order by t) as c from m
;
-- name: string_agg by group
select g, string_agg(t, '-' order by id) as s from m group by g order by g
;
-- name: string_agg order not in distinct
select string_agg(distinct t, ',' order by id) from m
;
-- name: string_agg with column separator
select string_agg(t, g order by id) as s from m
;
-- name: string_agg of number
select string_agg(i, ',') from m
;
-- name: string_agg cast
select string_agg(i::text, ', ' order by i desc nulls last) as s from m
;
-- name: array_agg
select array_agg(i order by id) as a, array_agg(t order by id) as b, array_agg(distinct g order by g) as c from m
;
-- name: array_agg of nothing
select array_agg(i) as a, string_agg(t, ',') as s, sum(i) as n, count(i) as c from m where id > 100
;
-- name: array_agg of arrays
select array_agg(array[id, id * 2] order by id) as a from m where id < 4
;
-- name: array_agg by group
select g, array_agg(id order by id desc) as ids from m group by g order by g
;
-- name: bool aggregates
select bool_and(o) as a, bool_or(o) as b, every(i > 0) as c from m
;
-- name: bool by group
select g, bool_and(o) as a, bool_or(o) as b from m group by g order by g
;
-- name: bit aggregates
select bit_and(i) as a, bit_or(i) as b, bit_xor(i) as c from m
;
-- name: statistics
select stddev(i) as a, stddev_pop(i) as b, variance(i) as c, var_pop(i) as d from m
;
-- name: statistics of numeric
select stddev(n) as a, variance(n) as b from m
;
-- name: statistics of float
select stddev_pop(f) as a, var_samp(f) as b from m
;
-- name: statistics of one
select stddev(i) as a, stddev_pop(i) as b, variance(i) as c from m where id = 1
;
-- name: percentile_cont
select percentile_cont(0.5) within group (order by i) as a, percentile_cont(0.25) within group (order by f) as b from m
;
-- name: percentile_disc
select percentile_disc(0.5) within group (order by i) as a, percentile_disc(0.5) within group (order by t) as b from m
;
-- name: percentile array
select percentile_cont(array[0, 0.5, 1]) within group (order by i) as a from m
;
-- name: percentile out of range
select percentile_cont(1.5) within group (order by i) from m
;
-- name: percentile by group
select g, percentile_cont(0.5) within group (order by i) as med from m group by g order by g
;
-- name: mode
select mode() within group (order by d) as d, mode() within group (order by t) as t from m
;
-- name: hypothetical
select rank(4) within group (order by i) as r, dense_rank(4) within group (order by i) as d, percent_rank(4) within group (order by i) as p, cume_dist(4) within group (order by i) as c from m
;
-- name: correlation
select corr(i, b) as a, covar_pop(i, b) as b, covar_samp(i, b) as c from m
;
-- name: regression
select regr_count(i, b) as n, regr_slope(i, b) as s, regr_intercept(i, b) as c, regr_r2(i, b) as r, regr_avgx(i, b) as x, regr_avgy(i, b) as y from m
;
-- name: filters
select count(*) filter (where i > 2) as a, sum(n) filter (where o) as b, avg(i) filter (where false) as c, string_agg(t, ',' order by id) filter (where t <> '') as d from m
;
-- name: filter by group
select g, count(*) filter (where o is true) as y, count(*) filter (where o is not true) as n from m group by g order by g
;
-- name: having
select g, count(*) as n from m group by g having count(i) > 0 and max(n) > 1 order by g
;
-- name: having with filter
select g from m group by g having count(*) filter (where i is null) > 0 order by g
;
-- name: expression of aggregates
select g, max(i) - min(i) as spread, sum(n) / nullif(count(n), 0) as mean from m group by g order by g
;
-- name: aggregate of expression
select sum(i * 2 + 1) as a, max(length(t)) as b, min(coalesce(i, 0)) as c from m
;
-- name: aggregate of case
select sum(case when g = 'a' then i else 0 end) as a, count(case when o then 1 end) as b from m
;
-- name: aggregate in order by
select g from m group by g order by sum(n) desc nulls last, g
;
-- name: nested aggregate
select sum(max(i)) from m group by g
;
-- name: aggregate in where
select id from m where sum(i) > 3
;
-- name: aggregate in on
select 1 from m a join m b on sum(a.i) = b.i
;
-- name: ungrouped column
select g, i from m group by g
;
-- name: grouped by key
select id, t, count(*) as n from m group by id order by id
;
-- name: aggregate of a sub-select
select sum(x) as s from (select max(i) as x from m group by g) t
;
-- name: outer aggregate
select g, (select count(*) from m b where b.i > max(m.i)) as more from m group by g order by g
;
-- name: distinct of aggregates
select distinct count(*) as n from m group by g order by n
;
-- name: group by boolean
select o, count(*) as n from m group by o order by o
;
-- name: group by expression
select i % 2 as odd, count(*) as n from m group by i % 2 order by odd
;
-- name: group by case
select case when i > 4 then 'big' when i is null then 'none' else 'small' end as size, count(*) as n from m group by 1 order by 1
;
-- name: group by two with null
select g, o, count(*) as n from m group by g, o order by g, o
;
-- name: having without group
select sum(i) as s from m having sum(i) > 100
;
-- name: json aggregates
select json_agg(t order by id) as a, json_object_agg(id, g order by id) as b from m
;
-- name: any_value is newer
select min(g) as g, count(*) as n from m limit 1
;
-- name: range_agg
select range_agg(int4range(i, i + 2)) as r from m where i is not null
;
-- name: min of boolean
select min(o) from m
;
-- name: avg of text
select avg(t) from m
;
-- name: count of nothing
select count() from m
;
-- name: sum overflow to numeric
select sum(x) as s from (values (9223372036854775807), (1)) v(x)
;
-- name: sum overflow of int
select sum(x) as s from (values (2147483647), (1)) v(x)
;
-- name: limit of groups
select g, count(*) as n from m group by g order by n desc, g limit 2
;
-- name: group with parameter
-- params: 2
select i % $1 as r, count(*) as n from m group by i % $1 order by 1
;
-- name: group with parameters of their own
-- params: 2, 2
select i % $1 as r, count(*) as n from m group by i % $2 order by 1
;
-- name: statistics of one float
select g, stddev(f) as a, var_samp(f) as b, stddev_pop(f) as c from m group by g order by g
;
-- name: aggregate against any in having
select g from m group by g having min(i) < any (select b from m) order by g
;
-- name: aggregate in a sub-select in having
select g from m group by g having max(i) in (select i from m where g = 'a') order by g
;
-- name: order by a cast constant
select (false)::int as c from m order by c
;
-- name: group by a cast constant
select (1.5)::int as c, count(*) as n from m group by c order by c
;
