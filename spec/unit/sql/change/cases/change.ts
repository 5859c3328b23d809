/** A changing statement and its plan: steps as spec/unit/sql/support/steps.ts writes them, or the error. */
export interface ChangeCase {
  readonly sql: string;
  readonly steps?: readonly string[];
  readonly error?: string;
}

/** spec/support/generate-tree-fixtures.ts records PostgreSQL's trees of these. */
export const cases: readonly ChangeCase[] = [
  {
    sql: "insert into customers (id, name) values ($1, 'Ann')",
    steps: [
      'change INSERT INTO "SQLUser"."customers" ("id", "name", "active", "balance", "created") VALUES (<$1>, <"Ann">, <1>, <"0.00">, <session.now>)',
    ],
  },
  {
    sql: 'insert into customers values ($1, $2, $3, $4, $5, $6, $7)',
    steps: [
      'change INSERT INTO "SQLUser"."customers" ("id", "name", "email", "active", "balance", "born", "created") VALUES (<$1>, <$2>, <$3>, <$4>, <$5>, <$6>, <$7>)',
    ],
  },
  {
    sql: "insert into customers (id, name, email, active, balance, born, created) values (1, 'it''s', 'a@b.c', false, 12.345, '2020-01-31', '2020-01-31 10:00:00+02')",
    steps: [
      'change INSERT INTO "SQLUser"."customers" ("id", "name", "email", "active", "balance", "born", "created") VALUES (<1>, <"it\'s">, <"a@b.c">, <0>, <"12.35">, <"2020-01-31">, <"2020-01-31 08:00:00">)',
    ],
  },
  {
    sql: "insert into customers (id, name, active, created) values (1, 'x', default, null)",
    steps: [
      'change INSERT INTO "SQLUser"."customers" ("id", "name", "active", "balance", "created") VALUES (<1>, <"x">, <1>, <"0.00">, <null>)',
    ],
  },
  {
    sql: 'insert into orders (customer_id) values ($1)',
    steps: ['change INSERT INTO "SQLUser"."orders" ("customer_id", "status") VALUES (<$1>, <"new">)'],
  },
  {
    sql: 'insert into orders (customer_id) values ($1) returning id',
    steps: [
      'change INSERT INTO "SQLUser"."orders" ("customer_id", "status") VALUES (<$1>, <"new">)',
      'emit SELECT t1."id" AS "c1" FROM "SQLUser"."orders" t1 WHERE t1.%ID = <rowid>',
    ],
  },
  {
    sql: 'insert into orders (customer_id, total) values ($1, $2), ($3, $4), ($5, $6)',
    steps: [
      'each ($1, "new", $2) ($3, "new", $4) ($5, "new", $6)',
      '  change INSERT INTO "SQLUser"."orders" ("customer_id", "status", "total") VALUES (<row.0>, <row.1>, <row.2>)',
    ],
  },
  {
    sql: "insert into orders (id, customer_id, status) values (1, 2, 'a'), (default, 3, 'b'), (default, 4, default)",
    steps: [
      'each (1, 2, "a")',
      '  change INSERT INTO "SQLUser"."orders" ("id", "customer_id", "status") VALUES (<row.0>, <row.1>, <row.2>)',
      'each (3, "b") (4, "new")',
      '  change INSERT INTO "SQLUser"."orders" ("customer_id", "status") VALUES (<row.0>, <row.1>)',
    ],
  },
  {
    sql: 'insert into orders (customer_id, total) values ($1, default), (2, $2 + 1) returning id, status, total * 2 as double',
    steps: [
      'each ($1, "new")',
      '  change INSERT INTO "SQLUser"."orders" ("customer_id", "status") VALUES (<row.0>, <row.1>)',
      '  emit SELECT t1."id" AS "c1", t1."status" AS "c2", (t1."total" * 2) AS "c3" FROM "SQLUser"."orders" t1 WHERE t1.%ID = <rowid>',
      'each (2, "new", $2)',
      '  change INSERT INTO "SQLUser"."orders" ("customer_id", "status", "total") VALUES (<row.0>, <row.1>, ROUND((CAST(<row.2> AS INTEGER) + 1), 2))',
      '  emit SELECT t1."id" AS "c1", t1."status" AS "c2", (t1."total" * 2) AS "c3" FROM "SQLUser"."orders" t1 WHERE t1.%ID = <rowid>',
    ],
  },
  {
    sql: 'insert into orders default values',
    steps: ['change INSERT INTO "SQLUser"."orders" ("status") VALUES (<"new">)'],
  },
  {
    sql: 'insert into orders (customer_id) values ((select max(id) from customers))',
    steps: [
      'change INSERT INTO "SQLUser"."orders" ("customer_id", "status") SELECT (SELECT MAX(t1."id") AS "c1" FROM "SQLUser"."customers" t1) AS "c1", CAST(<"new"> AS CHAR VARYING) AS "c2"',
    ],
  },
  {
    sql: 'insert into orders (customer_id) values ((select max(id) from customers)) returning id',
    steps: [
      'each SELECT (SELECT MAX(t1."id") AS "c1" FROM "SQLUser"."customers" t1) AS "c1", CAST(<"new"> AS CHAR VARYING) AS "c2"',
      '  change INSERT INTO "SQLUser"."orders" ("customer_id", "status") VALUES (<row.0>, <row.1>)',
      '  emit SELECT t2."id" AS "c1" FROM "SQLUser"."orders" t2 WHERE t2.%ID = <rowid>',
    ],
  },
  {
    sql: 'insert into orders (customer_id, total) select id, balance from customers where active',
    steps: [
      'change INSERT INTO "SQLUser"."orders" ("customer_id", "status", "total") SELECT t1."c1" AS "c1", CAST(<"new"> AS CHAR VARYING) AS "c2", ROUND(t1."c2", 2) AS "c3" FROM (SELECT t2."id" AS "c1", t2."balance" AS "c2" FROM "SQLUser"."customers" t2 WHERE (t2."active" = 1)) t1',
    ],
  },
  {
    sql: 'insert into orders (customer_id) select customer_id from orders where id < $1',
    steps: [
      'each SELECT t1."c1" AS "c1", CAST(<"new"> AS CHAR VARYING) AS "c2" FROM (SELECT t2."customer_id" AS "c1" FROM "SQLUser"."orders" t2 WHERE (t2."id" < CAST(<$1> AS INTEGER))) t1',
      '  change INSERT INTO "SQLUser"."orders" ("customer_id", "status") VALUES (<row.0>, <row.1>)',
    ],
  },
  {
    sql: 'insert into orders (customer_id) select id from customers order by name limit 3 returning id',
    steps: [
      'each SELECT t1."c1" AS "c1", CAST(<"new"> AS CHAR VARYING) AS "c2" FROM (SELECT TOP 3 t2."id" AS "c1" FROM "SQLUser"."customers" t2 ORDER BY (\'x\' || t2."name")) t1',
      '  change INSERT INTO "SQLUser"."orders" ("customer_id", "status") VALUES (<row.0>, <row.1>)',
      '  emit SELECT t3."id" AS "c1" FROM "SQLUser"."orders" t3 WHERE t3.%ID = <rowid>',
    ],
  },
  {
    sql: 'insert into orders (customer_id) with c as (select id from customers where balance > 0) select id from c',
    steps: [
      'change INSERT INTO "SQLUser"."orders" ("customer_id", "status") SELECT t1."c1" AS "c1", CAST(<"new"> AS CHAR VARYING) AS "c2" FROM (SELECT t2."c1" AS "c1" FROM (SELECT t3."id" AS "c1" FROM "SQLUser"."customers" t3 WHERE (t3."balance" > 0)) t2) t1',
    ],
  },
  {
    sql: 'with c as (select id from customers) insert into orders (customer_id) select id from c',
    steps: [
      'change INSERT INTO "SQLUser"."orders" ("customer_id", "status") SELECT t1."c1" AS "c1", CAST(<"new"> AS CHAR VARYING) AS "c2" FROM (SELECT t2."c1" AS "c1" FROM (SELECT t3."id" AS "c1" FROM "SQLUser"."customers" t3) t2) t1',
    ],
  },
  {
    sql: 'insert into docs (id, embedding, tags, meta, raw, u, code) values ($1, $2, $3, $4, $5, $6, $7)',
    steps: [
      'change INSERT INTO "SQLUser"."docs" ("id", "meta", "embedding", "u", "raw", "tags", "code") VALUES (<$1>, <$4>, TO_VECTOR(<$2>, DOUBLE), <$6>, <$5>, <$3>, <$7>)',
    ],
  },
  {
    sql: "insert into docs (id, embedding, tags, meta, raw, u, code, score) values (1, '[1,2,3]', '{a,b}', '{\"b\":1,\"a\":2}', '\\x00ff', 'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11', 'ab', 1.5)",
    steps: [
      'change INSERT INTO "SQLUser"."docs" ("id", "meta", "embedding", "u", "raw", "score", "tags", "code") VALUES (<1>, <"{\\"a\\": 2, \\"b\\": 1}">, TO_VECTOR(<"[1,2,3]">, DOUBLE), <"a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11">, <x\'00ff\'>, <1.5>, <"{a,b}">, <"ab">)',
    ],
  },
  {
    sql: 'insert into docs (id, short) values ($1::int, $2)',
    steps: ['change INSERT INTO "SQLUser"."docs" ("id", "short") VALUES (<$1>, <$2>)'],
  },
  {
    sql: "insert into docs (id, code) values (1, 'x' || $1)",
    steps: [
      'change INSERT INTO "SQLUser"."docs" ("id", "code") VALUES (<1>, RTRIM((\'x\' || CAST(<$1> AS CHAR VARYING))))',
    ],
  },
  {
    sql: 'insert into customers (id, name) values ($1, $2) on conflict do nothing',
    steps: [
      'change skipUnique INSERT INTO "SQLUser"."customers" ("id", "name", "active", "balance", "created") VALUES (<$1>, <$2>, <1>, <"0.00">, <session.now>)',
    ],
  },
  {
    sql: 'insert into customers (id, name) values ($1, $2) on conflict (id) do nothing returning name',
    steps: [
      'branch SELECT t1.%ID AS "c1" FROM "SQLUser"."customers" t1 WHERE t1."id" = <$1>',
      'found',
      'missing',
      '  change INSERT INTO "SQLUser"."customers" ("id", "name", "active", "balance", "created") VALUES (<$1>, <$2>, <1>, <"0.00">, <session.now>)',
      '  emit SELECT t1."name" AS "c1" FROM "SQLUser"."customers" t1 WHERE t1.%ID = <rowid>',
    ],
  },
  {
    sql: 'insert into orders (id, customer_id) values ($1, $2) on conflict (id) do nothing',
    steps: [
      'change skipUnique INSERT INTO "SQLUser"."orders" ("id", "customer_id", "status") VALUES (<$1>, <$2>, <"new">)',
    ],
  },
  {
    sql: 'insert into orders (customer_id) values ($1) on conflict (id) do nothing',
    steps: [
      'change skipUnique INSERT INTO "SQLUser"."orders" ("customer_id", "status") VALUES (<$1>, <"new">)',
    ],
  },
  {
    sql: 'insert into customers (id, name) values ($1, $2), ($3, $4) on conflict (id) do update set name = excluded.name, balance = customers.balance + 1',
    steps: [
      'each ($1, $2, 1, "0.00", session.now) ($3, $4, 1, "0.00", session.now)',
      '  branch SELECT t1.%ID AS "c1" FROM "SQLUser"."customers" t1 WHERE t1."id" = <row.0>',
      '  found (second: 21000)',
      '    change UPDATE "SQLUser"."customers" t1 SET "name" = <row^.1>, "balance" = ROUND((t1."balance" + 1), 2) WHERE t1.%ID = <row.0>',
      '  missing',
      '    change INSERT INTO "SQLUser"."customers" ("id", "name", "active", "balance", "created") VALUES (<row.0>, <row.1>, <row.2>, <row.3>, <row.4>)',
    ],
  },
  {
    sql: 'insert into customers (id, name, email) values ($1, $2, $3) on conflict (email) do update set name = excluded.name where customers.active returning id, name',
    steps: [
      'branch SELECT t1.%ID AS "c1" FROM "SQLUser"."customers" t1 WHERE t1."email" = <$3>',
      'found (second: 21000)',
      '  branch SELECT t1.%ID AS "c1" FROM "SQLUser"."customers" t1 WHERE t1.%ID = <row.0> AND (t1."active" = 1)',
      '  found',
      '    change UPDATE "SQLUser"."customers" t1 SET "name" = <$2> WHERE t1.%ID = <row.0>',
      '    emit SELECT t1."id" AS "c1", t1."name" AS "c2" FROM "SQLUser"."customers" t1 WHERE t1.%ID = <row.0>',
      '  missing',
      'missing',
      '  change INSERT INTO "SQLUser"."customers" ("id", "name", "email", "active", "balance", "created") VALUES (<$1>, <$2>, <$3>, <1>, <"0.00">, <session.now>)',
      '  emit SELECT t1."id" AS "c1", t1."name" AS "c2" FROM "SQLUser"."customers" t1 WHERE t1.%ID = <rowid>',
    ],
  },
  {
    sql: 'insert into customers (id, name) values ($1, $2) on conflict on constraint customers_pkey do update set name = upper(excluded.name) where customers.name <> excluded.name',
    steps: [
      'branch SELECT t1.%ID AS "c1" FROM "SQLUser"."customers" t1 WHERE t1."id" = <$1>',
      'found (second: 21000)',
      '  change UPDATE "SQLUser"."customers" t1 SET "name" = UPPER(CAST(<$2> AS CHAR VARYING)) WHERE t1.%ID = <row.0> AND (t1."name" <> CAST(<$2> AS CHAR VARYING))',
      'missing',
      '  change INSERT INTO "SQLUser"."customers" ("id", "name", "active", "balance", "created") VALUES (<$1>, <$2>, <1>, <"0.00">, <session.now>)',
    ],
  },
  {
    sql: 'insert into items (order_id, line, qty) values ($1, $2, $3) on conflict (order_id, line) do update set qty = items.qty + excluded.qty, price = default returning *',
    steps: [
      'branch SELECT t1.%ID AS "c1" FROM "SQLUser"."items" t1 WHERE t1."order_id" = <$1> AND t1."line" = <$2>',
      'found (second: 21000)',
      '  change UPDATE "SQLUser"."items" t1 SET "qty" = (t1."qty" + CAST(<$3> AS INTEGER)), "price" = <null> WHERE t1.%ID = <row.0>',
      '  emit SELECT t1."order_id" AS "c1", t1."line" AS "c2", t1."product" AS "c3", t1."qty" AS "c4", t1."price" AS "c5" FROM "SQLUser"."items" t1 WHERE t1.%ID = <row.0>',
      'missing',
      '  change INSERT INTO "SQLUser"."items" ("order_id", "line", "qty") VALUES (<$1>, <$2>, <$3>)',
      '  emit SELECT t1."order_id" AS "c1", t1."line" AS "c2", t1."product" AS "c3", t1."qty" AS "c4", t1."price" AS "c5" FROM "SQLUser"."items" t1 WHERE t1.%ID = <rowid>',
    ],
  },
  {
    sql: 'insert into customers (id, name) select id, status from orders on conflict (id) do update set name = excluded.name',
    steps: [
      'each SELECT t1."c1" AS "c1", t1."c2" AS "c2", CAST(<1> AS BIT) AS "c3", CAST(<"0.00"> AS DECIMAL) AS "c4", CAST(<session.now> AS TIMESTAMP) AS "c5" FROM (SELECT t2."id" AS "c1", t2."status" AS "c2" FROM "SQLUser"."orders" t2) t1',
      '  branch SELECT t3.%ID AS "c1" FROM "SQLUser"."customers" t3 WHERE t3."id" = <row.0>',
      '  found (second: 21000)',
      '    change UPDATE "SQLUser"."customers" t3 SET "name" = <row^.1> WHERE t3.%ID = <row.0>',
      '  missing',
      '    change INSERT INTO "SQLUser"."customers" ("id", "name", "active", "balance", "created") VALUES (<row.0>, <row.1>, <row.2>, <row.3>, <row.4>)',
    ],
  },
  {
    sql: 'insert into items (order_id, line, qty, price) values ($1, $2, $3, $4) on conflict (order_id, line) do update set qty = items.price::int, price = items.qty',
    steps: [
      'branch SELECT t1.%ID AS "c1", CAST(ROUND(t1."price", 0) AS INTEGER) AS "c2", ROUND(t1."qty", 2) AS "c3" FROM "SQLUser"."items" t1 WHERE t1."order_id" = <$1> AND t1."line" = <$2>',
      'found (second: 21000)',
      '  change UPDATE "SQLUser"."items" t1 SET "qty" = <row.1>, "price" = <row.2> WHERE t1.%ID = <row.0>',
      'missing',
      '  change INSERT INTO "SQLUser"."items" ("order_id", "line", "qty", "price") VALUES (<$1>, <$2>, <$3>, <$4>)',
    ],
  },
  {
    sql: 'insert into docs (id, embedding) values ($1, $2) on conflict (id) do update set embedding = excluded.embedding',
    steps: [
      'branch SELECT t1.%ID AS "c1" FROM "SQLUser"."docs" t1 WHERE t1."id" = <$1>',
      'found (second: 21000)',
      '  change UPDATE "SQLUser"."docs" t1 SET "embedding" = TO_VECTOR(<$2>, DOUBLE) WHERE t1.%ID = <row.0>',
      'missing',
      '  change INSERT INTO "SQLUser"."docs" ("id", "embedding") VALUES (<$1>, TO_VECTOR(<$2>, DOUBLE))',
    ],
  },
  {
    sql: 'insert into legacy (id, city) values ($1, $2) returning city',
    steps: [
      'change INSERT INTO "SQLUser"."legacy" ("id", "city") VALUES (<$1>, <$2>)',
      'emit SELECT %EXACT(t1."city") AS "c1" FROM "SQLUser"."legacy" t1 WHERE t1.%ID = <rowid>',
    ],
  },
  {
    sql: 'update customers set name = $1 where id = $2',
    steps: ['change UPDATE "SQLUser"."customers" t1 SET "name" = <$1> WHERE (t1."id" = <$2>)'],
  },
  {
    sql: "update customers set balance = balance + $1, active = not active, born = current_date, email = null where name like 'A%' or id in (1, 2)",
    steps: [
      'change UPDATE "SQLUser"."customers" t1 SET "balance" = ROUND((t1."balance" + CAST(<$1> AS DECIMAL)), 2), "active" = CASE WHEN (NOT (t1."active" = 1)) THEN 1 WHEN (NOT (NOT (t1."active" = 1))) THEN 0 END, "born" = CAST(<session.currentDate> AS DATE), "email" = <null> WHERE ((t1."name" LIKE \'A%\' ESCAPE \'\\\') OR (t1."id" IN (1, 2)))',
    ],
  },
  {
    sql: 'update customers set active = default, created = default, name = default where id = 1',
    steps: [
      'change UPDATE "SQLUser"."customers" t1 SET "active" = <1>, "created" = <session.now>, "name" = <null> WHERE (t1."id" = 1)',
    ],
  },
  {
    sql: 'update customers set name = $1 where id = $2 returning id, name, upper(name) as big',
    steps: [
      'each SELECT t1.%ID AS "c1" FROM "SQLUser"."customers" t1 WHERE (t1."id" = <$2>)',
      '  change UPDATE "SQLUser"."customers" t1 SET "name" = <$1> WHERE t1.%ID = <row.0>',
      '  emit SELECT t1."id" AS "c1", t1."name" AS "c2", UPPER(t1."name") AS "c3" FROM "SQLUser"."customers" t1 WHERE t1.%ID = <row.0>',
    ],
  },
  {
    sql: 'update items set qty = price::int, price = qty where line = 1',
    steps: [
      'each SELECT t1.%ID AS "c1", CAST(ROUND(t1."price", 0) AS INTEGER) AS "c2", ROUND(t1."qty", 2) AS "c3" FROM "SQLUser"."items" t1 WHERE (t1."line" = 1)',
      '  change UPDATE "SQLUser"."items" t1 SET "qty" = <row.1>, "price" = <row.2> WHERE t1.%ID = <row.0>',
    ],
  },
  {
    sql: 'update orders set total = total + i.price from items i where i.order_id = orders.id',
    steps: [
      'each SELECT t3."c1", t3."c2" FROM (SELECT t1.%ID AS "c1", ROUND((t1."total" + t2."price"), 2) AS "c2", ROW_NUMBER() OVER (PARTITION BY t1.%ID ORDER BY t1.%ID) AS "n" FROM "SQLUser"."orders" t1, "SQLUser"."items" t2 WHERE (t2."order_id" = t1."id")) t3 WHERE t3."n" = 1',
      '  change UPDATE "SQLUser"."orders" t1 SET "total" = <row.1> WHERE t1.%ID = <row.0>',
    ],
  },
  {
    sql: 'update orders o set total = o.total + i.price, status = $1 from items i join customers c on c.id = i.line where i.order_id = o.id returning o.id, c.name, i.price',
    steps: [
      'each SELECT t4."c1", t4."c2", t4."c3", t4."c4" FROM (SELECT t1.%ID AS "c1", ROUND((t1."total" + t2."price"), 2) AS "c2", t3."name" AS "c3", t2."price" AS "c4", ROW_NUMBER() OVER (PARTITION BY t1.%ID ORDER BY t1.%ID) AS "n" FROM "SQLUser"."orders" t1, "SQLUser"."items" t2 JOIN "SQLUser"."customers" t3 ON (t3."id" = t2."line") WHERE (t2."order_id" = t1."id")) t4 WHERE t4."n" = 1',
      '  change UPDATE "SQLUser"."orders" t1 SET "total" = <row.1>, "status" = <$1> WHERE t1.%ID = <row.0>',
      '  emit SELECT t1."id" AS "c1", CAST(<row.2> AS CHAR VARYING) AS "c2", CAST(<row.3> AS DECIMAL) AS "c3" FROM "SQLUser"."orders" t1 WHERE t1.%ID = <row.0>',
    ],
  },
  {
    sql: 'update customers set balance = (select sum(total) from orders where customer_id = customers.id)',
    steps: [
      'change UPDATE "SQLUser"."customers" t2 SET "balance" = ROUND((SELECT SUM(t1."total") AS "c1" FROM "SQLUser"."orders" t1 WHERE (t1."customer_id" = t2."id")), 2)',
    ],
  },
  {
    sql: 'update customers set balance = (select max(balance) from customers) where id = $1',
    steps: [
      'each SELECT t1.%ID AS "c1", ROUND((SELECT MAX(t2."balance") AS "c1" FROM "SQLUser"."customers" t2), 2) AS "c2" FROM "SQLUser"."customers" t1 WHERE (t1."id" = <$1>)',
      '  change UPDATE "SQLUser"."customers" t1 SET "balance" = <row.1> WHERE t1.%ID = <row.0>',
    ],
  },
  {
    sql: 'update docs set embedding = $1, meta = $2, tags = $3 where id = $4',
    steps: [
      'change UPDATE "SQLUser"."docs" t1 SET "embedding" = TO_VECTOR(<$1>, DOUBLE), "meta" = <$2>, "tags" = <$3> WHERE (t1."id" = <$4>)',
    ],
  },
  {
    sql: "update docs set embedding = '[1,2,3]' where id = 1",
    steps: [
      'change UPDATE "SQLUser"."docs" t1 SET "embedding" = TO_VECTOR(<"[1,2,3]">, DOUBLE) WHERE (t1."id" = 1)',
    ],
  },
  {
    sql: 'with big as (select id from orders where total > 100) update customers set active = true where id in (select id from big)',
    steps: [
      'change UPDATE "SQLUser"."customers" t1 SET "active" = <1> WHERE (t1."id" IN (SELECT t2."c1" AS "c1" FROM (SELECT t3."id" AS "c1" FROM "SQLUser"."orders" t3 WHERE (t3."total" > 100)) t2))',
    ],
  },
  { sql: 'delete from customers', steps: ['change DELETE FROM "SQLUser"."customers" t1'] },
  {
    sql: 'delete from customers where id = $1',
    steps: ['change DELETE FROM "SQLUser"."customers" t1 WHERE (t1."id" = <$1>)'],
  },
  {
    sql: 'delete from orders where customer_id in (select id from customers where not active)',
    steps: [
      'change DELETE FROM "SQLUser"."orders" t1 WHERE (t1."customer_id" IN (SELECT t2."id" AS "c1" FROM "SQLUser"."customers" t2 WHERE (NOT (t2."active" = 1))))',
    ],
  },
  {
    sql: 'delete from orders where id = $1 returning *',
    steps: [
      'each SELECT t1.%ID AS "c1" FROM "SQLUser"."orders" t1 WHERE (t1."id" = <$1>)',
      '  emit SELECT t1."id" AS "c1", t1."customer_id" AS "c2", t1."status" AS "c3", t1."placed" AS "c4", t1."total" AS "c5" FROM "SQLUser"."orders" t1 WHERE t1.%ID = <row.0>',
      '  change DELETE FROM "SQLUser"."orders" t1 WHERE t1.%ID = <row.0>',
    ],
  },
  {
    sql: 'delete from orders using customers c where c.id = orders.customer_id and c.name = $1',
    steps: [
      'each SELECT t3."c1" FROM (SELECT t1.%ID AS "c1", ROW_NUMBER() OVER (PARTITION BY t1.%ID ORDER BY t1.%ID) AS "n" FROM "SQLUser"."orders" t1, "SQLUser"."customers" t2 WHERE ((t2."id" = t1."customer_id") AND (t2."name" = <$1>))) t3 WHERE t3."n" = 1',
      '  change DELETE FROM "SQLUser"."orders" t1 WHERE t1.%ID = <row.0>',
    ],
  },
  {
    sql: 'delete from orders using customers c where c.id = orders.customer_id returning orders.id, c.name',
    steps: [
      'each SELECT t3."c1", t3."c2" FROM (SELECT t1.%ID AS "c1", t2."name" AS "c2", ROW_NUMBER() OVER (PARTITION BY t1.%ID ORDER BY t1.%ID) AS "n" FROM "SQLUser"."orders" t1, "SQLUser"."customers" t2 WHERE (t2."id" = t1."customer_id")) t3 WHERE t3."n" = 1',
      '  emit SELECT t1."id" AS "c1", CAST(<row.1> AS CHAR VARYING) AS "c2" FROM "SQLUser"."orders" t1 WHERE t1.%ID = <row.0>',
      '  change DELETE FROM "SQLUser"."orders" t1 WHERE t1.%ID = <row.0>',
    ],
  },
  {
    sql: 'delete from orders where total < (select avg(total) from orders)',
    steps: [
      'each SELECT t1.%ID AS "c1" FROM "SQLUser"."orders" t1 WHERE (t1."total" < (SELECT AVG(t2."total") AS "c1" FROM "SQLUser"."orders" t2))',
      '  change DELETE FROM "SQLUser"."orders" t1 WHERE t1.%ID = <row.0>',
    ],
  },
  {
    sql: "insert into customers (id, name, email) values (1, 'x', repeat('x', 3))",
    steps: [
      'change INSERT INTO "SQLUser"."customers" ("id", "name", "email", "active", "balance", "created") VALUES (<1>, <"x">, REPEAT(\'x\', 3), <1>, <"0.00">, <session.now>)',
    ],
  },
  {
    sql: "insert into docs (id, rate, opens, score) values ($1, $2, '10:00', 2)",
    steps: [
      'change INSERT INTO "SQLUser"."docs" ("id", "score", "opens", "rate") VALUES (<$1>, <2>, <"10:00:00">, <$2>)',
    ],
  },
  {
    sql: 'insert into big_orders (id, total) values ($1, $2)',
    steps: ['change INSERT INTO "SQLUser"."big_orders" ("id", "total") VALUES (<$1>, <$2>)'],
  },
  {
    sql: 'update big_orders set total = 0 where id = $1',
    steps: ['change UPDATE "SQLUser"."big_orders" t1 SET "total" = <"0.00"> WHERE (t1."id" = <$1>)'],
  },
  {
    sql: 'update customers set (name, email) = ($1, $2) where id = 1',
    steps: ['change UPDATE "SQLUser"."customers" t1 SET "name" = <$1>, "email" = <$2> WHERE (t1."id" = 1)'],
  },
  {
    sql: "update only customers set name = 'x'",
    steps: ['change UPDATE "SQLUser"."customers" t1 SET "name" = <"x">'],
  },
  {
    sql: 'delete from orders where exists (select 1 from items where order_id = orders.id)',
    steps: [
      'change DELETE FROM "SQLUser"."orders" t1 WHERE (EXISTS (SELECT 1 AS "c1" FROM "SQLUser"."items" t2 WHERE (t2."order_id" = t1."id")))',
    ],
  },
  {
    sql: 'insert into orders (customer_id) select $1 where not exists (select 1 from customers) returning *',
    steps: [
      'each SELECT CAST(<$1> AS INTEGER) AS "c1", CAST(<"new"> AS CHAR VARYING) AS "c2" FROM (SELECT CAST(<$1> AS INTEGER) AS "c1" WHERE (NOT (EXISTS (SELECT 1 AS "c1" FROM "SQLUser"."customers" t2)))) t1',
      '  change INSERT INTO "SQLUser"."orders" ("customer_id", "status") VALUES (<row.0>, <row.1>)',
      '  emit SELECT t3."id" AS "c1", t3."customer_id" AS "c2", t3."status" AS "c3", t3."placed" AS "c4", t3."total" AS "c5" FROM "SQLUser"."orders" t3 WHERE t3.%ID = <rowid>',
    ],
  },
  {
    sql: 'insert into orders (customer_id) select 1 union all select 2',
    steps: [
      'change INSERT INTO "SQLUser"."orders" ("customer_id", "status") SELECT t1."c1" AS "c1", CAST(<"new"> AS CHAR VARYING) AS "c2" FROM (SELECT 1 AS "c1" UNION ALL SELECT 2 AS "c1") t1',
    ],
  },
  {
    sql: 'insert into legacy (id, city) values (1, $1) on conflict (id) do update set city = legacy.city || excluded.city',
    steps: [
      'branch SELECT t1.%ID AS "c1" FROM "SQLUser"."legacy" t1 WHERE t1."id" = <1>',
      'found (second: 21000)',
      '  change UPDATE "SQLUser"."legacy" t1 SET "city" = (%EXACT(t1."city") || CAST(<$1> AS CHAR VARYING)) WHERE t1.%ID = <row.0>',
      'missing',
      '  change INSERT INTO "SQLUser"."legacy" ("id", "city") VALUES (<1>, <$1>)',
    ],
  },
  {
    sql: 'insert into orders (id, customer_id) overriding user value values (1, 2)',
    steps: [
      'change INSERT INTO "SQLUser"."orders" ("id", "customer_id", "status") VALUES (<1>, <2>, <"new">)',
    ],
  },
  {
    sql: "insert into docs (id, embedding) values (1, '[1,2]')",
    error: '22000 expected 3 dimensions, not 2',
  },
  {
    sql: "insert into customers (id, name, email) values (1, 'x', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa')",
    error: '22001 value too long for type character varying(100)',
  },
  {
    sql: 'insert into customers (id, name) values (1, $1) on conflict (id) do update set name = default returning old.name',
    error: '0A000 OLD in RETURNING is not supported on IRIS',
  },
  {
    sql: 'delete from customers returning new.id',
    error: '0A000 NEW in RETURNING of DELETE is not supported on IRIS',
  },
  {
    sql: 'update orders set id = default',
    error: '0A000 SET "id" = DEFAULT, a number that IRIS gives, is not supported on IRIS',
  },
  {
    sql: 'update customers set (name, email) = (select name, email from customers where id = 2) where id = 1',
    error: '0A000 assignment from a row sub-select is not supported on IRIS',
  },
  {
    sql: 'insert into orders (customer_id) values (1) on conflict (id) do update set total = excluded.id',
    steps: ['change INSERT INTO "SQLUser"."orders" ("customer_id", "status") VALUES (<1>, <"new">)'],
  },
  {
    sql: 'insert into orders (id, customer_id) values (1, 1) on conflict (id) do update set total = excluded.id',
    steps: [
      'branch SELECT t1.%ID AS "c1" FROM "SQLUser"."orders" t1 WHERE t1."id" = <1>',
      'found (second: 21000)',
      '  change UPDATE "SQLUser"."orders" t1 SET "total" = <1> WHERE t1.%ID = <row.0>',
      'missing',
      '  change INSERT INTO "SQLUser"."orders" ("id", "customer_id", "status") VALUES (<1>, <1>, <"new">)',
    ],
  },
  {
    sql: 'with d as (delete from items returning order_id) delete from orders where id in (select order_id from d)',
    error: '0A000 a data-modifying statement in WITH is not supported on IRIS',
  },
  {
    sql: 'merge into customers c using orders o on o.customer_id = c.id when matched then delete',
    error: '0A000 MERGE is not supported on IRIS',
  },
  {
    sql: 'delete from big_orders where id = $1 returning id',
    error: '0A000 this change of view "big_orders" is not supported',
  },
  {
    sql: 'update orders set total = 1 from items i where i.order_id = orders.id returning (select max(line) from items)',
    error: '0A000 a sub-select in RETURNING beside other tables is not supported on IRIS',
  },
];
