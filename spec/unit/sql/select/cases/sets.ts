import type { SelectCase } from '../select-case.ts';

/** UNION, INTERSECT and EXCEPT. */
export const cases: readonly SelectCase[] = [
  {
    sql: 'select id from customers union all select id from orders',
    iris: [
      'SELECT t1."id" AS "c1" FROM "SQLUser"."customers" t1 UNION ALL SELECT t2."id" AS "c1" FROM "SQLUser"."orders" t2',
    ],
  },
  {
    sql: 'select id from customers union select customer_id from orders union select qty from items',
    iris: [
      'SELECT t1."id" AS "c1" FROM "SQLUser"."customers" t1 UNION SELECT t2."customer_id" AS "c1" FROM "SQLUser"."orders" t2 UNION SELECT t3."qty" AS "c1" FROM "SQLUser"."items" t3',
    ],
  },
  {
    sql: 'select name from customers union select status from orders order by 1 limit 3',
    iris: [
      'SELECT TOP 3 t3."c1" AS "c1" FROM (SELECT t1."name" AS "c1" FROM "SQLUser"."customers" t1 UNION SELECT t2."status" AS "c1" FROM "SQLUser"."orders" t2) t3 ORDER BY CASE WHEN (\'x\' || t3."c1") IS NULL THEN 1 ELSE 0 END, (\'x\' || t3."c1")',
    ],
  },
  {
    sql: 'select id, name from customers intersect select customer_id, status from orders',
    iris: [
      'SELECT DISTINCT t1."c1" AS "c1", t1."c2" AS "c2" FROM (SELECT t3."id" AS "c1", t3."name" AS "c2" FROM "SQLUser"."customers" t3) t1 WHERE (EXISTS (SELECT 1 AS "c1" FROM (SELECT t4."customer_id" AS "c1", t4."status" AS "c2" FROM "SQLUser"."orders" t4) t2 WHERE ((t1."c1" = t2."c1") OR ((t1."c1" IS NULL) AND (t2."c1" IS NULL))) AND ((t1."c2" = t2."c2") OR ((t1."c2" IS NULL) AND (t2."c2" IS NULL)))))',
    ],
  },
  {
    sql: 'select id from customers except select customer_id from orders',
    iris: [
      'SELECT DISTINCT t1."c1" AS "c1" FROM (SELECT t3."id" AS "c1" FROM "SQLUser"."customers" t3) t1 WHERE (NOT EXISTS (SELECT 1 AS "c1" FROM (SELECT t4."customer_id" AS "c1" FROM "SQLUser"."orders" t4) t2 WHERE ((t1."c1" = t2."c1") OR ((t1."c1" IS NULL) AND (t2."c1" IS NULL)))))',
    ],
  },
  {
    sql: 'select id from customers except all select customer_id from orders',
    iris: [
      'SELECT t1."c1" AS "c1" FROM (SELECT t4."c1" AS "c1", ROW_NUMBER() OVER (PARTITION BY t4."c1" ORDER BY t4."c1") AS "r1" FROM (SELECT t3."id" AS "c1" FROM "SQLUser"."customers" t3) t4) t1 WHERE (NOT EXISTS (SELECT 1 AS "c1" FROM (SELECT t6."c1" AS "c1", ROW_NUMBER() OVER (PARTITION BY t6."c1" ORDER BY t6."c1") AS "r1" FROM (SELECT t5."customer_id" AS "c1" FROM "SQLUser"."orders" t5) t6) t2 WHERE ((t1."c1" = t2."c1") OR ((t1."c1" IS NULL) AND (t2."c1" IS NULL))) AND (t1."r1" = t2."r1")))',
    ],
  },
  {
    sql: 'select id from customers intersect all select customer_id from orders order by 1',
    iris: [
      'SELECT t7."c1" AS "c1" FROM (SELECT t1."c1" AS "c1" FROM (SELECT t4."c1" AS "c1", ROW_NUMBER() OVER (PARTITION BY t4."c1" ORDER BY t4."c1") AS "r1" FROM (SELECT t3."id" AS "c1" FROM "SQLUser"."customers" t3) t4) t1 WHERE (EXISTS (SELECT 1 AS "c1" FROM (SELECT t6."c1" AS "c1", ROW_NUMBER() OVER (PARTITION BY t6."c1" ORDER BY t6."c1") AS "r1" FROM (SELECT t5."customer_id" AS "c1" FROM "SQLUser"."orders" t5) t6) t2 WHERE ((t1."c1" = t2."c1") OR ((t1."c1" IS NULL) AND (t2."c1" IS NULL))) AND (t1."r1" = t2."r1")))) t7 ORDER BY CASE WHEN t7."c1" IS NULL THEN 1 ELSE 0 END, t7."c1"',
    ],
  },
  {
    sql: '(select id from customers order by id limit 2) union all (select id from orders order by id desc limit 3)',
    iris: [
      'SELECT t2."c1" AS "c1" FROM (SELECT TOP 2 t1."id" AS "c1" FROM "SQLUser"."customers" t1 ORDER BY t1."id") t2 UNION ALL SELECT t4."c1" AS "c1" FROM (SELECT TOP 3 t3."id" AS "c1" FROM "SQLUser"."orders" t3 ORDER BY t3."id" DESC) t4',
    ],
  },
  {
    sql: 'select id from customers union all (select id from orders except select qty from items)',
    iris: [
      'SELECT t1."id" AS "c1" FROM "SQLUser"."customers" t1 UNION ALL SELECT t6."c1" AS "c1" FROM (SELECT DISTINCT t2."c1" AS "c1" FROM (SELECT t4."id" AS "c1" FROM "SQLUser"."orders" t4) t2 WHERE (NOT EXISTS (SELECT 1 AS "c1" FROM (SELECT t5."qty" AS "c1" FROM "SQLUser"."items" t5) t3 WHERE ((t2."c1" = t3."c1") OR ((t2."c1" IS NULL) AND (t3."c1" IS NULL)))))) t6',
    ],
  },
  {
    sql: 'select id, null from customers union all select id, status from orders',
    iris: [
      'SELECT t1."id" AS "c1", CAST(NULL AS CHAR VARYING) AS "c2" FROM "SQLUser"."customers" t1 UNION ALL SELECT t2."id" AS "c1", t2."status" AS "c2" FROM "SQLUser"."orders" t2',
    ],
  },
  {
    sql: 'select balance from customers union all select 1',
    error: '0A000 a numeric column "balance" whose scale depends on its values is not supported on IRIS',
  },
  {
    sql: 'select id from customers union all select score from docs',
    iris: [
      'SELECT CAST(t2."c1" AS DOUBLE) AS "c1" FROM (SELECT t1."id" AS "c1" FROM "SQLUser"."customers" t1) t2 UNION ALL SELECT t3."score" AS "c1" FROM "SQLUser"."docs" t3',
    ],
  },
  {
    sql: 'select born from customers union select placed from orders',
    iris: [
      'SELECT CAST(t2."c1" AS TIMESTAMP) AS "c1" FROM (SELECT t1."born" AS "c1" FROM "SQLUser"."customers" t1) t2 UNION SELECT t3."placed" AS "c1" FROM "SQLUser"."orders" t3',
    ],
  },
  {
    sql: 'select x.id from (select id from customers union select id from orders) x where x.id > 3',
    iris: [
      'SELECT t1."c1" AS "c1" FROM (SELECT t2."id" AS "c1" FROM "SQLUser"."customers" t2 UNION SELECT t3."id" AS "c1" FROM "SQLUser"."orders" t3) t1 WHERE (t1."c1" > 3)',
    ],
  },
  {
    sql: 'select id from orders where id in (select id from customers union select qty from items)',
    iris: [
      'SELECT t1."id" AS "c1" FROM "SQLUser"."orders" t1 WHERE (t1."id" IN (SELECT t2."id" AS "c1" FROM "SQLUser"."customers" t2 UNION SELECT t3."qty" AS "c1" FROM "SQLUser"."items" t3))',
    ],
  },
  {
    sql: 'select $1::int union all select id from customers',
    iris: [
      'SELECT CAST(? AS INTEGER) AS "c1" UNION ALL SELECT t1."id" AS "c1" FROM "SQLUser"."customers" t1',
    ],
    slots: ['$1'],
  },
  {
    sql: 'select id from customers union all select id from orders offset 2 limit 4',
    iris: [
      'SELECT t4."c1" AS "c1" FROM (SELECT t3."c1" AS "c1", ROW_NUMBER() OVER (ORDER BY t3."c1") AS "r1" FROM (SELECT t1."id" AS "c1" FROM "SQLUser"."customers" t1 UNION ALL SELECT t2."id" AS "c1" FROM "SQLUser"."orders" t2) t3) t4 WHERE ((t4."r1" > 2) AND (t4."r1" <= 6))',
    ],
  },
];
