import type { SelectCase } from '../select-case.ts';

/** Functions, operators and casts. */
export const cases: readonly SelectCase[] = [
  {
    sql: "select placed - localtimestamp, extract(epoch from (placed - timestamp '2024-01-01')), date_part('day', now() - now()) from orders",
    iris: [
      "SELECT (CASE WHEN DATEDIFF('microsecond', CAST(? AS TIMESTAMP), t1.\"placed\") >= 0 THEN ('10000' || LPAD(CAST(DATEDIFF('microsecond', CAST(? AS TIMESTAMP), t1.\"placed\") AS CHAR VARYING), 18, '0')) WHEN DATEDIFF('microsecond', CAST(? AS TIMESTAMP), t1.\"placed\") < 0 THEN ('09999' || LPAD(CAST((1000000000000000000 + DATEDIFF('microsecond', CAST(? AS TIMESTAMP), t1.\"placed\")) AS CHAR VARYING), 18, '0')) END || '|0|' || CAST(ROUND((DATEDIFF('microsecond', CAST(? AS TIMESTAMP), t1.\"placed\") / 86400000000), 0, 1) AS CHAR VARYING) || '|' || CAST(MOD(DATEDIFF('microsecond', CAST(? AS TIMESTAMP), t1.\"placed\"), 86400000000) AS CHAR VARYING)) AS \"c1\", (DATEDIFF('microsecond', {ts '2024-01-01 00:00:00'}, t1.\"placed\") / 1000000) AS \"c2\", CAST(ROUND((DATEDIFF('microsecond', CAST(? AS TIMESTAMP), CAST(? AS TIMESTAMP)) / 86400000000), 0, 1) AS DOUBLE) AS \"c3\" FROM \"SQLUser\".\"orders\" t1",
    ],
    slots: ['localNow', 'localNow', 'localNow', 'localNow', 'localNow', 'localNow', 'now', 'now'],
    scales: {
      '1': 6,
    },
  },
  {
    sql: "select interval '1 day 02:00:00', id from customers where now() - created > interval '30 days'",
    iris: [
      "SELECT '10000000000093600000000|0|1|7200000000' AS \"c1\", t1.\"id\" AS \"c2\" FROM \"SQLUser\".\"customers\" t1 WHERE (('x' || SUBSTRING((CASE WHEN DATEDIFF('microsecond', t1.\"created\", CAST(? AS TIMESTAMP)) >= 0 THEN ('10000' || LPAD(CAST(DATEDIFF('microsecond', t1.\"created\", CAST(? AS TIMESTAMP)) AS CHAR VARYING), 18, '0')) WHEN DATEDIFF('microsecond', t1.\"created\", CAST(? AS TIMESTAMP)) < 0 THEN ('09999' || LPAD(CAST((1000000000000000000 + DATEDIFF('microsecond', t1.\"created\", CAST(? AS TIMESTAMP))) AS CHAR VARYING), 18, '0')) END || '|0|' || CAST(ROUND((DATEDIFF('microsecond', t1.\"created\", CAST(? AS TIMESTAMP)) / 86400000000), 0, 1) AS CHAR VARYING) || '|' || CAST(MOD(DATEDIFF('microsecond', t1.\"created\", CAST(? AS TIMESTAMP)), 86400000000) AS CHAR VARYING)), 1, 23)) > ('x' || SUBSTRING('10000000002592000000000|0|30|0', 1, 23)))",
    ],
    slots: ['now', 'now', 'now', 'now', 'now', 'now'],
  },
  {
    sql: "select id from customers where created > timestamptz '2024-01-01 12:00:00+02' and created < $1",
    pinned: {
      '0': '2024-02-01 00:00:00-05',
    },
    iris: [
      'SELECT t1."id" AS "c1" FROM "SQLUser"."customers" t1 WHERE ((t1."created" > {ts \'2024-01-01 10:00:00\'}) AND (t1."created" < {ts \'2024-02-01 05:00:00\'}))',
    ],
  },
  {
    sql: "select array['a', 'b c'], '{01,2}'::int[], id from docs",
    iris: ['SELECT \'{a,"b c"}\' AS "c1", \'{1,2}\' AS "c2", t1."id" AS "c3" FROM "SQLUser"."docs" t1'],
  },
  {
    sql: 'select c.id + 1, c.id - -2, -c.id, c.id * 2.5, balance + total from customers c join orders o on true',
    iris: [
      'SELECT (t1."id" + 1) AS "c1", (t1."id" - (-2)) AS "c2", (-t1."id") AS "c3", (t1."id" * 2.5) AS "c4", (t1."balance" + t2."total") AS "c5" FROM "SQLUser"."customers" t1 JOIN "SQLUser"."orders" t2 ON (1 = 1)',
    ],
    scales: {
      '3': 1,
      '4': 2,
    },
  },
  {
    sql: 'select qty / 2, qty % 3, price / 2, id / 7 from items, docs',
    iris: [
      'SELECT CAST(ROUND((t1."qty" / 2), 0, 1) AS INTEGER) AS "c1", MOD(t1."qty", 3) AS "c2", t1."price" AS "c3", CAST(((t2."id" - MOD(t2."id", 7)) / 7) AS BIGINT) AS "c4" FROM "SQLUser"."items" t1, "SQLUser"."docs" t2',
    ],
    computed: { '2': '(#2:2 / 2)' },
  },
  {
    sql: 'select 7::bigint / id, id % 5 from docs',
    iris: [
      'SELECT CAST(((7 - MOD(7, t1."id")) / t1."id") AS BIGINT) AS "c1", MOD(t1."id", 5) AS "c2" FROM "SQLUser"."docs" t1',
    ],
  },
  {
    sql: 'select score * 2, score / 3, score ^ 2, |/ score, @ score from docs',
    iris: [
      'SELECT (t1."score" * CAST(2 AS DOUBLE)) AS "c1", (t1."score" / CAST(3 AS DOUBLE)) AS "c2", POWER(t1."score", CAST(2 AS DOUBLE)) AS "c3", SQRT(t1."score") AS "c4", ABS(t1."score") AS "c5" FROM "SQLUser"."docs" t1',
    ],
  },
  {
    sql: 'select abs(balance), ceil(balance), floor(balance), round(balance), round(balance, 1), trunc(balance, 1), sign(balance) from customers',
    iris: [
      'SELECT ABS(t1."balance") AS "c1", CEILING(t1."balance") AS "c2", FLOOR(t1."balance") AS "c3", ROUND(t1."balance", 0) AS "c4", ROUND(t1."balance", 1) AS "c5", ROUND(t1."balance", 1, 1) AS "c6", SIGN(t1."balance") AS "c7" FROM "SQLUser"."customers" t1',
    ],
    scales: {
      '0': 2,
      '1': 0,
      '2': 0,
      '3': 0,
      '4': 1,
      '5': 1,
      '6': 0,
    },
  },
  {
    sql: 'select round(score), sqrt(score), ln(score), log(score), exp(score), power(score, 2), pi() from docs',
    iris: [
      'SELECT CASE WHEN ((t1."score" - FLOOR(t1."score")) < 0.5) THEN FLOOR(t1."score") WHEN (((t1."score" - FLOOR(t1."score")) = 0.5) AND (MOD(FLOOR(t1."score"), 2) = 0)) THEN FLOOR(t1."score") ELSE (FLOOR(t1."score") + 1) END AS "c1", SQRT(t1."score") AS "c2", LOG(t1."score") AS "c3", LOG10(t1."score") AS "c4", EXP(t1."score") AS "c5", POWER(t1."score", CAST(2 AS DOUBLE)) AS "c6", PI() AS "c7" FROM "SQLUser"."docs" t1',
    ],
  },
  {
    sql: 'select balance::int, score::int, id::text, active::text, id::numeric(6,2), name::varchar(3), active::int, id::bool from customers, (select score from docs) d',
    iris: [
      'SELECT CAST(ROUND(t1."balance", 0) AS INTEGER) AS "c1", CAST(CASE WHEN ((t2."c1" - FLOOR(t2."c1")) < 0.5) THEN FLOOR(t2."c1") WHEN (((t2."c1" - FLOOR(t2."c1")) = 0.5) AND (MOD(FLOOR(t2."c1"), 2) = 0)) THEN FLOOR(t2."c1") ELSE (FLOOR(t2."c1") + 1) END AS INTEGER) AS "c2", CAST(t1."id" AS CHAR VARYING) AS "c3", CASE t1."active" WHEN 1 THEN \'true\' WHEN 0 THEN \'false\' END AS "c4", t1."id" AS "c5", SUBSTRING(t1."name", 1, 3) AS "c6", t1."active" AS "c7", CASE WHEN t1."id" = 0 THEN 0 WHEN t1."id" <> 0 THEN 1 END AS "c8" FROM "SQLUser"."customers" t1, (SELECT t3."score" AS "c1" FROM "SQLUser"."docs" t3) t2',
    ],
    computed: { '4': 'numeric(#4:0, 393222)' },
  },
  {
    sql: 'select cast(balance as float8), cast(customers.id as bigint), cast(born as timestamp), placed::date, created::date from customers, orders',
    iris: [
      'SELECT CAST(t1."balance" AS DOUBLE) AS "c1", t1."id" AS "c2", CAST(t1."born" AS TIMESTAMP) AS "c3", CAST(t2."placed" AS DATE) AS "c4", CAST(t1."created" AS DATE) AS "c5" FROM "SQLUser"."customers" t1, "SQLUser"."orders" t2',
    ],
  },
  {
    sql: "select name || '-' || id, name || email from customers",
    iris: [
      'SELECT ((t1."name" || \'-\') || CAST(t1."id" AS CHAR VARYING)) AS "c1", (t1."name" || t1."email") AS "c2" FROM "SQLUser"."customers" t1',
    ],
  },
  {
    sql: 'select lower(name), upper(name), length(name), char_length(name), reverse(name) from customers',
    iris: [
      'SELECT LOWER(t1."name") AS "c1", UPPER(t1."name") AS "c2", CHAR_LENGTH(t1."name") AS "c3", CHAR_LENGTH(t1."name") AS "c4", REVERSE(t1."name") AS "c5" FROM "SQLUser"."customers" t1',
    ],
  },
  {
    sql: 'select substring(name from 2 for 3), substr(name, 2), left(name, 3), left(name, $1), right(name, 2) from customers',
    iris: [
      'SELECT SUBSTRING(t1."name", 2, 3) AS "c1", SUBSTRING(t1."name", 2) AS "c2", SUBSTRING(t1."name", 1, 3) AS "c3", CASE WHEN CAST(? AS INTEGER) IS NOT NULL THEN SUBSTRING(t1."name", 1, CASE WHEN CAST(? AS INTEGER) >= 0 THEN CAST(? AS INTEGER) WHEN (CHAR_LENGTH(t1."name") + CAST(? AS INTEGER)) > 0 THEN (CHAR_LENGTH(t1."name") + CAST(? AS INTEGER)) ELSE 0 END) END AS "c4", SUBSTRING(t1."name", CASE WHEN (((CHAR_LENGTH(t1."name") - 2) + 1) > 1) THEN ((CHAR_LENGTH(t1."name") - 2) + 1) ELSE 1 END) AS "c5" FROM "SQLUser"."customers" t1',
    ],
    slots: ['$1', '$1', '$1', '$1', '$1'],
  },
  {
    sql: "select position('a' in name), strpos(name, 'b'), replace(name, 'a', 'b'), translate(name, 'ab', 'xy') from customers",
    iris: [
      'SELECT POSITION(\'a\' IN t1."name") AS "c1", POSITION(\'b\' IN t1."name") AS "c2", REPLACE(t1."name", \'a\', \'b\') AS "c3", $TRANSLATE(t1."name", \'ab\', \'xy\') AS "c4" FROM "SQLUser"."customers" t1',
    ],
  },
  {
    sql: "select trim(name), ltrim(name), rtrim(name, 'xy'), btrim(name, ' '), repeat(name, 2) from customers",
    iris: [
      'SELECT TRIM(BOTH \' \' FROM t1."name") AS "c1", TRIM(LEADING \' \' FROM t1."name") AS "c2", TRIM(TRAILING \'xy\' FROM t1."name") AS "c3", TRIM(BOTH \' \' FROM t1."name") AS "c4", REPEAT(t1."name", 2) AS "c5" FROM "SQLUser"."customers" t1',
    ],
  },
  {
    sql: "select lpad(name, 5), rpad(name, 5, '*'), split_part(email, '@', 2), starts_with(name, 'a') from customers",
    iris: [
      'SELECT LPAD(t1."name", 5, \' \') AS "c1", RPAD(t1."name", 5, \'*\') AS "c2", CASE WHEN t1."email" IS NOT NULL THEN COALESCE($PIECE(t1."email", \'@\', 2), \'\') END AS "c3", CASE WHEN (POSITION(\'a\' IN t1."name") = 1) THEN 1 WHEN (NOT (POSITION(\'a\' IN t1."name") = 1)) THEN 0 END AS "c4" FROM "SQLUser"."customers" t1',
    ],
  },
  {
    sql: "select concat(name, id, email), concat_ws(', ', name, email) from customers",
    iris: [
      'SELECT COALESCE(STRING(t1."name", CAST(t1."id" AS CHAR VARYING), t1."email"), \'\') AS "c1", COALESCE(SUBSTRING(STRING((\', \' || t1."name"), (\', \' || t1."email")), (CHAR_LENGTH(\', \') + 1)), \'\') AS "c2" FROM "SQLUser"."customers" t1',
    ],
  },
  {
    sql: 'select ascii(name), chr(id) from customers',
    iris: [
      'SELECT CASE WHEN t1."name" = \'\' THEN 0 ELSE ASCII(t1."name") END AS "c1", CHAR(t1."id") AS "c2" FROM "SQLUser"."customers" t1',
    ],
  },
  {
    sql: 'select extract(year from placed), extract(month from placed), extract(dow from placed), extract(isodow from placed), extract(week from placed) from orders',
    iris: [
      'SELECT DATEPART(\'year\', t1."placed") AS "c1", DATEPART(\'month\', t1."placed") AS "c2", MOD((MOD(DATEDIFF(\'day\', {d \'1841-01-03\'}, t1."placed"), 7) + 7), 7) AS "c3", (MOD((MOD(DATEDIFF(\'day\', {d \'1841-01-04\'}, t1."placed"), 7) + 7), 7) + 1) AS "c4", ROUND(((DATEPART(\'dayofyear\', DATEADD(\'day\', (3 - MOD((MOD(DATEDIFF(\'day\', {d \'1841-01-04\'}, t1."placed"), 7) + 7), 7)), t1."placed")) + 6) / 7), 0, 1) AS "c5" FROM "SQLUser"."orders" t1',
    ],
    scales: {
      '0': 0,
      '1': 0,
      '2': 0,
      '3': 0,
      '4': 0,
    },
  },
  {
    sql: "select extract(epoch from placed), extract(second from placed), date_part('hour', placed), extract(quarter from placed), extract(doy from placed) from orders",
    iris: [
      'SELECT (DATEDIFF(\'microsecond\', {ts \'1970-01-01 00:00:00\'}, t1."placed") / 1000000) AS "c1", (((ROUND(DATEPART(\'second\', t1."placed"), 0, 1) * 1000000) + DATEPART(\'microsecond\', t1."placed")) / 1000000) AS "c2", CAST(DATEPART(\'hour\', t1."placed") AS DOUBLE) AS "c3", DATEPART(\'quarter\', t1."placed") AS "c4", DATEPART(\'dayofyear\', t1."placed") AS "c5" FROM "SQLUser"."orders" t1',
    ],
    scales: {
      '0': 6,
      '1': 6,
      '3': 0,
      '4': 0,
    },
  },
  {
    sql: "select extract(day from created), date_part('minute', created) from customers",
    timeZone: '2',
    iris: [
      'SELECT DATEPART(\'day\', DATEADD(\'minute\', 120, t1."created")) AS "c1", CAST(DATEPART(\'minute\', DATEADD(\'minute\', 120, t1."created")) AS DOUBLE) AS "c2" FROM "SQLUser"."customers" t1',
    ],
    scales: {
      '0': 0,
    },
  },
  {
    sql: 'select extract(day from created) from customers',
    timeZone: 'Europe/Berlin',
    error: '0A000 local time in time zone "Europe/Berlin" is not supported on IRIS',
  },
  {
    sql: "select date_trunc('month', placed), date_trunc('week', placed), date_trunc('quarter', placed), date_trunc('hour', placed) from orders",
    iris: [
      'SELECT CAST(TO_CHAR(t1."placed", \'YYYY-MM-01 00:00:00\') AS TIMESTAMP) AS "c1", CAST(TO_CHAR(DATEADD(\'day\', (-MOD((MOD(DATEDIFF(\'day\', {d \'1841-01-04\'}, t1."placed"), 7) + 7), 7)), t1."placed"), \'YYYY-MM-DD 00:00:00\') AS TIMESTAMP) AS "c2", DATEADD(\'month\', (-MOD((DATEPART(\'month\', t1."placed") - 1), 3)), CAST(TO_CHAR(t1."placed", \'YYYY-MM-01 00:00:00\') AS TIMESTAMP)) AS "c3", CAST(TO_CHAR(t1."placed", \'YYYY-MM-DD HH24:00:00\') AS TIMESTAMP) AS "c4" FROM "SQLUser"."orders" t1',
    ],
  },
  {
    sql: 'select date_trunc($1, placed) from orders',
    pinned: {
      '0': 'day',
    },
    iris: [
      'SELECT CAST(TO_CHAR(t1."placed", \'YYYY-MM-DD 00:00:00\') AS TIMESTAMP) AS "c1" FROM "SQLUser"."orders" t1',
    ],
  },
  {
    sql: 'select date_trunc($1, placed) from orders',
    needs: [0],
  },
  {
    sql: "select date_trunc('day', created) from customers",
    iris: [
      'SELECT CAST(TO_CHAR(t1."created", \'YYYY-MM-DD 00:00:00\') AS TIMESTAMP) AS "c1" FROM "SQLUser"."customers" t1',
    ],
  },
  {
    sql: "select to_char(placed, 'YYYY-MM-DD HH24:MI:SS') from orders",
    iris: ['SELECT TO_CHAR(t1."placed", \'YYYY-MM-DD HH24:MI:SS\') AS "c1" FROM "SQLUser"."orders" t1'],
  },
  {
    sql: "select to_char(placed, 'Month') from orders",
    error: '0A000 function to_char(timestamp, text) with format "Month" is not supported on IRIS',
  },
  {
    sql: "select born + 1, born - 7, born - date '2024-01-01' from customers",
    iris: [
      'SELECT CAST(DATEADD(\'day\', 1, t1."born") AS DATE) AS "c1", CAST(DATEADD(\'day\', (-7), t1."born") AS DATE) AS "c2", DATEDIFF(\'day\', {d \'2024-01-01\'}, t1."born") AS "c3" FROM "SQLUser"."customers" t1',
    ],
  },
  {
    sql: "select placed + interval '1 day', placed - interval '1 month 2 days 3 hours', born + interval '90 minutes' from orders, customers",
    iris: [
      'SELECT DATEADD(\'day\', 1, t1."placed") AS "c1", DATEADD(\'second\', (-10800), DATEADD(\'day\', (-2), DATEADD(\'month\', (-1), t1."placed"))) AS "c2", DATEADD(\'second\', 5400, CAST(t2."born" AS TIMESTAMP)) AS "c3" FROM "SQLUser"."orders" t1, "SQLUser"."customers" t2',
    ],
  },
  {
    sql: "select id from orders where placed > now() - interval '7 days'",
    iris: [
      'SELECT t1."id" AS "c1" FROM "SQLUser"."orders" t1 WHERE (t1."placed" > DATEADD(\'day\', (-7), CAST(? AS TIMESTAMP)))',
    ],
    slots: ['now'],
  },
  {
    sql: 'select id from orders where placed > localtimestamp - $1::interval',
    pinned: {
      '0': '1 day 02:00:00',
    },
    iris: [
      'SELECT t1."id" AS "c1" FROM "SQLUser"."orders" t1 WHERE (t1."placed" > DATEADD(\'second\', (-7200), DATEADD(\'day\', (-1), CAST(? AS TIMESTAMP))))',
    ],
    slots: ['localNow'],
  },
  {
    sql: "select placed + id * interval '1 day', placed + make_interval(days => id, hours => 2) from orders",
    iris: [
      'SELECT DATEADD(\'day\', (1 * t1."id"), t1."placed") AS "c1", DATEADD(\'second\', (2 * (3600)), DATEADD(\'day\', (t1."id" * (1)), t1."placed")) AS "c2" FROM "SQLUser"."orders" t1',
    ],
  },
  {
    sql: "select created + interval '1 day', created at time zone 'UTC' from customers",
    iris: [
      'SELECT DATEADD(\'day\', 1, t1."created") AS "c1", t1."created" AS "c2" FROM "SQLUser"."customers" t1',
    ],
  },
  {
    sql: 'select make_date(2024, customers.id, 1), to_timestamp(score) from docs, customers',
    iris: [
      'SELECT TO_DATE((2024 || \'-\' || t2."id" || \'-\' || 1), \'YYYY-MM-DD\') AS "c1", DATEADD(\'microsecond\', ROUND((t1."score" * 1000000), 0), {ts \'1970-01-01 00:00:00\'}) AS "c2" FROM "SQLUser"."docs" t1, "SQLUser"."customers" t2',
    ],
  },
  {
    sql: 'select current_database(), session_user, pg_backend_pid(), id from customers',
    iris: [
      'SELECT CAST(? AS CHAR VARYING) AS "c1", CAST(? AS CHAR VARYING) AS "c2", CAST(? AS INTEGER) AS "c3", t1."id" AS "c4" FROM "SQLUser"."customers" t1',
    ],
    slots: ['database', 'sessionUser', 'backendPid'],
  },
  {
    sql: 'select md5(name) from customers',
    error: '0A000 function md5(text) is not supported on IRIS',
  },
  {
    sql: "select name ~ 'x' from customers",
    error: '0A000 operator ~(text, text) is not supported on IRIS',
  },
  {
    sql: "select meta->>'a' from docs",
    error: '0A000 operator ->>(jsonb, text) is not supported on IRIS',
  },
  {
    sql: 'select name::int from customers',
    error: '0A000 a cast from text to integer is not supported on IRIS',
  },
  {
    sql: "select balance::text, placed::text, born || ' ' || placed, sum(total)::text from customers, orders group by balance, placed, born",
    iris: [
      'SELECT (CASE WHEN (t1."balance" < 0) THEN \'-\' ELSE \'\' END || CAST(CAST(ROUND(ABS(t1."balance"), 0, 1) AS BIGINT) AS CHAR VARYING) || \'.\' || LPAD(CAST(CAST(ROUND(((ABS(t1."balance") - ROUND(ABS(t1."balance"), 0, 1)) * 100), 0) AS BIGINT) AS CHAR VARYING), 2, \'0\')) AS "c1", (TO_CHAR(t2."placed", \'YYYY-MM-DD HH24:MI:SS\') || CASE WHEN (DATEPART(\'microsecond\', t2."placed") = 0) THEN \'\' ELSE (\'.\' || TRIM(TRAILING \'0\' FROM LPAD(CAST(DATEPART(\'microsecond\', t2."placed") AS CHAR VARYING), 6, \'0\'))) END) AS "c2", ((TO_CHAR(t1."born", \'YYYY-MM-DD\') || \' \') || (TO_CHAR(t2."placed", \'YYYY-MM-DD HH24:MI:SS\') || CASE WHEN (DATEPART(\'microsecond\', t2."placed") = 0) THEN \'\' ELSE (\'.\' || TRIM(TRAILING \'0\' FROM LPAD(CAST(DATEPART(\'microsecond\', t2."placed") AS CHAR VARYING), 6, \'0\'))) END)) AS "c3", (CASE WHEN (SUM(t2."total") < 0) THEN \'-\' ELSE \'\' END || CAST(CAST(ROUND(ABS(SUM(t2."total")), 0, 1) AS BIGINT) AS CHAR VARYING) || \'.\' || LPAD(CAST(CAST(ROUND(((ABS(SUM(t2."total")) - ROUND(ABS(SUM(t2."total")), 0, 1)) * 100), 0) AS BIGINT) AS CHAR VARYING), 2, \'0\')) AS "c4" FROM "SQLUser"."customers" t1, "SQLUser"."orders" t2 GROUP BY t1."balance", t2."placed", t1."born"',
    ],
  },
  {
    sql: 'select created::text from customers',
    timeZone: '-3',
    iris: [
      "SELECT ((TO_CHAR(DATEADD('minute', (-180), t1.\"created\"), 'YYYY-MM-DD HH24:MI:SS') || CASE WHEN (DATEPART('microsecond', DATEADD('minute', (-180), t1.\"created\")) = 0) THEN '' ELSE ('.' || TRIM(TRAILING '0' FROM LPAD(CAST(DATEPART('microsecond', DATEADD('minute', (-180), t1.\"created\")) AS CHAR VARYING), 6, '0'))) END) || '-03') AS \"c1\" FROM \"SQLUser\".\"customers\" t1",
    ],
  },
  {
    sql: 'select score::text from docs',
    error: '0A000 the text of a value of type float8 is not supported on IRIS',
  },
  {
    sql: 'select array[id] from customers',
    error: '0A000 ARRAY[...] with an element that is not constant is not supported on IRIS',
  },
  {
    sql: 'select random(), id from customers',
    error: '0A000 function random() is not supported on IRIS',
  },
  {
    sql: 'select tags[1] from docs',
    error: '0A000 a subscript is not supported on IRIS',
  },
  {
    sql: 'select c from customers c',
    error: '0A000 a whole-row reference is not supported on IRIS',
  },
  {
    sql: 'select ctid from customers',
    error: '0A000 system column 1 of a table is not supported on IRIS',
  },
  {
    sql: 'select age(placed) from orders',
    error: '0A000 function age(timestamp) is not supported on IRIS',
  },
  {
    sql: 'select sqrt(balance) from customers',
    error: '0A000 function sqrt(numeric) is not supported on IRIS',
  },
];
