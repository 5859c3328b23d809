import type { SelectCase } from '../select-case.ts';

/** Select lists, conditions and parameters. */
export const cases: readonly SelectCase[] = [
  {
    sql: 'select id, name from customers',
    iris: ['SELECT t1."id" AS "c1", t1."name" AS "c2" FROM "SQLUser"."customers" t1'],
  },
  {
    sql: 'select * from orders',
    iris: [
      'SELECT t1."id" AS "c1", t1."customer_id" AS "c2", t1."status" AS "c3", t1."placed" AS "c4", t1."total" AS "c5" FROM "SQLUser"."orders" t1',
    ],
  },
  {
    sql: 'select c.id from customers c where c.id = $1',
    iris: ['SELECT t1."id" AS "c1" FROM "SQLUser"."customers" t1 WHERE (t1."id" = ?)'],
    slots: ['$1'],
  },
  {
    sql: 'select id from customers where name = $1 and active',
    iris: [
      'SELECT t1."id" AS "c1" FROM "SQLUser"."customers" t1 WHERE ((t1."name" = ?) AND (t1."active" = 1))',
    ],
    slots: ['$1'],
  },
  {
    sql: 'select id from customers where not active or active is null',
    iris: [
      'SELECT t1."id" AS "c1" FROM "SQLUser"."customers" t1 WHERE ((NOT (t1."active" = 1)) OR (t1."active" IS NULL))',
    ],
  },
  {
    sql: 'select id from customers where active = true',
    iris: ['SELECT t1."id" AS "c1" FROM "SQLUser"."customers" t1 WHERE (t1."active" = 1)'],
  },
  {
    sql: 'select id from customers where $1::text is null or name = $1',
    iris: [
      'SELECT t1."id" AS "c1" FROM "SQLUser"."customers" t1 WHERE ((CAST(? AS CHAR VARYING) IS NULL) OR (t1."name" = ?))',
    ],
    slots: ['$1', '$1'],
  },
  {
    sql: 'select id, active and balance > 10 as rich from customers',
    iris: [
      'SELECT t1."id" AS "c1", CASE WHEN ((t1."active" = 1) AND (t1."balance" > 10)) THEN 1 WHEN (NOT ((t1."active" = 1) AND (t1."balance" > 10))) THEN 0 END AS "c2" FROM "SQLUser"."customers" t1',
    ],
  },
  {
    sql: 'select id from customers where name < $1',
    iris: [
      'SELECT t1."id" AS "c1" FROM "SQLUser"."customers" t1 WHERE ((\'x\' || t1."name") < (\'x\' || CAST(? AS CHAR VARYING)))',
    ],
    slots: ['$1'],
  },
  {
    sql: "select id from customers where name <> 'x' and email >= 'it''s'",
    iris: [
      'SELECT t1."id" AS "c1" FROM "SQLUser"."customers" t1 WHERE ((t1."name" <> \'x\') AND ((\'x\' || t1."email") >= (\'x\' || \'it\'\'s\')))',
    ],
  },
  {
    sql: 'select id from customers where born between $1 and $2',
    iris: [
      'SELECT t1."id" AS "c1" FROM "SQLUser"."customers" t1 WHERE ((t1."born" >= CAST(? AS DATE)) AND (t1."born" <= CAST(? AS DATE)))',
    ],
    slots: ['$1', '$2'],
  },
  {
    sql: 'select id from customers where balance > 10.50 and balance <= 100',
    iris: [
      'SELECT t1."id" AS "c1" FROM "SQLUser"."customers" t1 WHERE ((t1."balance" > 10.5) AND (t1."balance" <= 100))',
    ],
  },
  {
    sql: 'select id from customers where id in (1, 2, 3)',
    iris: ['SELECT t1."id" AS "c1" FROM "SQLUser"."customers" t1 WHERE (t1."id" IN (1, 2, 3))'],
  },
  {
    sql: "select id from customers where name not in ('a', $1)",
    iris: [
      'SELECT t1."id" AS "c1" FROM "SQLUser"."customers" t1 WHERE (t1."name" NOT IN (\'a\', CAST(? AS CHAR VARYING)))',
    ],
    slots: ['$1'],
  },
  {
    sql: 'select id from customers where id = any($1)',
    pinned: {
      '0': '{1,2,3}',
    },
    iris: ['SELECT t1."id" AS "c1" FROM "SQLUser"."customers" t1 WHERE (t1."id" IN (1, 2, 3))'],
  },
  {
    sql: 'select id from customers where name = any($1)',
    pinned: {
      '0': '{a,"b c",NULL}',
    },
    iris: [
      'SELECT t1."id" AS "c1" FROM "SQLUser"."customers" t1 WHERE (t1."name" IN (\'a\', \'b c\', CAST(NULL AS CHAR VARYING)))',
    ],
  },
  {
    sql: 'select id from customers where name <> all($1)',
    pinned: {
      '0': '{}',
    },
    iris: ['SELECT t1."id" AS "c1" FROM "SQLUser"."customers" t1 WHERE (1 = 1)'],
  },
  {
    sql: "select id from customers where id = any('{4,5}'::int[])",
    iris: ['SELECT t1."id" AS "c1" FROM "SQLUser"."customers" t1 WHERE (t1."id" IN (4, 5))'],
  },
  {
    sql: "select id from customers where name like any(array['a%', 'b%'])",
    iris: [
      'SELECT t1."id" AS "c1" FROM "SQLUser"."customers" t1 WHERE ((t1."name" LIKE \'a%\' ESCAPE \'\\\') OR (t1."name" LIKE \'b%\' ESCAPE \'\\\'))',
    ],
  },
  {
    sql: 'select id from customers where id = any($1)',
    needs: [0],
  },
  {
    sql: "select id from customers where (name, id) > ('m', 5)",
    iris: [
      'SELECT t1."id" AS "c1" FROM "SQLUser"."customers" t1 WHERE (((\'x\' || t1."name") > (\'x\' || \'m\')) OR ((t1."name" = \'m\') AND (t1."id" > 5)))',
    ],
  },
  {
    sql: "select id from customers where (name, id) = ('m', 5)",
    iris: [
      'SELECT t1."id" AS "c1" FROM "SQLUser"."customers" t1 WHERE ((t1."name" = \'m\') AND (t1."id" = 5))',
    ],
  },
  {
    sql: 'select id from customers where email is distinct from $1',
    iris: [
      'SELECT t1."id" AS "c1" FROM "SQLUser"."customers" t1 WHERE (((t1."email" IS NULL) AND (CAST(? AS CHAR VARYING) IS NOT NULL)) OR ((t1."email" IS NOT NULL) AND (CAST(? AS CHAR VARYING) IS NULL)) OR ((t1."email" IS NOT NULL) AND (CAST(? AS CHAR VARYING) IS NOT NULL) AND (t1."email" <> ?)))',
    ],
    slots: ['$1', '$1', '$1', '$1'],
  },
  {
    sql: "select id from customers where email is not distinct from 'x'",
    iris: [
      'SELECT t1."id" AS "c1" FROM "SQLUser"."customers" t1 WHERE (NOT ((t1."email" IS NULL) OR (t1."email" <> \'x\')))',
    ],
  },
  {
    sql: "select id from customers where name like 'a\\_%' and email not like $1",
    iris: [
      'SELECT t1."id" AS "c1" FROM "SQLUser"."customers" t1 WHERE ((t1."name" LIKE \'a\\_%\' ESCAPE \'\\\') AND (t1."email" NOT LIKE CAST(? AS CHAR VARYING) ESCAPE \'\\\'))',
    ],
    slots: ['$1'],
  },
  {
    sql: "select id from customers where name ilike '%x%'",
    iris: [
      'SELECT t1."id" AS "c1" FROM "SQLUser"."customers" t1 WHERE (UPPER(t1."name") LIKE UPPER(\'%x%\') ESCAPE \'\\\')',
    ],
  },
  {
    sql: "select id from customers where name like 'a\\'",
    error: '22025 LIKE pattern must not end with escape character',
  },
  {
    sql: "select id from customers where name like 'a!%' escape '!'",
    iris: [
      'SELECT t1."id" AS "c1" FROM "SQLUser"."customers" t1 WHERE (t1."name" LIKE \'a!%\' ESCAPE \'!\')',
    ],
  },
  {
    sql: "select id from docs where code like 'ab%'",
    iris: [
      'SELECT t1."id" AS "c1" FROM "SQLUser"."docs" t1 WHERE (RPAD(t1."code", 5) LIKE \'ab%\' ESCAPE \'\\\')',
    ],
  },
  {
    sql: "select id from legacy where name = 'Berlin' and city > 'A'",
    iris: [
      'SELECT t1."id" AS "c1" FROM "SQLUser"."legacy" t1 WHERE ((%EXACT(t1."name") = \'Berlin\') AND ((\'x\' || %EXACT(t1."city")) > (\'x\' || \'A\')))',
    ],
  },
  {
    sql: 'select name, city from legacy order by city, name',
    iris: [
      'SELECT %EXACT(t1."name") AS "c1", %EXACT(t1."city") AS "c2" FROM "SQLUser"."legacy" t1 ORDER BY (\'x\' || %EXACT(t1."city")), CASE WHEN (\'x\' || %EXACT(t1."name")) IS NULL THEN 1 ELSE 0 END, (\'x\' || %EXACT(t1."name"))',
    ],
  },
  {
    sql: 'select id from customers where created > now()',
    iris: [
      'SELECT t1."id" AS "c1" FROM "SQLUser"."customers" t1 WHERE (t1."created" > CAST(? AS TIMESTAMP))',
    ],
    slots: ['now'],
  },
  {
    sql: 'select current_date, current_user, id from customers',
    iris: [
      'SELECT CAST(? AS DATE) AS "c1", CAST(? AS CHAR VARYING) AS "c2", t1."id" AS "c3" FROM "SQLUser"."customers" t1',
    ],
    slots: ['currentDate', 'currentUser'],
  },
  {
    sql: "select id from docs where u = '11111111-2222-3333-4444-555555555555' and short = 3 and rate > 1.5",
    iris: [
      'SELECT t1."id" AS "c1" FROM "SQLUser"."docs" t1 WHERE ((t1."u" = \'11111111-2222-3333-4444-555555555555\') AND (t1."short" = 3) AND (t1."rate" > CAST(1.5 AS DOUBLE)))',
    ],
  },
  {
    sql: "select id from docs where raw = '\\x0102' or opens < time '12:30'",
    iris: [
      'SELECT t1."id" AS "c1" FROM "SQLUser"."docs" t1 WHERE ((t1."raw" = ?) OR (t1."opens" < {t \'12:30:00\'}))',
    ],
    slots: ['=0102'],
  },
  {
    sql: "select 1, 'a', null, true, -5, 1.50, id from customers",
    iris: [
      'SELECT 1 AS "c1", \'a\' AS "c2", CAST(NULL AS CHAR VARYING) AS "c3", 1 AS "c4", (-5) AS "c5", 1.5 AS "c6", t1."id" AS "c7" FROM "SQLUser"."customers" t1',
    ],
    scales: {
      '5': 2,
    },
  },
  {
    sql: 'select $1::int, $2, $3::numeric, $4::timestamp, $5::bool from customers',
    iris: [
      'SELECT CAST(? AS INTEGER) AS "c1", CAST(? AS CHAR VARYING) AS "c2", CAST(? AS DECIMAL) AS "c3", CAST(? AS TIMESTAMP) AS "c4", CAST(? AS BIT) AS "c5" FROM "SQLUser"."customers" t1',
    ],
    slots: ['$1', '$2', '$3', '$4', '$5'],
    computed: { '2': '$3' },
  },
  {
    sql: 'select meta, tags, \'{"b":1,"a":2}\'::jsonb from docs',
    iris: [
      'SELECT t1."meta" AS "c1", t1."tags" AS "c2", \'{"a": 2, "b": 1}\' AS "c3" FROM "SQLUser"."docs" t1',
    ],
  },
  {
    sql: 'select id from big_orders where total > 5',
    iris: ['SELECT t1."id" AS "c1" FROM "SQLUser"."big_orders" t1 WHERE (t1."total" > 5)'],
  },
  {
    sql: "select case when balance > 0 then 'plus' when balance < 0 then 'minus' else 'zero' end from customers",
    iris: [
      'SELECT CASE WHEN (t1."balance" > 0) THEN \'plus\' WHEN (t1."balance" < 0) THEN \'minus\' ELSE \'zero\' END AS "c1" FROM "SQLUser"."customers" t1',
    ],
  },
  {
    sql: "select case name when 'a' then 1 when $1 then 2 end from customers",
    iris: [
      'SELECT CASE WHEN (t1."name" = \'a\') THEN 1 WHEN (t1."name" = ?) THEN 2 ELSE CAST(NULL AS INTEGER) END AS "c1" FROM "SQLUser"."customers" t1',
    ],
    slots: ['$1'],
  },
  {
    sql: "select coalesce(email, name, '?'), nullif(name, email) from customers",
    iris: [
      'SELECT COALESCE(t1."email", t1."name", \'?\') AS "c1", CASE WHEN (t1."name" = t1."email") THEN NULL ELSE t1."name" END AS "c2" FROM "SQLUser"."customers" t1',
    ],
  },
  {
    sql: 'select greatest(balance, 5), least(id, 7, $1), greatest(name, email) from customers',
    iris: [
      'SELECT t1."balance" AS "c1", CAST(LEAST(t1."id", 7, COALESCE(CAST(? AS INTEGER), t1."id", 7)) AS INTEGER) AS "c2", CASE WHEN GREATEST((\'x\' || t1."name"), (\'x\' || COALESCE(t1."email", t1."name"))) = \'x\' THEN \'\' ELSE SUBSTRING(GREATEST((\'x\' || t1."name"), (\'x\' || COALESCE(t1."email", t1."name"))), 2) END AS "c3" FROM "SQLUser"."customers" t1',
    ],
    slots: ['$1'],
    computed: { '0': 'greatest(#0:2, 5)' },
  },
  {
    sql: 'select id from customers where coalesce(active, false)',
    iris: ['SELECT t1."id" AS "c1" FROM "SQLUser"."customers" t1 WHERE (COALESCE(t1."active", 0) = 1)'],
  },
  {
    sql: 'select active is true, active is not false, active is unknown from customers',
    iris: [
      'SELECT CASE WHEN ((t1."active" IS NOT NULL) AND (t1."active" = 1)) THEN 1 ELSE 0 END AS "c1", CASE WHEN ((t1."active" IS NULL) OR (t1."active" = 1)) THEN 1 ELSE 0 END AS "c2", CASE WHEN (t1."active" IS NULL) THEN 1 ELSE 0 END AS "c3" FROM "SQLUser"."customers" t1',
    ],
  },
  {
    sql: 'select (id = 1) is not true from customers',
    iris: [
      'SELECT CASE WHEN ((CASE WHEN (t1."id" = 1) THEN 1 WHEN (NOT (t1."id" = 1)) THEN 0 END IS NULL) OR (CASE WHEN (t1."id" = 1) THEN 1 WHEN (NOT (t1."id" = 1)) THEN 0 END = 0)) THEN 1 ELSE 0 END AS "c1" FROM "SQLUser"."customers" t1',
    ],
  },
  {
    sql: 'select row(id, name) is null from customers',
    iris: [
      'SELECT CASE WHEN ((t1."id" IS NULL) AND (t1."name" IS NULL)) THEN 1 ELSE 0 END AS "c1" FROM "SQLUser"."customers" t1',
    ],
  },
];
