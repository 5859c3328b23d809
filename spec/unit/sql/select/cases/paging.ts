import type { SelectCase } from '../select-case.ts';

/** ORDER BY, LIMIT, OFFSET and FOR UPDATE. */
export const cases: readonly SelectCase[] = [
  {
    sql: 'select id from customers order by id limit 10',
    iris: ['SELECT TOP 10 t1."id" AS "c1" FROM "SQLUser"."customers" t1 ORDER BY t1."id"'],
  },
  {
    sql: 'select id from customers order by name desc limit $1',
    iris: ['SELECT TOP ? t1."id" AS "c1" FROM "SQLUser"."customers" t1 ORDER BY (\'x\' || t1."name") DESC'],
    slots: ['$1:LIMIT'],
  },
  {
    sql: 'select id, name from customers order by name, born limit 10 offset 20',
    iris: [
      'SELECT t3."c1" AS "c1", t3."c2" AS "c2" FROM (SELECT t2."c1" AS "c1", t2."c2" AS "c2", ROW_NUMBER() OVER (ORDER BY (\'x\' || t2."c2"), CASE WHEN t2."c3" IS NULL THEN 1 ELSE 0 END, t2."c3") AS "r1" FROM (SELECT t1."id" AS "c1", t1."name" AS "c2", t1."born" AS "c3" FROM "SQLUser"."customers" t1) t2) t3 WHERE ((t3."r1" > 20) AND (t3."r1" <= 30)) ORDER BY t3."r1"',
    ],
  },
  {
    sql: 'select id from customers order by id limit $1 offset $2',
    iris: [
      'SELECT t3."c1" AS "c1" FROM (SELECT t2."c1" AS "c1", ROW_NUMBER() OVER (ORDER BY t2."c1") AS "r1" FROM (SELECT t1."id" AS "c1" FROM "SQLUser"."customers" t1) t2) t3 WHERE ((t3."r1" > CAST(? AS BIGINT)) AND (t3."r1" <= (CAST(? AS BIGINT) + CAST(? AS BIGINT)))) ORDER BY t3."r1"',
    ],
    slots: ['$2:OFFSET', '$2:OFFSET', '$1:LIMIT'],
  },
  {
    sql: 'select id from customers order by id limit $1 offset $2',
    dialect: [2025, 2],
    iris: ['SELECT t1."id" AS "c1" FROM "SQLUser"."customers" t1 ORDER BY t1."id" LIMIT ? OFFSET ?'],
    slots: ['$1:LIMIT', '$2:OFFSET'],
  },
  {
    sql: 'select id from customers order by id offset 5',
    iris: [
      'SELECT t3."c1" AS "c1" FROM (SELECT t2."c1" AS "c1", ROW_NUMBER() OVER (ORDER BY t2."c1") AS "r1" FROM (SELECT t1."id" AS "c1" FROM "SQLUser"."customers" t1) t2) t3 WHERE (t3."r1" > 5) ORDER BY t3."r1"',
    ],
  },
  {
    sql: 'select id from customers order by id offset 5',
    dialect: [2025, 2],
    iris: ['SELECT t1."id" AS "c1" FROM "SQLUser"."customers" t1 ORDER BY t1."id" LIMIT 2147483647 OFFSET 5'],
  },
  {
    sql: 'select id from customers offset 5',
    iris: [
      'SELECT t3."c1" AS "c1" FROM (SELECT t2."c1" AS "c1", ROW_NUMBER() OVER (ORDER BY t2."c1") AS "r1" FROM (SELECT t1."id" AS "c1" FROM "SQLUser"."customers" t1) t2) t3 WHERE (t3."r1" > 5)',
    ],
  },
  {
    sql: 'select id from customers limit null',
    iris: ['SELECT t1."id" AS "c1" FROM "SQLUser"."customers" t1'],
  },
  {
    sql: 'select id from customers limit $1',
    pinned: {
      '0': null,
    },
    iris: ['SELECT t1."id" AS "c1" FROM "SQLUser"."customers" t1'],
  },
  {
    sql: 'select id from customers limit $1',
    pinned: {
      '0': '3',
    },
    iris: ['SELECT TOP 3 t1."id" AS "c1" FROM "SQLUser"."customers" t1'],
  },
  {
    sql: 'select id from customers limit -1',
    error: '2201W LIMIT must not be negative',
  },
  {
    sql: 'select id from customers limit (select count(*) from orders)',
    iris: [
      'SELECT t4."c1" AS "c1" FROM (SELECT t3."c1" AS "c1", ROW_NUMBER() OVER (ORDER BY t3."c1") AS "r1" FROM (SELECT t2."id" AS "c1" FROM "SQLUser"."customers" t2) t3) t4 WHERE (t4."r1" <= (SELECT COUNT(*) AS "c1" FROM "SQLUser"."orders" t1))',
    ],
  },
  {
    sql: 'select id from customers order by born nulls first, balance desc nulls last, id desc',
    iris: [
      'SELECT t1."id" AS "c1" FROM "SQLUser"."customers" t1 ORDER BY t1."born", t1."balance" DESC, t1."id" DESC',
    ],
  },
  {
    sql: 'select id from customers order by active desc, lower(name)',
    iris: [
      'SELECT t1."id" AS "c1" FROM "SQLUser"."customers" t1 ORDER BY CASE WHEN t1."active" IS NULL THEN 0 ELSE 1 END, t1."active" DESC, CASE WHEN (\'x\' || LOWER(t1."name")) IS NULL THEN 1 ELSE 0 END, (\'x\' || LOWER(t1."name"))',
    ],
  },
  {
    sql: 'select id, balance * 2 as b from customers order by b, 1',
    iris: [
      'SELECT t1."id" AS "c1", (t1."balance" * 2) AS "c2" FROM "SQLUser"."customers" t1 ORDER BY CASE WHEN (t1."balance" * 2) IS NULL THEN 1 ELSE 0 END, (t1."balance" * 2), t1."id"',
    ],
    scales: {
      '1': 2,
    },
  },
  {
    sql: "select id from customers order by 'x'::text, $1::int, id",
    iris: ['SELECT t1."id" AS "c1" FROM "SQLUser"."customers" t1 ORDER BY t1."id"'],
  },
  {
    sql: 'select x.id from (select id from customers order by name limit 5) x',
    iris: [
      'SELECT t1."c1" AS "c1" FROM (SELECT TOP 5 t2."id" AS "c1" FROM "SQLUser"."customers" t2 ORDER BY (\'x\' || t2."name")) t1',
    ],
  },
  {
    sql: 'select x.id from (select id from customers order by name) x',
    iris: [
      'SELECT t1."c1" AS "c1" FROM (SELECT TOP ALL t2."id" AS "c1" FROM "SQLUser"."customers" t2 ORDER BY (\'x\' || t2."name")) t1',
    ],
  },
  {
    sql: 'select x.id from (select id from customers order by name limit 5 offset 2) x order by x.id',
    iris: [
      'SELECT t1."c1" AS "c1" FROM (SELECT TOP ALL t4."c1" AS "c1" FROM (SELECT t3."c1" AS "c1", ROW_NUMBER() OVER (ORDER BY (\'x\' || t3."c2")) AS "r1" FROM (SELECT t2."id" AS "c1", t2."name" AS "c2" FROM "SQLUser"."customers" t2) t3) t4 WHERE ((t4."r1" > 2) AND (t4."r1" <= 7)) ORDER BY t4."r1") t1 ORDER BY t1."c1"',
    ],
  },
  {
    sql: 'select id from customers where id in (select customer_id from orders order by total limit 3)',
    iris: [
      'SELECT t1."id" AS "c1" FROM "SQLUser"."customers" t1 WHERE (t1."id" IN (SELECT TOP 3 t2."customer_id" AS "c1" FROM "SQLUser"."orders" t2 ORDER BY CASE WHEN t2."total" IS NULL THEN 1 ELSE 0 END, t2."total"))',
    ],
  },
  {
    sql: 'select status, count(*) from orders group by status order by count(*) limit 2 offset 1',
    iris: [
      'SELECT t3."c1" AS "c1", t3."c2" AS "c2" FROM (SELECT t2."c1" AS "c1", t2."c2" AS "c2", ROW_NUMBER() OVER (ORDER BY t2."c2") AS "r1" FROM (SELECT t1."status" AS "c1", COUNT(*) AS "c2" FROM "SQLUser"."orders" t1 GROUP BY t1."status") t2) t3 WHERE ((t3."r1" > 1) AND (t3."r1" <= 3)) ORDER BY t3."r1"',
    ],
  },
  {
    sql: 'select id from customers fetch first 3 rows only',
    iris: ['SELECT TOP 3 t1."id" AS "c1" FROM "SQLUser"."customers" t1'],
  },
  {
    sql: 'select id from customers order by id fetch first 3 rows with ties',
    iris: [
      'SELECT t3."c1" AS "c1" FROM (SELECT t2."c1" AS "c1", ROW_NUMBER() OVER (ORDER BY t2."c1") AS "r1", RANK() OVER (ORDER BY t2."c1") AS "r2" FROM (SELECT t1."id" AS "c1" FROM "SQLUser"."customers" t1) t2) t3 WHERE (t3."r2" <= 3) ORDER BY t3."r1"',
    ],
  },
  {
    sql: 'select id from customers order by balance offset 1 fetch first 2 rows with ties',
    iris: [
      'SELECT t3."c1" AS "c1" FROM (SELECT t2."c1" AS "c1", ROW_NUMBER() OVER (ORDER BY CASE WHEN t2."c2" IS NULL THEN 1 ELSE 0 END, t2."c2") AS "r1", RANK() OVER (ORDER BY CASE WHEN t2."c2" IS NULL THEN 1 ELSE 0 END, t2."c2") AS "r2" FROM (SELECT t1."id" AS "c1", t1."balance" AS "c2" FROM "SQLUser"."customers" t1) t2) t3 WHERE ((t3."r1" > 1) AND (t3."r2" <= 3)) ORDER BY t3."r1"',
    ],
  },
  {
    sql: 'select id from docs order by meta',
    error: '0A000 ordering by type jsonb is not supported on IRIS',
  },
  {
    sql: 'select id from customers where id = $1 for update',
    iris: [
      'UPDATE "SQLUser"."customers" SET "name" = "name" WHERE %ID IN (SELECT t1.%ID AS "c1" FROM "SQLUser"."customers" t1 WHERE (t1."id" = ?))',
      'SELECT t1."id" AS "c1" FROM "SQLUser"."customers" t1 WHERE (t1."id" = ?)',
    ],
    slots: ['$1', '$1'],
  },
  {
    sql: 'select c.id from customers c join orders o on o.customer_id = c.id where o.total > 5 for update of o',
    iris: [
      'UPDATE "SQLUser"."orders" SET "customer_id" = "customer_id" WHERE %ID IN (SELECT t2.%ID AS "c1" FROM "SQLUser"."customers" t1 JOIN "SQLUser"."orders" t2 ON (t2."customer_id" = t1."id") WHERE (t2."total" > 5))',
      'SELECT t1."id" AS "c1" FROM "SQLUser"."customers" t1 JOIN "SQLUser"."orders" t2 ON (t2."customer_id" = t1."id") WHERE (t2."total" > 5)',
    ],
  },
  {
    sql: 'select name from customers where id > $1 order by id limit $2 for update skip locked',
    iris: [
      'SELECT t1.%ID AS "c1" FROM "SQLUser"."customers" t1 WHERE (t1."id" > CAST(? AS INTEGER)) ORDER BY t1."id"',
      'UPDATE "SQLUser"."customers" SET "name" = "name" WHERE %ID IN (SELECT t1.%ID AS "c1" FROM "SQLUser"."customers" t1 WHERE (t1."id" > CAST(? AS INTEGER)) AND (t1.%ID = ?))',
      'SELECT t1."name" AS "c1" FROM "SQLUser"."customers" t1 WHERE (t1."id" > CAST(? AS INTEGER)) AND (t1.%ID = ?)',
    ],
    slots: ['$1', '$1', 'row', '$1', 'row'],
  },
  {
    sql: 'select id from customers order by id limit 1 offset 1 for update skip locked',
    error: '0A000 SKIP LOCKED with OFFSET is not supported on IRIS',
  },
  {
    sql: 'select c.id from customers c join orders o on o.customer_id = c.id for update of c skip locked',
    error: '0A000 SKIP LOCKED in a query on more than one table is not supported on IRIS',
  },
];
