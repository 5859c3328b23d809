import type { SelectCase } from '../select-case.ts';

/** FROM, joins, WITH and sub-selects. */
export const cases: readonly SelectCase[] = [
  {
    sql: 'select c.name, o.total from customers c join orders o on o.customer_id = c.id',
    iris: [
      'SELECT t1."name" AS "c1", t2."total" AS "c2" FROM "SQLUser"."customers" t1 JOIN "SQLUser"."orders" t2 ON (t2."customer_id" = t1."id")',
    ],
  },
  {
    sql: "select c.name, o.total from customers c left join orders o on o.customer_id = c.id and o.status = 'new' where c.id = $1 order by o.total",
    iris: [
      'SELECT t1."name" AS "c1", t2."total" AS "c2" FROM "SQLUser"."customers" t1 LEFT JOIN "SQLUser"."orders" t2 ON ((t2."customer_id" = t1."id") AND (t2."status" = \'new\')) WHERE (t1."id" = ?) ORDER BY CASE WHEN t2."total" IS NULL THEN 1 ELSE 0 END, t2."total"',
    ],
    slots: ['$1'],
  },
  {
    sql: 'select * from orders o right join customers c on c.id = o.customer_id',
    iris: [
      'SELECT t1."id" AS "c1", t1."customer_id" AS "c2", t1."status" AS "c3", t1."placed" AS "c4", t1."total" AS "c5", t2."id" AS "c6", t2."name" AS "c7", t2."email" AS "c8", t2."active" AS "c9", t2."balance" AS "c10", t2."born" AS "c11", t2."created" AS "c12" FROM "SQLUser"."orders" t1 RIGHT JOIN "SQLUser"."customers" t2 ON (t2."id" = t1."customer_id")',
    ],
  },
  {
    sql: 'select c.id, o.id from customers c full join orders o on o.customer_id = c.id',
    iris: [
      'SELECT t1."id" AS "c1", t2."id" AS "c2" FROM "SQLUser"."customers" t1 FULL JOIN "SQLUser"."orders" t2 ON (t2."customer_id" = t1."id")',
    ],
  },
  {
    sql: 'select * from items join (select id as order_id, total from orders) x using (order_id)',
    iris: [
      'SELECT t1."order_id" AS "c1", t1."line" AS "c2", t1."product" AS "c3", t1."qty" AS "c4", t1."price" AS "c5", t2."c2" AS "c6" FROM "SQLUser"."items" t1 JOIN (SELECT t3."id" AS "c1", t3."total" AS "c2" FROM "SQLUser"."orders" t3) t2 ON (t1."order_id" = t2."c1")',
    ],
  },
  {
    sql: 'select order_id from items full join (select id as order_id from orders) x using (order_id)',
    iris: [
      'SELECT COALESCE(t1."order_id", t2."c1") AS "c1" FROM "SQLUser"."items" t1 FULL JOIN (SELECT t3."id" AS "c1" FROM "SQLUser"."orders" t3) t2 ON (t1."order_id" = t2."c1")',
    ],
  },
  {
    sql: 'select c.id from customers c, orders o where o.customer_id = c.id',
    iris: [
      'SELECT t1."id" AS "c1" FROM "SQLUser"."customers" t1, "SQLUser"."orders" t2 WHERE (t2."customer_id" = t1."id")',
    ],
  },
  {
    sql: 'select c.id from customers c cross join orders o',
    iris: ['SELECT t1."id" AS "c1" FROM "SQLUser"."customers" t1 CROSS JOIN "SQLUser"."orders" t2'],
  },
  {
    sql: 'select c.name, i.qty from customers c left join (orders o join items i on i.order_id = o.id) on o.customer_id = c.id',
    iris: [
      'SELECT t3."name" AS "c1", t2."qty" AS "c2" FROM "SQLUser"."orders" t1 JOIN "SQLUser"."items" t2 ON (t2."order_id" = t1."id") RIGHT JOIN "SQLUser"."customers" t3 ON (t1."customer_id" = t3."id")',
    ],
  },
  {
    sql: 'select c.name, o2.total, i.qty from (customers c join orders o on o.customer_id = c.id) left join (orders o2 join items i on i.order_id = o2.id) on o2.customer_id = c.id',
    iris: [
      'SELECT t1."name" AS "c1", t3."c5" AS "c2", t3."c9" AS "c3" FROM "SQLUser"."customers" t1 JOIN "SQLUser"."orders" t2 ON (t2."customer_id" = t1."id") LEFT JOIN (SELECT t4."id" AS "c1", t4."customer_id" AS "c2", t4."status" AS "c3", t4."placed" AS "c4", t4."total" AS "c5", t5."order_id" AS "c6", t5."line" AS "c7", t5."product" AS "c8", t5."qty" AS "c9", t5."price" AS "c10" FROM "SQLUser"."orders" t4 JOIN "SQLUser"."items" t5 ON (t5."order_id" = t4."id")) t3 ON (t3."c2" = t1."id")',
    ],
  },
  {
    sql: 'select c.name, o.total, i.qty from customers c join orders o on o.customer_id = c.id join items i on i.order_id = o.id where i.qty > $1',
    iris: [
      'SELECT t1."name" AS "c1", t2."total" AS "c2", t3."qty" AS "c3" FROM "SQLUser"."customers" t1 JOIN "SQLUser"."orders" t2 ON (t2."customer_id" = t1."id") JOIN "SQLUser"."items" t3 ON (t3."order_id" = t2."id") WHERE (t3."qty" > CAST(? AS INTEGER))',
    ],
    slots: ['$1'],
  },
  {
    sql: 'select x.n from (select count(*) as n from orders) x',
    iris: ['SELECT t1."c1" AS "c1" FROM (SELECT COUNT(*) AS "c1" FROM "SQLUser"."orders" t2) t1'],
  },
  {
    sql: 'select x.id, x.big from (select id, total > 5 as big from orders) x where x.big',
    iris: [
      'SELECT t1."c1" AS "c1", t1."c2" AS "c2" FROM (SELECT t2."id" AS "c1", CASE WHEN (t2."total" > 5) THEN 1 WHEN (NOT (t2."total" > 5)) THEN 0 END AS "c2" FROM "SQLUser"."orders" t2) t1 WHERE (t1."c2" = 1)',
    ],
  },
  {
    sql: "select v.a, c.name from customers c join (values (1, 'x'), (2, $1)) v(a, b) on v.a = c.id",
    iris: [
      'SELECT t2."c1" AS "c1", t1."name" AS "c2" FROM "SQLUser"."customers" t1 JOIN (SELECT t3."c1" AS "c1", t3."c2" AS "c2" FROM (SELECT 1 AS "c1", \'x\' AS "c2" UNION ALL SELECT 2 AS "c1", CAST(? AS CHAR VARYING) AS "c2") t3) t2 ON (t2."c1" = t1."id")',
    ],
    slots: ['$1'],
  },
  {
    sql: 'with w as (select id, name from customers where active) select w.id, o.total from w join orders o on o.customer_id = w.id',
    iris: [
      'SELECT t1."c1" AS "c1", t3."total" AS "c2" FROM (SELECT t2."id" AS "c1", t2."name" AS "c2" FROM "SQLUser"."customers" t2 WHERE (t2."active" = 1)) t1 JOIN "SQLUser"."orders" t3 ON (t3."customer_id" = t1."c1")',
    ],
  },
  {
    sql: 'with w as (select id, name from customers) select a.id from w a join w b on a.id = b.id',
    iris: [
      'WITH w1 AS (SELECT t1."id" AS "c1", t1."name" AS "c2" FROM "SQLUser"."customers" t1) SELECT t1."c1" AS "c1" FROM w1 t1 JOIN w1 t2 ON (t1."c1" = t2."c1")',
    ],
  },
  {
    sql: 'with w as (select id from customers where id > $1) select a.id from w a join w b on a.id = b.id',
    iris: [
      'SELECT t1."c1" AS "c1" FROM (SELECT t2."id" AS "c1" FROM "SQLUser"."customers" t2 WHERE (t2."id" > CAST(? AS INTEGER))) t1 JOIN (SELECT t4."id" AS "c1" FROM "SQLUser"."customers" t4 WHERE (t4."id" > CAST(? AS INTEGER))) t3 ON (t1."c1" = t3."c1")',
    ],
    slots: ['$1', '$1'],
  },
  {
    sql: 'with a as (select id from customers), b as (select id from a where id > 1) select b.id from b join orders o on o.id = b.id',
    iris: [
      'SELECT t1."c1" AS "c1" FROM (SELECT t2."c1" AS "c1" FROM (SELECT t3."id" AS "c1" FROM "SQLUser"."customers" t3) t2 WHERE (t2."c1" > 1)) t1 JOIN "SQLUser"."orders" t4 ON (t4."id" = t1."c1")',
    ],
  },
  {
    sql: 'select id from customers c where exists (select * from orders o where o.customer_id = c.id)',
    iris: [
      'SELECT t1."id" AS "c1" FROM "SQLUser"."customers" t1 WHERE (EXISTS (SELECT 1 AS "c1" FROM "SQLUser"."orders" t2 WHERE (t2."customer_id" = t1."id")))',
    ],
  },
  {
    sql: 'select id from customers c where not exists (select 1 from orders o where o.customer_id = c.id and o.total > $1)',
    iris: [
      'SELECT t1."id" AS "c1" FROM "SQLUser"."customers" t1 WHERE (NOT (EXISTS (SELECT 1 AS "c1" FROM "SQLUser"."orders" t2 WHERE ((t2."customer_id" = t1."id") AND (t2."total" > CAST(? AS DECIMAL))))))',
    ],
    slots: ['$1'],
  },
  {
    sql: 'select id from customers where id in (select customer_id from orders where total > 10)',
    iris: [
      'SELECT t1."id" AS "c1" FROM "SQLUser"."customers" t1 WHERE (t1."id" IN (SELECT t2."customer_id" AS "c1" FROM "SQLUser"."orders" t2 WHERE (t2."total" > 10)))',
    ],
  },
  {
    sql: 'select id from customers where id not in (select customer_id from orders)',
    iris: [
      'SELECT t1."id" AS "c1" FROM "SQLUser"."customers" t1 WHERE (NOT (t1."id" IN (SELECT t2."customer_id" AS "c1" FROM "SQLUser"."orders" t2)))',
    ],
  },
  {
    sql: 'select id from customers where name in (select product from items)',
    iris: [
      'SELECT t1."id" AS "c1" FROM "SQLUser"."customers" t1 WHERE (t1."name" IN (SELECT t2."product" AS "c1" FROM "SQLUser"."items" t2))',
    ],
  },
  {
    sql: 'select id from customers where balance > all (select total from orders)',
    iris: [
      'SELECT t1."id" AS "c1" FROM "SQLUser"."customers" t1 WHERE (t1."balance" > ALL (SELECT t2."total" AS "c1" FROM "SQLUser"."orders" t2))',
    ],
  },
  {
    sql: 'select id from customers where name < any (select status from orders)',
    iris: [
      'SELECT t1."id" AS "c1" FROM "SQLUser"."customers" t1 WHERE (EXISTS (SELECT 1 AS "c1" FROM (SELECT t3."status" AS "c1" FROM "SQLUser"."orders" t3) t2 WHERE ((\'x\' || t1."name") < (\'x\' || t2."c1"))))',
    ],
  },
  {
    sql: 'select id from orders where (id, status) in (select line, product from items)',
    iris: [
      'SELECT t1."id" AS "c1" FROM "SQLUser"."orders" t1 WHERE (EXISTS (SELECT 1 AS "c1" FROM (SELECT t3."line" AS "c1", t3."product" AS "c2" FROM "SQLUser"."items" t3) t2 WHERE ((t1."id" = t2."c1") AND (t1."status" = t2."c2"))))',
    ],
  },
  {
    sql: 'select id, (select max(total) from orders o where o.customer_id = c.id) as m from customers c',
    iris: [
      'SELECT t1."id" AS "c1", (SELECT MAX(t2."total") AS "c1" FROM "SQLUser"."orders" t2 WHERE (t2."customer_id" = t1."id")) AS "c2" FROM "SQLUser"."customers" t1',
    ],
    scales: {
      '1': 2,
    },
  },
  {
    sql: 'select id, exists (select 1 from orders o where o.customer_id = c.id) from customers c',
    iris: [
      'SELECT t1."id" AS "c1", CASE WHEN (EXISTS (SELECT 1 AS "c1" FROM "SQLUser"."orders" t2 WHERE (t2."customer_id" = t1."id"))) THEN 1 ELSE 0 END AS "c2" FROM "SQLUser"."customers" t1',
    ],
  },
  {
    sql: 'select id from customers where balance = (select max(balance) from customers)',
    iris: [
      'SELECT t1."id" AS "c1" FROM "SQLUser"."customers" t1 WHERE (t1."balance" = (SELECT MAX(t2."balance") AS "c1" FROM "SQLUser"."customers" t2))',
    ],
  },
  {
    sql: 'select id, (select total from orders o where o.customer_id = c.id order by placed desc limit 1) from customers c',
    iris: [
      'SELECT t1."id" AS "c1", (SELECT TOP 1 t2."total" AS "c1" FROM "SQLUser"."orders" t2 WHERE (t2."customer_id" = t1."id") ORDER BY CASE WHEN t2."placed" IS NULL THEN 0 ELSE 1 END, t2."placed" DESC) AS "c2" FROM "SQLUser"."customers" t1',
    ],
  },
  {
    sql: 'select c.id from customers c, lateral (select 1 from orders o where o.customer_id = c.id) x',
    error: '0A000 LATERAL is not supported on IRIS',
  },
  {
    sql: 'select c.id from customers c join generate_series(1, 3) g on g = c.id',
    error: '0A000 a function in FROM beside tables is not supported on IRIS',
  },
  {
    sql: 'select c.id, r.relname from customers c join pg_class r on r.oid = c.id',
    error: '0A000 system catalog "r" beside user tables is not supported on IRIS',
  },
  {
    sql: 'with recursive r as (select 1 as n union all select n + 1 from r where n < 5) select r.n, c.id from r join customers c on c.id = r.n',
    error: '0A000 WITH RECURSIVE is not supported on IRIS',
  },
  {
    sql: 'select array(select id from orders) from customers',
    error: '0A000 ARRAY of a sub-select is not supported on IRIS',
  },
];
