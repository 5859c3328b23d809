import type { SelectCase } from '../select-case.ts';

/** Numeric columns that the lane computes, and queries whose numerics it leaves to IRIS. */
export const cases: readonly SelectCase[] = [
  {
    sql: 'select price / factor from measures',
    iris: ['SELECT t1."price" AS "c1", t1."factor" AS "c2" FROM "SQLUser"."measures" t1'],
    computed: { '0': '(#0:2 / #1:8)' },
  },
  {
    sql: 'select price, factor, price / factor from measures',
    iris: [
      'SELECT t1."price" AS "c1", t1."factor" AS "c2", (t1."price" / t1."factor") AS "c3" FROM "SQLUser"."measures" t1',
    ],
    computed: { '2': '(#0:2 / #1:8)' },
  },
  {
    sql: 'select id, price / factor as q from measures order by q',
    iris: [
      'SELECT t1."id" AS "c1", (t1."price" / t1."factor") AS "c2", t1."price" AS "c3", t1."factor" AS "c4" FROM "SQLUser"."measures" t1 ORDER BY CASE WHEN (t1."price" / t1."factor") IS NULL THEN 1 ELSE 0 END, (t1."price" / t1."factor")',
    ],
    computed: { '1': '(#2:2 / #3:8)' },
  },
  {
    sql: 'select distinct price / factor from measures',
    error: '0A000 a numeric column "?column?" whose scale depends on its values is not supported on IRIS',
  },
  {
    sql: 'select price / factor from measures union all select price from measures',
    error: '0A000 a numeric column "?column?" whose scale depends on its values is not supported on IRIS',
  },
  {
    sql: 'select price / factor, count(*) from measures group by 1',
    error: '0A000 a numeric column "?column?" whose scale depends on its values is not supported on IRIS',
  },
  {
    sql: 'select kind, avg(price) as mean from measures group by kind order by mean desc limit 3',
    iris: [
      'SELECT TOP 3 t2."c1" AS "c1", t2."c2" AS "c2", t2."c3" AS "c3", t2."c4" AS "c4" FROM (SELECT t1."kind" AS "c1", AVG(t1."price") AS "c2", SUM(t1."price") AS "c3", COUNT(t1."price") AS "c4" FROM "SQLUser"."measures" t1 GROUP BY t1."kind") t2 ORDER BY CASE WHEN t2."c2" IS NULL THEN 0 ELSE 1 END, t2."c2" DESC',
    ],
    computed: { '1': '(#2:2 / #3:0)' },
  },
  {
    sql: 'select kind, avg(price), rank() over (order by sum(price)) from measures group by kind',
    iris: [
      'SELECT t2."c1" AS "c1", t2."c2" AS "c2", RANK() OVER (ORDER BY CASE WHEN t2."c3" IS NULL THEN 1 ELSE 0 END, t2."c3") AS "c3", t2."c4" AS "c5" FROM (SELECT t1."kind" AS "c1", SUM(t1."price") AS "c2", SUM(t1."price") AS "c3", COUNT(t1."price") AS "c4" FROM "SQLUser"."measures" t1 GROUP BY t1."kind") t2',
    ],
    computed: { '1': '(#1:2 / #3:0)' },
  },
  {
    sql: 'select avg(price) from measures having count(*) > 1',
    iris: [
      'SELECT t2."c1" AS "c1", t2."c2" AS "c2" FROM (SELECT SUM(t1."price") AS "c1", COUNT(t1."price") AS "c2", CASE WHEN (COUNT(*) > 1) THEN 1 ELSE 0 END AS "h1" FROM "SQLUser"."measures" t1) t2 WHERE (t2."h1" = 1)',
    ],
    computed: { '0': '(#0:2 / #1:0)' },
  },
  {
    sql: 'select sum(price), sum(price) / count(*) from measures',
    iris: ['SELECT SUM(t1."price") AS "c1", COUNT(*) AS "c2" FROM "SQLUser"."measures" t1'],
    scales: { '0': 2 },
    computed: { '1': '(#0:2 / #1:0)' },
  },
  {
    sql: 'select round(avg(amount), $1::int), avg(price)::numeric(10,3) from measures',
    iris: [
      'SELECT SUM(t1."amount") AS "c1", SUM(t1."price") AS "c2", COUNT(t1."amount") AS "c3", COUNT(t1."price") AS "c4" FROM "SQLUser"."measures" t1',
    ],
    computed: { '0': 'round((#0 / #2:0), $1)', '1': 'numeric((#1:2 / #3:0), 655367)' },
  },
  {
    sql: "select sum(case when kind = 'a' then price else 0 end) from measures",
    iris: [
      'SELECT SUM(CASE WHEN (t1."kind" = \'a\') THEN t1."price" ELSE 0 END) AS "c1", MAX(CASE WHEN (t1."kind" = \'a\') THEN CASE WHEN (t1."price" IS NOT NULL) THEN 2 ELSE CAST(NULL AS INTEGER) END ELSE 0 END) AS "c2" FROM "SQLUser"."measures" t1',
    ],
    computed: { '0': '#0:#1' },
  },
  {
    sql: 'select coalesce(avg(price), 0), coalesce(sum(price), $1::numeric) from measures',
    iris: [
      'SELECT SUM(t1."price") AS "c1", COALESCE(SUM(t1."price"), CAST(? AS DECIMAL)) AS "c2", COUNT(t1."price") AS "c3" FROM "SQLUser"."measures" t1',
    ],
    slots: ['$1'],
    computed: { '0': 'coalesce((#0:2 / #2:0), 0)', '1': 'coalesce(#0:2, $1)' },
  },
  {
    sql: 'select case when small <> 0 then price / small else -1 end from measures',
    iris: [
      'SELECT t1."price" AS "c1", t1."small" AS "c2", CASE WHEN (t1."small" <> 0) THEN 1 ELSE 2 END AS "c3" FROM "SQLUser"."measures" t1',
    ],
    computed: { '0': 'choose(#2, (#0:2 / #1:0), -1)' },
  },
  {
    sql: 'select case when small <> 0 then (whole / small) / 3.0 end from measures',
    error: '0A000 a numeric column "case" whose scale depends on its values is not supported on IRIS',
  },
  {
    sql: 'select coalesce(spare, 0), least(price, factor), price * 2, amount + 1 from measures',
    iris: [
      'SELECT t1."spare" AS "c1", t1."price" AS "c2", (t1."price" * 2) AS "c3", (t1."amount" + 1) AS "c4", t1."factor" AS "c5" FROM "SQLUser"."measures" t1',
    ],
    scales: { '2': 2 },
    computed: { '0': 'coalesce(#0:2, 0)', '1': 'least(#1:2, #4:8)' },
  },
  {
    sql: 'select avg(whole::float8), sum(whole) / 3 from measures',
    iris: [
      'SELECT AVG(CAST(t1."whole" AS DOUBLE)) AS "c1", SUM(t1."whole") AS "c2" FROM "SQLUser"."measures" t1',
    ],
    computed: { '1': '(#1:0 / 3)' },
  },
  {
    sql: 'select a from (select kind, avg(price) as a from measures group by kind) t',
    iris: [
      'SELECT t1."c3" AS "c1", t1."c4" AS "c2" FROM (SELECT t2."kind" AS "c1", AVG(t2."price") AS "c2", SUM(t2."price") AS "c3", COUNT(t2."price") AS "c4" FROM "SQLUser"."measures" t2 GROUP BY t2."kind") t1',
    ],
    computed: { '0': '(#0:2 / #1:0)' },
  },
  {
    sql: 'with t as (select kind, avg(price) as a from measures group by kind) select x.a, y.kind from t x join t y on y.kind = x.kind',
    iris: [
      'WITH w1 AS (SELECT t1."kind" AS "c1", AVG(t1."price") AS "c2", SUM(t1."price") AS "c3", COUNT(t1."price") AS "c4" FROM "SQLUser"."measures" t1 GROUP BY t1."kind") SELECT t1."c3" AS "c1", t2."c1" AS "c2", t1."c4" AS "c3" FROM w1 t1 JOIN w1 t2 ON (t2."c1" = t1."c1")',
    ],
    computed: { '0': '(#0:2 / #2:0)' },
  },
  {
    sql: 'select t.a from measures m left join (select kind, coalesce(avg(price), 0) as a from measures group by kind) t on t.kind = m.kind',
    error: '0A000 a numeric column "a" whose scale depends on its values is not supported on IRIS',
  },
  {
    sql: 'select t.a from measures m left join (select kind, avg(price) as a from measures group by kind) t on t.kind = m.kind',
    iris: [
      'SELECT t2."c3" AS "c1", t2."c4" AS "c2" FROM "SQLUser"."measures" t1 LEFT JOIN (SELECT t3."kind" AS "c1", AVG(t3."price") AS "c2", SUM(t3."price") AS "c3", COUNT(t3."price") AS "c4" FROM "SQLUser"."measures" t3 GROUP BY t3."kind") t2 ON (t2."c1" = t1."kind")',
    ],
    computed: { '0': '(#0:2 / #1:0)' },
  },
];
