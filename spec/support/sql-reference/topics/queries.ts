import { topic, type Topic } from '../construct.ts';

/** SELECT and its clauses (manual chapter 7). */
export const QUERIES: readonly Topic[] = [
  topic('Select list and FROM', {
    'columns and aliases': 'select id, name as title from customers',
    '`*` and `t.*`': 'select c.*, o.total from customers c join orders o on o.customer_id = c.id',
    'expressions, `CASE`': "select id, case when balance > 0 then 'credit' else 'debit' end from customers",
    'simple `CASE`': "select case city when 'Berlin' then 1 else 2 end from customers",
    '`COALESCE`, `NULLIF`': "select coalesce(city, '?'), nullif(name, '') from customers",
    '`GREATEST`, `LEAST`': 'select greatest(id, 5), least(score, 1) from customers',
    'a condition as a value': 'select id, balance > 100 from customers',
    '`SELECT DISTINCT`': 'select distinct city from customers',
    '`DISTINCT ON`': 'select distinct on (city) city, name from customers order by city, name',
    'a query without tables': 'select 1 + 1, now()',
    'a derived table': 'select t.n from (select count(*) as n from orders) t',
    'column aliases of a derived table': 'select t.a from (select id from orders) as t (a)',
    '`VALUES` as a table': "select * from (values (1, 'a'), (2, 'b')) as v (n, s)",
    '`VALUES` joined to a table':
      'select c.name from customers c join (values (1), (2)) as v (n) on v.n = c.id',
    'a view': 'select * from big_orders',
    'a table function alone': 'select * from generate_series(1, 3)',
    'a table function joined to a table':
      'select g, c.name from generate_series(1, 3) g left join customers c on c.id = g',
    '`unnest` of a column': 'select c.id, t from customers c, unnest(c.tags) t',
    'a set-returning function in the select list': 'select id, generate_series(1, 2) from customers',
    '`TABLE t`': 'table orders',
    '`TABLESAMPLE`': 'select * from customers tablesample bernoulli (10)',
    '`ONLY`': 'select id from only customers',
  }),
  topic('Joins', {
    '`INNER`, `LEFT`, `RIGHT JOIN ... ON`':
      'select c.name, o.total from customers c left join orders o on o.customer_id = c.id and o.total > 10',
    '`FULL JOIN`': 'select c.id, o.id from customers c full join orders o on o.customer_id = c.id',
    '`CROSS JOIN` and the comma': 'select c.id, o.id from customers c, orders o cross join items i',
    '`USING`': 'select id, name, title from customers join items using (id)',
    '`NATURAL`': 'select id, name, title from customers natural join items',
    '`LATERAL` with one row for each':
      'select c.id, l.n from customers c cross join lateral (select count(*) as n from orders o where o.customer_id = c.id) l',
    '`LATERAL` with `LIMIT`':
      'select c.id, l.total from customers c, lateral (select total from orders o where o.customer_id = c.id order by total desc limit 2) l',
  }),
  topic('Conditions', {
    'comparison of text (case counts)': "select id from customers where name = 'Ann' and city > 'B'",
    '`AND`, `OR`, `NOT`': "select id from customers where not (active or city = 'Ulm')",
    'a boolean column': 'select id from customers where active',
    '`IS [NOT] NULL`': 'select id from customers where city is null',
    '`IS [NOT] TRUE | FALSE | UNKNOWN`': 'select id from customers where active is not true',
    '`IS [NOT] DISTINCT FROM`': "select id from customers where city is distinct from 'Ulm'",
    '`BETWEEN`': 'select id from customers where id between 1 and 5',
    '`BETWEEN SYMMETRIC`': 'select id from customers where id between symmetric 5 and 1',
    '`IN` with a list': "select id from customers where city in ('Ulm', 'Bonn')",
    '`IN` with a sub-select': 'select id from customers where id in (select customer_id from orders)',
    '`NOT IN` with a sub-select': 'select id from customers where id not in (select customer_id from orders)',
    '`EXISTS`': 'select id from customers c where exists (select 1 from orders o where o.customer_id = c.id)',
    '`= ANY (array)`': 'select id from customers where id = any ($1::integer[])',
    '`<> ALL (array)`': 'select id from customers where id <> all ($1::integer[])',
    '`= ANY (array constant)`': "select id from customers where city = any ('{Ulm,Bonn}')",
    '`> ALL (sub-select)`': 'select id from customers where balance > all (select total from orders)',
    'a sub-select as a value':
      'select id, (select count(*) from orders o where o.customer_id = c.id) from customers c',
    'a sub-select that may have several rows':
      'select id, (select total from orders o where o.customer_id = c.id) from customers c',
    'row comparison `=`': "select id from customers where (city, active) = ('Ulm', true)",
    'row comparison `<`': "select id from customers where (city, id) > ('Ulm', 5)",
    'row `IN` list': "select id from customers where (id, city) in ((1, 'Ulm'), (2, 'Bonn'))",
    '`LIKE`': "select id from customers where name like 'A%' and name not like '%x'",
    '`ILIKE`': "select id from customers where name ilike 'a%'",
    '`LIKE` with `ESCAPE`': "select id from customers where name like '5!%' escape '!'",
    '`SIMILAR TO`': "select id from customers where name similar to '(A|B)%'",
    'regular expressions `~`, `~*`': "select id from customers where name ~ '^A.*n$'",
    '`starts_with`, `^@`': "select id from customers where starts_with(name, 'A')",
    '`LIKE ANY (array)`': "select id from customers where name like any (array['A%', 'B%'])",
  }),
  topic('Grouping', {
    '`GROUP BY` columns': 'select city, count(*) from customers group by city',
    '`GROUP BY` by ordinal or alias': 'select city as c, count(*) from customers group by 1 order by c',
    '`GROUP BY` an expression': 'select length(name), count(*) from customers group by length(name)',
    '`HAVING`': 'select city from customers group by city having count(*) > 1',
    '`HAVING` without `GROUP BY`': 'select count(*) from customers having count(*) > 100',
    'columns that follow from the primary key': 'select id, name, count(*) from customers group by id',
    '`count`, `sum`, `avg`, `min`, `max`':
      'select count(*), sum(total), avg(total), min(placed), max(status) from orders',
    '`count(DISTINCT x)`': 'select count(distinct city) from customers',
    '`FILTER (WHERE ...)`':
      'select count(*) filter (where active), sum(balance) filter (where active) from customers',
    '`stddev`, `variance`': 'select stddev(score), var_pop(score) from customers',
    '`bool_and`, `bool_or`': 'select bool_and(active), bool_or(active) from customers',
    '`string_agg`': "select string_agg(name, ', ' order by name) from customers",
    '`array_agg`': 'select array_agg(name order by id) from customers',
    '`json_agg`, `jsonb_object_agg`': 'select json_agg(name), jsonb_object_agg(id, name) from customers',
    '`percentile_cont ... WITHIN GROUP`':
      'select percentile_cont(0.5) within group (order by score) from customers',
    '`GROUPING SETS`':
      'select city, active, count(*) from customers group by grouping sets ((city), (active), ())',
    '`ROLLUP`': 'select city, active, count(*), grouping(city) from customers group by rollup (city, active)',
    '`CUBE`': 'select city, active, count(*) from customers group by cube (city, active)',
  }),
  topic('Window functions', {
    '`row_number`, `rank`, `dense_rank`':
      'select id, row_number() over (partition by customer_id order by id), rank() over (order by customer_id, id) from orders',
    '`lag`, `lead`':
      'select id, lag(total) over (order by id), lead(total, 2) over (order by id) from orders',
    '`first_value`, `last_value`, `nth_value`':
      'select first_value(id) over (partition by customer_id order by id) from orders',
    '`ntile`, `percent_rank`, `cume_dist`':
      'select ntile(4) over (order by id), percent_rank() over (order by id) from orders',
    'aggregate over the partition': 'select id, sum(total) over (partition by customer_id) from orders',
    'running sum in a unique order': 'select id, sum(total) over (order by id) from orders',
    'running sum with peers': 'select id, sum(total) over (order by customer_id) from orders',
    '`ROWS` frame':
      'select id, sum(id) over (order by id rows between 1 preceding and current row) from orders',
    '`RANGE` frame':
      'select id, sum(total) over (order by id range between 5 preceding and current row) from orders',
    '`GROUPS` frame, `EXCLUDE`':
      'select id, count(*) over (order by id groups 1 preceding exclude current row) from orders',
    '`WINDOW w AS`':
      'select id, max(id) over w, min(id) over w from orders window w as (partition by customer_id)',
    '`FILTER` of a window aggregate':
      'select count(*) filter (where total > 5) over (partition by customer_id) from orders',
  }),
  topic('Set operations, WITH', {
    '`UNION ALL`': 'select id from customers union all select id from orders',
    '`UNION`': 'select city from customers union select status from orders',
    '`EXCEPT`, `INTERSECT`': 'select id from customers except select customer_id from orders',
    '`EXCEPT ALL`, `INTERSECT ALL`': 'select id from customers intersect all select customer_id from orders',
    '`ORDER BY`, `LIMIT` of a union':
      'select id from customers union all select id from orders order by 1 limit 5',
    '`WITH`': 'with big as (select * from orders where total > 100) select count(*) from big',
    '`WITH` used twice':
      'with t as (select customer_id, sum(total) as s from orders group by customer_id) select a.s from t a join t b on a.s < b.s',
    '`WITH RECURSIVE`':
      'with recursive r (n) as (select min(id) from orders union all select n + 1 from r where n < 10) select n from r',
    '`WITH RECURSIVE` without a table':
      'with recursive r (n) as (select 1 union all select n + 1 from r where n < 10) select sum(n) from r',
    'data-modifying `WITH`':
      'with gone as (delete from orders where total = 0 returning id) select count(*) from gone',
    '`MATERIALIZED`': 'with t as materialized (select id from orders) select * from t',
  }),
  topic('Order and limits', {
    '`ORDER BY` column, alias, ordinal, expression':
      'select id, name as n from customers order by n, 1, length(name)',
    '`ASC`, `DESC` with NULLs as PostgreSQL has them': 'select id from customers order by born desc, city',
    '`NULLS FIRST`, `NULLS LAST`': 'select id from customers order by born desc nulls last',
    '`LIMIT`': 'select id from customers order by id limit 10',
    '`OFFSET`': 'select id from customers order by id offset 5',
    '`LIMIT $1 OFFSET $2`': 'select id from customers order by id limit $1 offset $2',
    '`FETCH FIRST n ROWS ONLY`': 'select id from customers order by id fetch first 3 rows only',
    '`FETCH FIRST n ROWS WITH TIES`': 'select id from customers order by city fetch first 3 rows with ties',
    '`LIMIT` in a sub-select': 'select count(*) from (select id from customers order by id limit 3) t',
    '`COLLATE "C"`': 'select id from customers order by name collate "C"',
    '`FOR UPDATE`, `FOR SHARE`': 'select id from customers where id = 1 for update',
    '`FOR UPDATE SKIP LOCKED`': 'select id from orders order by id limit 1 for update skip locked',
  }),
];
