import type { SelectCase } from '../select-case.ts';

/** Aggregates, GROUP BY, HAVING and DISTINCT. */
export const cases: readonly SelectCase[] = [
  {
    sql: 'select count(*) from customers',
    iris: ['SELECT COUNT(*) AS "c1" FROM "SQLUser"."customers" t1'],
  },
  {
    sql: 'select count(email), count(distinct name), sum(balance), avg(id), min(born), max(created) from customers',
    iris: [
      'SELECT COUNT(t1."email") AS "c1", COUNT(DISTINCT t1."name") AS "c2", SUM(t1."balance") AS "c3", SUM(t1."id") AS "c4", MIN(t1."born") AS "c5", MAX(t1."created") AS "c6", COUNT(t1."id") AS "c7" FROM "SQLUser"."customers" t1',
    ],
    scales: { '2': 2 },
    computed: { '3': '(#3:0 / #6:0)' },
  },
  {
    sql: 'select min(name), max(name) from customers',
    iris: [
      'SELECT CASE WHEN MIN((\'x\' || t1."name")) = \'x\' THEN \'\' ELSE SUBSTRING(MIN((\'x\' || t1."name")), 2) END AS "c1", CASE WHEN MAX((\'x\' || t1."name")) = \'x\' THEN \'\' ELSE SUBSTRING(MAX((\'x\' || t1."name")), 2) END AS "c2" FROM "SQLUser"."customers" t1',
    ],
  },
  {
    sql: 'select status, count(*) from orders group by status',
    iris: ['SELECT t1."status" AS "c1", COUNT(*) AS "c2" FROM "SQLUser"."orders" t1 GROUP BY t1."status"'],
  },
  {
    sql: 'select status, count(*) as n from orders group by 1 order by n desc, status limit 5',
    iris: [
      'SELECT TOP 5 t2."c1" AS "c1", t2."c2" AS "c2" FROM (SELECT t1."status" AS "c1", COUNT(*) AS "c2" FROM "SQLUser"."orders" t1 GROUP BY t1."status") t2 ORDER BY t2."c2" DESC, CASE WHEN (\'x\' || t2."c1") IS NULL THEN 1 ELSE 0 END, (\'x\' || t2."c1")',
    ],
  },
  {
    sql: 'select status, sum(total) from orders group by status having sum(total) > $1',
    iris: [
      'SELECT t1."status" AS "c1", SUM(t1."total") AS "c2" FROM "SQLUser"."orders" t1 GROUP BY t1."status" HAVING (SUM(t1."total") > CAST(? AS DECIMAL))',
    ],
    slots: ['$1'],
    scales: {
      '1': 2,
    },
  },
  {
    sql: "select date_trunc('day', placed), count(*) from orders group by 1 order by 1",
    iris: [
      'SELECT t2."c1" AS "c1", t2."c2" AS "c2" FROM (SELECT CAST(TO_CHAR(t1."placed", \'YYYY-MM-DD 00:00:00\') AS TIMESTAMP) AS "c1", COUNT(*) AS "c2" FROM "SQLUser"."orders" t1 GROUP BY CAST(TO_CHAR(t1."placed", \'YYYY-MM-DD 00:00:00\') AS TIMESTAMP)) t2 ORDER BY CASE WHEN t2."c1" IS NULL THEN 1 ELSE 0 END, t2."c1"',
    ],
  },
  {
    sql: 'select city, count(*) from legacy group by city',
    iris: [
      'SELECT %EXACT(t1."city") AS "c1", COUNT(*) AS "c2" FROM "SQLUser"."legacy" t1 GROUP BY %EXACT(t1."city")',
    ],
  },
  {
    sql: 'select active, count(*) from customers group by active',
    iris: ['SELECT t1."active" AS "c1", COUNT(*) AS "c2" FROM "SQLUser"."customers" t1 GROUP BY t1."active"'],
  },
  {
    sql: 'select total > 10, count(*) from orders group by 1',
    iris: [
      'SELECT CASE WHEN (t1."total" > 10) THEN 1 WHEN (NOT (t1."total" > 10)) THEN 0 END AS "c1", COUNT(*) AS "c2" FROM "SQLUser"."orders" t1 GROUP BY CASE WHEN (t1."total" > 10) THEN 1 WHEN (NOT (t1."total" > 10)) THEN 0 END',
    ],
  },
  {
    sql: "select count(*) filter (where total > 10), sum(total) filter (where status = 'new') from orders",
    iris: [
      'SELECT COUNT(CASE WHEN (t1."total" > 10) THEN 1 END) AS "c1", SUM(CASE WHEN (t1."status" = \'new\') THEN t1."total" END) AS "c2" FROM "SQLUser"."orders" t1',
    ],
    scales: {
      '1': 2,
    },
  },
  {
    sql: 'select bool_and(active), bool_or(active), every(id > 1) from customers',
    iris: [
      'SELECT MIN(t1."active") AS "c1", MAX(t1."active") AS "c2", MIN(CASE WHEN (t1."id" > 1) THEN 1 WHEN (NOT (t1."id" > 1)) THEN 0 END) AS "c3" FROM "SQLUser"."customers" t1',
    ],
  },
  {
    sql: 'select stddev(score), variance(score), stddev_pop(score), var_pop(score) from docs',
    iris: [
      'SELECT CASE WHEN COUNT(t1."score") > 1 THEN STDDEV_SAMP(t1."score") END AS "c1", CASE WHEN COUNT(t1."score") > 1 THEN VAR_SAMP(t1."score") END AS "c2", STDDEV_POP(t1."score") AS "c3", VAR_POP(t1."score") AS "c4" FROM "SQLUser"."docs" t1',
    ],
  },
  {
    sql: "select string_agg(name, ',') from customers",
    iris: ['SELECT LIST(t1."name") AS "c1" FROM "SQLUser"."customers" t1'],
  },
  {
    sql: "select string_agg(name, ';') from customers",
    error: '0A000 aggregate string_agg() in this form is not supported on IRIS',
  },
  {
    sql: 'select array_agg(id) from customers',
    error: '0A000 aggregate array_agg() in this form is not supported on IRIS',
  },
  {
    sql: 'select count(*) from orders having count(*) > 3',
    iris: [
      'SELECT t2."c1" AS "c1" FROM (SELECT COUNT(*) AS "c1", CASE WHEN (COUNT(*) > 3) THEN 1 ELSE 0 END AS "h1" FROM "SQLUser"."orders" t1) t2 WHERE (t2."h1" = 1)',
    ],
  },
  {
    sql: 'select sum(total) from orders limit 1',
    iris: [
      'SELECT TOP 1 t2."c1" AS "c1" FROM (SELECT SUM(t1."total") AS "c1" FROM "SQLUser"."orders" t1) t2',
    ],
    scales: {
      '0': 2,
    },
  },
  {
    sql: 'select distinct status from orders',
    iris: ['SELECT DISTINCT t1."status" AS "c1" FROM "SQLUser"."orders" t1'],
  },
  {
    sql: 'select distinct status, customer_id from orders order by status limit 3',
    iris: [
      'SELECT TOP 3 t2."c1" AS "c1", t2."c2" AS "c2" FROM (SELECT DISTINCT t1."status" AS "c1", t1."customer_id" AS "c2" FROM "SQLUser"."orders" t1) t2 ORDER BY CASE WHEN (\'x\' || t2."c1") IS NULL THEN 1 ELSE 0 END, (\'x\' || t2."c1")',
    ],
  },
  {
    sql: 'select distinct count(*) from orders group by status',
    iris: [
      'SELECT DISTINCT t2."c1" AS "c1" FROM (SELECT COUNT(*) AS "c1" FROM "SQLUser"."orders" t1 GROUP BY t1."status") t2',
    ],
  },
  {
    sql: 'select distinct on (customer_id) customer_id, id, total from orders order by customer_id, placed desc',
    iris: [
      'SELECT t3."c1" AS "c1", t3."c2" AS "c2", t3."c3" AS "c3" FROM (SELECT t2."c1" AS "c1", t2."c2" AS "c2", t2."c3" AS "c3", t2."c4" AS "c4", ROW_NUMBER() OVER (PARTITION BY t2."c1" ORDER BY t2."c1", CASE WHEN t2."c4" IS NULL THEN 0 ELSE 1 END, t2."c4" DESC) AS "r1" FROM (SELECT t1."customer_id" AS "c1", t1."id" AS "c2", t1."total" AS "c3", t1."placed" AS "c4" FROM "SQLUser"."orders" t1) t2) t3 WHERE (t3."r1" = 1) ORDER BY t3."c1", CASE WHEN t3."c4" IS NULL THEN 0 ELSE 1 END, t3."c4" DESC',
    ],
  },
  {
    sql: 'select distinct on (customer_id) customer_id, status from orders',
    iris: [
      'SELECT t3."c1" AS "c1", t3."c2" AS "c2" FROM (SELECT t2."c1" AS "c1", t2."c2" AS "c2", ROW_NUMBER() OVER (PARTITION BY t2."c1" ORDER BY t2."c1") AS "r1" FROM (SELECT t1."customer_id" AS "c1", t1."status" AS "c2" FROM "SQLUser"."orders" t1) t2) t3 WHERE (t3."r1" = 1)',
    ],
  },
  {
    sql: 'select distinct on (customer_id) customer_id, status from orders order by customer_id limit 2',
    iris: [
      'SELECT TOP 2 t3."c1" AS "c1", t3."c2" AS "c2" FROM (SELECT t2."c1" AS "c1", t2."c2" AS "c2", ROW_NUMBER() OVER (PARTITION BY t2."c1" ORDER BY t2."c1") AS "r1" FROM (SELECT t1."customer_id" AS "c1", t1."status" AS "c2" FROM "SQLUser"."orders" t1) t2) t3 WHERE (t3."r1" = 1) ORDER BY t3."c1"',
    ],
  },
  {
    sql: 'select status from orders group by grouping sets ((status), ())',
    error: '0A000 GROUPING SETS, ROLLUP and CUBE is not supported on IRIS',
  },
  {
    sql: 'select status from orders group by rollup (status)',
    error: '0A000 GROUPING SETS, ROLLUP and CUBE is not supported on IRIS',
  },
  {
    sql: 'select status, count(*) from orders where customer_id in (select id from customers) group by status having count(*) > 1 and min(total) > 0',
    iris: [
      'SELECT t1."status" AS "c1", COUNT(*) AS "c2" FROM "SQLUser"."orders" t1 WHERE (t1."customer_id" IN (SELECT t2."id" AS "c1" FROM "SQLUser"."customers" t2)) GROUP BY t1."status" HAVING ((COUNT(*) > 1) AND (MIN(t1."total") > 0))',
    ],
  },
  {
    sql: 'select status, customer_id, sum(total + 1) from orders group by status, customer_id order by sum(total + 1)',
    iris: [
      'SELECT t2."c1" AS "c1", t2."c2" AS "c2", t2."c3" AS "c3" FROM (SELECT t1."status" AS "c1", t1."customer_id" AS "c2", SUM((t1."total" + 1)) AS "c3" FROM "SQLUser"."orders" t1 GROUP BY t1."status", t1."customer_id") t2 ORDER BY CASE WHEN t2."c3" IS NULL THEN 1 ELSE 0 END, t2."c3"',
    ],
    scales: {
      '2': 2,
    },
  },
];
