import type { SelectCase } from '../select-case.ts';

/** Window functions. */
export const cases: readonly SelectCase[] = [
  {
    sql: 'select id, row_number() over (order by placed) from orders',
    iris: [
      'SELECT t1."id" AS "c1", ROW_NUMBER() OVER (ORDER BY CASE WHEN t1."placed" IS NULL THEN 1 ELSE 0 END, t1."placed") AS "c2" FROM "SQLUser"."orders" t1',
    ],
  },
  {
    sql: 'select id, rank() over (partition by status order by total desc), dense_rank() over (order by id) from orders',
    iris: [
      'SELECT t1."id" AS "c1", RANK() OVER (PARTITION BY t1."status" ORDER BY CASE WHEN t1."total" IS NULL THEN 0 ELSE 1 END, t1."total" DESC) AS "c2", DENSE_RANK() OVER (ORDER BY t1."id") AS "c3" FROM "SQLUser"."orders" t1',
    ],
  },
  {
    sql: 'select id, sum(qty) over (partition by order_id) from items i join orders o on o.id = i.order_id',
    iris: [
      'SELECT t2."id" AS "c1", SUM(t1."qty") OVER (PARTITION BY t1."order_id" ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS "c2" FROM "SQLUser"."items" t1 JOIN "SQLUser"."orders" t2 ON (t2."id" = t1."order_id")',
    ],
  },
  {
    sql: 'select id, sum(total) over (partition by status), count(*) over () from orders',
    iris: [
      'SELECT t1."id" AS "c1", CASE WHEN SUM(CASE WHEN t1."total" IS NOT NULL THEN 1 ELSE 0 END) OVER (PARTITION BY t1."status" ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) > 0 THEN SUM(t1."total") OVER (PARTITION BY t1."status" ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) END AS "c2", SUM(1) OVER (ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS "c3" FROM "SQLUser"."orders" t1',
    ],
    scales: {
      '1': 2,
    },
  },
  {
    sql: 'select id, sum(total) over (order by id) from orders',
    iris: [
      'SELECT t1."id" AS "c1", CASE WHEN SUM(CASE WHEN t1."total" IS NOT NULL THEN 1 ELSE 0 END) OVER (ORDER BY t1."id" ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) > 0 THEN SUM(t1."total") OVER (ORDER BY t1."id" ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) END AS "c2" FROM "SQLUser"."orders" t1',
    ],
    scales: {
      '1': 2,
    },
  },
  {
    sql: 'select id, sum(total) over (order by placed) from orders',
    error: '0A000 window function sum() over this frame is not supported on IRIS',
  },
  {
    sql: 'select id, sum(customer_id) over (order by placed rows between 2 preceding and current row) from orders',
    iris: [
      'SELECT t1."id" AS "c1", SUM(t1."customer_id") OVER (ORDER BY CASE WHEN t1."placed" IS NULL THEN 1 ELSE 0 END, t1."placed" ROWS BETWEEN 2 PRECEDING AND CURRENT ROW) AS "c2" FROM "SQLUser"."orders" t1',
    ],
  },
  {
    sql: 'select id, avg(customer_id) over (order by placed rows between unbounded preceding and 1 following) from orders',
    iris: [
      'SELECT t1."id" AS "c1", SUM(t1."customer_id") OVER (ORDER BY CASE WHEN t1."placed" IS NULL THEN 1 ELSE 0 END, t1."placed" ROWS BETWEEN UNBOUNDED PRECEDING AND 1 FOLLOWING) AS "c2", SUM(CASE WHEN t1."customer_id" IS NOT NULL THEN 1 ELSE 0 END) OVER (ORDER BY CASE WHEN t1."placed" IS NULL THEN 1 ELSE 0 END, t1."placed" ROWS BETWEEN UNBOUNDED PRECEDING AND 1 FOLLOWING) AS "c4" FROM "SQLUser"."orders" t1',
    ],
    computed: { '1': '(#1:0 / #2:0)' },
  },
  {
    sql: 'select id, avg(total) over (partition by status) from orders',
    iris: [
      'SELECT t1."id" AS "c1", CASE WHEN SUM(CASE WHEN t1."total" IS NOT NULL THEN 1 ELSE 0 END) OVER (PARTITION BY t1."status" ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) > 0 THEN SUM(t1."total") OVER (PARTITION BY t1."status" ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) END AS "c2", SUM(CASE WHEN t1."total" IS NOT NULL THEN 1 ELSE 0 END) OVER (PARTITION BY t1."status" ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS "c4" FROM "SQLUser"."orders" t1',
    ],
    computed: { '1': '(#1:2 / #2:0)' },
  },
  {
    sql: 'select id, lag(total) over (order by id), lead(total, 2, 0) over (order by id) from orders',
    error: '0A000 a numeric column "lead" whose scale depends on its values is not supported on IRIS',
  },
  {
    sql: 'select id, first_value(status) over (partition by customer_id order by placed), ntile(4) over (order by id) from orders',
    iris: [
      'SELECT t1."id" AS "c1", FIRST_VALUE(t1."status") OVER (PARTITION BY t1."customer_id" ORDER BY CASE WHEN t1."placed" IS NULL THEN 1 ELSE 0 END, t1."placed" ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS "c2", NTILE(4) OVER (ORDER BY t1."id") AS "c3" FROM "SQLUser"."orders" t1',
    ],
  },
  {
    sql: 'select id, max(status) over (partition by customer_id) from orders',
    iris: [
      'SELECT t1."id" AS "c1", CASE WHEN MAX((\'x\' || t1."status")) OVER (PARTITION BY t1."customer_id" ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) = \'x\' THEN \'\' ELSE SUBSTRING(MAX((\'x\' || t1."status")) OVER (PARTITION BY t1."customer_id" ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING), 2) END AS "c2" FROM "SQLUser"."orders" t1',
    ],
  },
  {
    sql: 'select status, count(*), sum(count(*)) over () from orders group by status',
    iris: [
      'SELECT t2."c1" AS "c1", t2."c2" AS "c2", SUM(t2."c3") OVER (ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS "c3" FROM (SELECT t1."status" AS "c1", COUNT(*) AS "c2", COUNT(*) AS "c3" FROM "SQLUser"."orders" t1 GROUP BY t1."status") t2',
    ],
    scales: {
      '2': 0,
    },
  },
  {
    sql: 'select status, rank() over (order by sum(total) desc) from orders group by status order by 2',
    iris: [
      'SELECT t3."c1" AS "c1", t3."c2" AS "c2" FROM (SELECT t2."c1" AS "c1", RANK() OVER (ORDER BY CASE WHEN t2."c2" IS NULL THEN 0 ELSE 1 END, t2."c2" DESC) AS "c2", t2."c2" AS "c3" FROM (SELECT t1."status" AS "c1", SUM(t1."total") AS "c2" FROM "SQLUser"."orders" t1 GROUP BY t1."status") t2) t3 ORDER BY CASE WHEN t3."c2" IS NULL THEN 1 ELSE 0 END, t3."c2"',
    ],
  },
  {
    sql: 'select * from (select id, row_number() over (partition by status order by id) rn from orders) x where rn = 1',
    iris: [
      'SELECT t1."c1" AS "c1", t1."c2" AS "c2" FROM (SELECT t2."id" AS "c1", ROW_NUMBER() OVER (PARTITION BY t2."status" ORDER BY t2."id") AS "c2" FROM "SQLUser"."orders" t2) t1 WHERE (t1."c2" = 1)',
    ],
  },
  {
    sql: 'select id, count(*) filter (where total > 1) over (partition by status) from orders',
    iris: [
      'SELECT t1."id" AS "c1", SUM(CASE WHEN (t1."total" > 1) THEN 1 ELSE 0 END) OVER (PARTITION BY t1."status" ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS "c2" FROM "SQLUser"."orders" t1',
    ],
  },
  {
    sql: 'select id, sum(total) over (order by id range between 5 preceding and current row) from orders',
    error: '0A000 window function sum() over this frame is not supported on IRIS',
  },
  {
    sql: 'select id, sum(total) over (order by id rows between 1 preceding and current row exclude current row) from orders',
    error: '0A000 window function sum() over this frame is not supported on IRIS',
  },
  {
    sql: 'select id, row_number() over w from orders window w as (partition by customer_id order by total desc nulls last)',
    iris: [
      'SELECT t1."id" AS "c1", ROW_NUMBER() OVER (PARTITION BY t1."customer_id" ORDER BY t1."total" DESC) AS "c2" FROM "SQLUser"."orders" t1',
    ],
  },
];
