-- name: facts
create table sales (id int primary key, region varchar(20), product text, amount numeric(12,2), qty int, sold_at timestamp, day date, customer_id int, meta jsonb)
;
-- name: dimension
create table client (id int primary key, name text not null, tags text[], parent_id int, joined timestamptz)
;
-- name: load facts
insert into sales values (1,'north','apple',10.50,3,'2024-01-05 10:30:00','2024-01-05',1,'{"channel":"web","items":[1,2]}'),(2,'north','pear',20.00,1,'2024-01-17 23:59:59','2024-01-17',2,'{"channel":"shop"}'),(3,'south','apple',5.25,10,'2024-02-29 00:00:00','2024-02-29',1,null),(4,'south','plum',null,2,'2024-03-31 12:00:00','2024-03-31',3,'{"channel":"web","discount":0.1}'),(5,'east','apple',99.99,7,'2024-12-31 23:00:00','2024-12-31',null,'{"channel":null}'),(6,'east','pear',20.00,1,'2025-01-01 00:00:00','2025-01-01',2,'{"items":[]}'),(7,null,'plum',7.00,null,null,null,1,'{"channel":"web"}')
;
-- name: load dimension
insert into client values (1,'Ann','{vip,eu}',null,'2020-01-01 00:00:00+00'),(2,'Bob','{}',1,'2021-06-15 12:30:00+02'),(3,'Cyd',null,1,'2022-12-31 23:59:59-05'),(4,'Dan','{us}',2,null)
;
-- name: month buckets
select date_trunc('month', sold_at) as bucket, count(*), sum(amount) from sales group by 1 order by 1
;
-- name: month buckets of a date
select date_trunc('month', day)::date as bucket, sum(qty) from sales where day >= '2024-01-01' group by date_trunc('month', day) order by bucket
;
-- name: week buckets as metabase
select (cast(date_trunc('week', (cast("public"."sales"."sold_at" as timestamp) + (interval '1 day'))) as timestamp) + (interval '-1 day')) as "sold_at", count(*) as "count" from "public"."sales" group by (cast(date_trunc('week', (cast("public"."sales"."sold_at" as timestamp) + (interval '1 day'))) as timestamp) + (interval '-1 day')) order by 1 asc
;
-- name: metabase filter
select "public"."sales"."region" as "region", sum("public"."sales"."amount") as "sum" from "public"."sales" where ("public"."sales"."sold_at" >= timestamp with time zone '2024-01-01 00:00:00.000Z') and ("public"."sales"."sold_at" < timestamp with time zone '2025-01-01 00:00:00.000Z') group by "public"."sales"."region" order by "sum" desc, "public"."sales"."region" asc limit 2000
;
-- name: metabase binning
select floor(("public"."sales"."amount" - 0.0) / 12.5) * 12.5 + 0.0 as "amount", count(*) as "count" from "public"."sales" group by floor(("public"."sales"."amount" - 0.0) / 12.5) * 12.5 + 0.0 order by 1
;
-- name: superset time grain
select date_trunc('quarter', sold_at) as __timestamp, region as region, sum(amount) as "SUM(amount)" from public.sales where sold_at >= to_timestamp('2024-01-01 00:00:00.000000', 'YYYY-MM-DD HH24:MI:SS.US') and sold_at < to_timestamp('2025-01-01 00:00:00.000000', 'YYYY-MM-DD HH24:MI:SS.US') group by region, date_trunc('quarter', sold_at) order by "SUM(amount)" desc nulls last, region limit 50000
;
-- name: superset distinct count
select region as region, count(distinct product) as "COUNT_DISTINCT(product)", avg(amount) as "AVG(amount)" from (select * from sales where qty > 0) as virtual_table group by region order by region limit 1000
;
-- name: pivot by case
select region, sum(case when product = 'apple' then amount else 0 end) as apple, sum(case when product = 'pear' then amount end) as pear, count(case when product = 'plum' then 1 end) as plum from sales group by region order by region nulls first
;
-- name: pivot by filter
select product, sum(amount) filter (where region = 'north') as north, coalesce(sum(amount) filter (where region = 'south'), 0) as south, count(*) filter (where region is null) as nowhere from sales group by product order by product
;
-- name: running total
select id, amount, sum(amount) over (order by id) as running, sum(amount) over (partition by region order by id rows between unbounded preceding and current row) as in_region from sales order by id
;
-- name: moving average
select id, avg(qty) over (order by id rows between 2 preceding and current row) from sales order by id
;
-- name: share of total
select product, sum(amount) as total, round(100.0 * sum(amount) / sum(sum(amount)) over (), 2) as share from sales group by product order by product
;
-- name: growth over the month before
select m, total, total - lag(total) over (order by m) as growth from (select date_trunc('month', sold_at) as m, sum(amount) as total from sales where sold_at is not null group by 1) t order by m
;
-- name: rank in groups
select * from (select region, product, amount, row_number() over (partition by region order by amount desc nulls last, id) as rn from sales) r where rn <= 1 order by region nulls last
;
-- name: median
select percentile_cont(0.5) within group (order by amount) as median, percentile_disc(0.9) within group (order by qty) as p90, mode() within group (order by product) from sales
;
-- name: median by region
select region, percentile_cont(array[0.25, 0.75]) within group (order by qty) from sales group by region order by region
;
-- name: calendar
select d::date as day, coalesce(sum(s.qty), 0) as qty from generate_series('2024-01-01'::date, '2024-01-07'::date, '1 day') as d left join sales s on s.day = d::date group by d order by d
;
-- name: calendar of months
with months as (select generate_series(date '2024-01-01', date '2024-04-01', interval '1 month') as m) select to_char(m, 'YYYY-MM') as month, count(s.id) as n, coalesce(sum(s.amount), 0) as total from months left join sales s on date_trunc('month', s.sold_at) = m group by m order by m
;
-- name: rollup report
select coalesce(region, 'all') as region, coalesce(product, 'all') as product, sum(qty) as qty, grouping(region, product) as g from sales where region is not null group by rollup (region, product) order by grouping(region, product), region, product
;
-- name: cube report
select region, product, count(*) from sales where region is not null group by cube (region, product) having count(*) > 1 order by region nulls last, product nulls last
;
-- name: histogram
select width_bucket(amount, 0, 100, 4) as bucket, count(*), min(amount), max(amount) from sales group by bucket order by bucket
;
-- name: extract parts
select id, extract(year from sold_at) as y, extract(month from sold_at) as m, extract(dow from sold_at) as dow, extract(week from sold_at) as w, extract(epoch from sold_at) as e, extract(quarter from day) as q, extract(doy from day) as doy, extract(isodow from day) as isodow from sales order by id
;
-- name: group by weekday name
select trim(to_char(day, 'Day')) as weekday, count(*) from sales group by 1 order by 1
;
-- name: age of sales
select id, age(timestamp '2025-01-01', sold_at), justify_days(timestamp '2025-01-01' - sold_at) from sales order by id
;
-- name: days between
select id, date '2025-01-01' - day as days, (day + interval '1 month')::date as later, day + 7 as week from sales order by id
;
-- name: last of month
select id, (date_trunc('month', day) + interval '1 month' - interval '1 day')::date as month_end from sales order by id
;
-- name: jsonb filter
select id, meta->>'channel' as channel, meta->'items'->0 as first, jsonb_array_length(coalesce(meta->'items', '[]')) as n from sales where meta @> '{"channel":"web"}' or meta ? 'items' order by id
;
-- name: jsonb group
select meta->>'channel' as channel, count(*), sum(amount) from sales group by 1 order by 1 nulls first
;
-- name: jsonb path
select id from sales where meta #>> '{items,1}' = '2' or (meta->>'discount')::numeric > 0.05 order by id
;
-- name: jsonb path query
select id, jsonb_path_query_array(meta, '$.items[*] ? (@ > 1)') from sales where jsonb_path_exists(meta, '$.items') order by id
;
-- name: any array
select name from client where 'vip' = any (tags) order by 1
;
-- name: overlaps and contains
select name, tags && array['eu','us'] as o, tags @> array['vip'] as c, cardinality(tags) as n, array_length(tags, 1) as l from client order by name
;
-- name: unnest counted
select tag, count(*) from client, unnest(tags) as tag group by tag order by tag
;
-- name: string to array
select s.part, s.n from client c, unnest(string_to_array(c.name || ',x', ',')) with ordinality as s(part, n) where c.id = 1 order by n
;
-- name: aggregate to text
select region, string_agg(distinct product, ', ' order by product) as products, array_agg(id order by id desc) as ids from sales group by region order by region
;
-- name: aggregate to json
select json_agg(json_build_object('id', id, 'name', name) order by id) from client
;
-- name: nested json by lateral
select c.id, coalesce(x.items, '[]') as items from client c left join lateral (select json_agg(row_to_json(s) order by s.id) as items from (select id, amount from sales where customer_id = c.id) s) x on true order by c.id
;
-- name: tree
with recursive tree as (select id, name, parent_id, 1 as level, array[id] as path from client where parent_id is null union all select c.id, c.name, c.parent_id, t.level + 1, t.path || c.id from client c join tree t on c.parent_id = t.id) select repeat('  ', level - 1) || name as name, level, path from tree order by path
;
-- name: ancestors
with recursive up(id, parent_id) as (select id, parent_id from client where id = 4 union select c.id, c.parent_id from client c, up where c.id = up.parent_id) select c.name from up join client c using (id) order by c.id
;
-- name: best per group by distinct on
select distinct on (region) region, product, amount from sales order by region, amount desc nulls last, id
;
-- name: anti join
select c.name from client c left join sales s on s.customer_id = c.id where s.id is null order by 1
;
-- name: semi join with having
select name from client where id in (select customer_id from sales group by customer_id having count(*) > 1) order by name
;
-- name: scalar correlated
select c.name, (select max(s.amount) from sales s where s.customer_id = c.id) as best, exists (select from sales s where s.customer_id = c.id and s.amount > 50) as big from client c order by c.id
;
-- name: time zone report
select id, joined at time zone 'Europe/Berlin' as berlin, (joined at time zone 'UTC')::date as day, date_trunc('day', joined at time zone 'America/New_York') as ny from client order by id
;
-- name: to_char numbers
select id, to_char(amount, 'FM999,990.00'), to_char(qty, '000'), to_char(sold_at, 'DD Mon YYYY HH12:MI AM') from sales order by id
;
-- name: null safe equal join
select a.id, b.id from sales a join sales b on a.region is not distinct from b.region and a.id < b.id order by 1, 2
;
-- name: union with totals
select region, sum(amount) as total from sales group by region union all select 'total', sum(amount) from sales order by total nulls first, region
;
-- name: full outer months
select coalesce(a.m, b.m) as m, a.n, b.n from (select extract(month from day) as m, count(*) as n from sales where region = 'north' group by 1) a full join (select extract(month from day) as m, count(*) as n from sales where region <> 'north' group by 1) b on a.m = b.m order by 1
;
-- name: bucketed case
select case when amount is null then 'none' when amount < 10 then 'small' when amount between 10 and 50 then 'medium' else 'large' end as size, count(*) from sales group by 1 order by 2 desc, 1
;
-- name: first and last value
select distinct region, first_value(product) over w as first, last_value(product) over (partition by region order by id rows between unbounded preceding and unbounded following) as last from sales window w as (partition by region order by id) order by region
;
-- name: cumulative distinct
select id, count(*) over (partition by product), dense_rank() over (order by product), ntile(3) over (order by id) from sales order by id
;
-- name: correlation and regression
select round(corr(amount::float8, qty::float8)::numeric, 6) as c, round(regr_slope(amount::float8, qty::float8)::numeric, 6) as s, regr_count(amount::float8, qty::float8) as n from sales
;
-- name: values joined
select v.label, count(s.id) from (values ('apple', 'fruit'), ('plum', 'stone fruit')) as v(product, label) left join sales s on s.product = v.product group by v.label order by v.label
;
-- name: safe division
select region, sum(amount) / nullif(sum(qty), 0) as price from sales group by region order by region
;
-- name: make a date
select id, make_date(extract(year from day)::int, 1, 1), to_date(to_char(day, 'YYYYMM') || '01', 'YYYYMMDD') from sales order by id
;
-- name: overlaps period
select id from sales where (day, day + 10) overlaps (date '2024-01-10', date '2024-02-01') order by id
;
-- name: date_bin
select date_bin('15 minutes', sold_at, timestamp '2024-01-01') as b, count(*) from sales group by 1 order by 1
;
-- name: percent rank
select id, percent_rank() over (order by amount), cume_dist() over (order by amount) from sales where amount is not null order by id
;
-- name: string functions of a report
select initcap(region), lpad(id::text, 4, '0'), split_part(product, 'p', 1), regexp_replace(product, '[aeiou]', '*', 'g'), left(product, 2) || '...' as short, position('l' in product) from sales order by id
;
-- name: concat_ws with numbers
select concat_ws('-', region, id, amount, day) from sales order by id
;
-- name: filtered window
select id, count(*) filter (where amount > 10) over (order by id) from sales order by id
;
-- name: greatest of dates
select max(greatest(sold_at, timestamp '2024-06-01')), min(least(day, date '2024-06-01')) from sales
;
