import { expect } from 'chai';
import type { Shadow, ShadowRows } from '../../../src/catalog/shadow.ts';
import { lift } from '../../../src/sql/lexer/lift.ts';
import { ALICE, ask, openShadow, SHADOW_TIMEOUT, textRows } from '../catalog/support/shadow.ts';

/**
 * PostgreSQL itself is asked whether a statement with its literals lifted means what it meant: it must give the same
 * columns and rows, or be refused (then the client's own text is used).
 */
const STATEMENTS = [
  'select -5, - 5, -2147483648, - 2147483648, 2147483648, -9223372036854775808, 9223372036854775808',
  'select (-2147483648), (- 2147483648)::int8, abs(-2147483648), 1 - 2147483648, 1 - -2147483648',
  'select x from (values (-2147483648), (2)) v(x) where x = -2147483648',
  'select x from (values (-9223372036854775808)) v(x) where x >= -9223372036854775808',
  'select -2 ^ 2, -5 % 3, 7 / 2, 7.0 / 2, 1e3, 1.50, .5, 5 / -2, @ -5, 2 * -3, - - 3',
  'select abs(1.50), round(2.567, 2), power(2, 3), 1.50 * 2, x * 1.50 from (values (2)) v(x)',
  "select 'a' || 'b', 'a' || 5, upper('x'), length('it''s'), '' , 'x' like 'X', 'x' ilike 'X%'",
  "select 'a' like 'a' escape '!', 'a%' like 'a!%' escape '!', 'ab' similar to 'a_', 'ab' ~ '^a'",
  "select '1'::int, '1' + 1, '1.5'::numeric(3,1), '2024-01-31'::date + 1, '{1,2}'::int[], '1'::int8",
  "select cast('12' as integer), cast('ab' as varchar(1)), 'abc'::char(2), 'abc'::char, '101'::bit(3)",
  "select '1'::interval hour, '1' :: interval day, cast('1' as interval minute), '1 day'::interval",
  "select date '2024-01-31', timestamp '2024-01-31 10:00', interval '1' day, interval(0) '1.5 s'",
  "select timestamp with time zone '2024-01-31 10:00+02', time '10:00', timestamptz '2024-01-31 10:00' at time zone 'Asia/Tokyo'",
  "select date_trunc('day', timestamp '2024-01-31 10:00'), extract('year' from date '2024-01-31'), extract(year from date '2024-01-31')",
  "select timestamp '2024-01-31' + '1 day', date '2024-01-31' - 7, date '2024-01-31' - '2024-01-01'",
  "select substring('abc' from 2 for 1), substring('abc', 2), overlay('abc' placing 'x' from 2), position('b' in 'abc'), trim('x' from 'xax')",
  'select x, y from (values (2, 1), (1, 2)) v(x, y) order by 1',
  'select x, y from (values (2, 1), (1, 2)) v(x, y) order by 2 desc, 1',
  'select x, y from (values (1, 3), (1, 2)) v(x, y) order by x is distinct from y, 2',
  'select rows, y from (values (1, 3), (1, 2)) v(rows, y) order by rows, 2',
  'select range, y from (values (1, 3), (1, 2)) v(range, y) order by range, 2 limit 1',
  'select x from (values (2), (1)) v(x) order by -x, x + 1 limit 1 offset 1',
  'select x from (values (2), (1), (3)) v(x) order by x fetch first 2 rows only',
  'select x from (values (2), (1), (3)) v(x) order by x fetch next row only',
  'select x, count(*) from (values (1), (1), (2)) v(x) group by 1 order by 1',
  'select x + 1, count(*) from (values (1), (1), (2)) v(x) group by x + 1 order by x + 1',
  "select x || 'a', count(*) from (values ('p'), ('p'), ('q')) v(x) group by x || 'a' order by 1",
  'select x % 2, sum(x) filter (where x > 1) from (values (1), (1), (2)) v(x) group by x % 2 having count(*) > 0 order by 1',
  'select x, y, count(*) from (values (1, 2), (1, 3)) v(x, y) group by rollup (1, 2) order by 1, 2',
  'select x, y, count(*) from (values (1, 2), (1, 3)) v(x, y) group by grouping sets ((1), (1, 2), ()) order by 1, 2',
  'select x, y, count(*) from (values (1, 2), (1, 3)) v(x, y) group by cube ((1), (2)) order by 1, 2',
  'select distinct x + 1 from (values (1), (1), (2)) v(x) order by x + 1',
  'select distinct on (1) x, y from (values (1, 2), (1, 3)) v(x, y) order by 1, 2 desc',
  'select distinct on (x % 2) x from (values (1), (3), (2)) v(x) order by x % 2, x desc',
  'select sum(x) over (order by x rows between 1 preceding and 1 following) from (values (1), (2), (3)) v(x)',
  "select string_agg(x, ',' order by x desc), percentile_cont(0.5) within group (order by length(x)) from (values ('a'), ('b')) v(x)",
  "select case x when 1 then 'one' else 'many' end, case when x > 1 then 2.5 end from (values (1), (2)) v(x)",
  "select coalesce(null, 'a'), nullif('a', 'a'), greatest(1, 2.5), least('b', 'a')",
  'select x in (1, 3), x not in (2), x between 1 and 2, x between symmetric 2 and 1 from (values (1), (2)) v(x)',
  "select x in ('a', 'b'), x = any ('{a,c}'), x = any (array['a', 'c']) from (values ('a'), ('b')) v(x)",
  "select 'a' is null, 'a' = 'a', null is null, true and 'true'",
  "select 'a' union select 'b' order by 1",
  'select 1 union select 2.5 union all select 3 order by 1',
  "values ('a', 1), ('b', 2.5)",
  "select (array[1, 2, 3])[2], ('{4,5,6}'::int[])[1:2], array['a'] || 'b'",
  "select row(1, 'a') = row(1, 'a'), (1, 2) < (1, 3), (1, 'x') in ((1, 'x'), (2, 'y'))",
  "select '{\"a\": [1, 2]}'::json -> 'a' -> 0, '{\"a\": 1}'::jsonb ->> 'a', '{\"a\": 1}'::jsonb @> '{\"a\": 1}'",
  "select jsonb_build_object('a', 1, 'b', 'x'), to_json('a'::text), concat('a', 1, 2.5), format('%s-%s', 'a', 5)",
  "select '[1,2,3]'::vector <-> '[1,2,4]', '[1,2,3]'::vector(3) <=> '[3,2,1]'",
  "select to_char(1234.5, '9,999.99'), to_char(date '2024-01-31', 'YYYY-MM'), to_date('31.01.2024', 'DD.MM.YYYY')",
  "select x::varchar(2), x::pg_catalog.varchar(2), cast(x as character varying(1)), x::char varying(2) from (values ('abc')) v(x)",
  'select x::numeric(4, 1), x::decimal(3), x::numeric from (values (12.345)) v(x)',
  'with a as (select 1 as n), b as materialized (select n + 1 as n from a where n = 1) select * from b where n = 2',
  'with recursive r(n) as (select 1 union all select n + 1 from r where n < 5) select sum(n) from r where n > 2',
  'select * from generate_series(1, 10, 3) g where g > 2 limit 2',
  "select * from unnest(array['a', 'b']) with ordinality u(x, n) where n = 2",
  "select relname from pg_class where relname = 'pg_class' and relkind in ('r', 'v') and relnamespace = 11",
  "select relname from pg_catalog.pg_class c where c.relname operator(pg_catalog.~) '^(pg_class)$' collate pg_catalog.default",
  "select 'pg_class'::regclass::oid, '1259'::regclass::text, to_regclass('pg_class')",
  'select x as "limit", "limit" from (values (1, 2)) v(x, "limit") where "limit" = 2 order by "limit", 1',
  "select E'a\\nb', U&'d\\0061t', $$it's$$, B'101', X'1F', N'n', 0x1F, 1_000",
  "select ((1)), (('a')), (2 + 3) * 4, not false, not (1 = 1)",
  'select exists (select 1 where 1 = 0), (select 5), array(select 6)',
  "select 'a' as x where 'a' between 'a' and 'b' and 5 > '3'",
  "select current_date - 1 = current_date - interval '1 day', now() - '1 day'::interval < now()",
  "select set_bit('101'::bit(3), 1, 1), bit '101' & '100', 5 & 3, 5 # 3, ~5, 1 << 3",
  'select \'a\' collate "C" < \'B\' collate "C", lower(\'A\' collate "C")',
  "select left('abc', 2), right('abc', -1), repeat('a', 3), lpad('a', 3, '*'), split_part('a,b', ',', 2)",
  "select 1 as a, 'x' as b, 2.0 as c offset 0 limit all",
];

describe('lifted statements', function () {
  this.timeout(SHADOW_TIMEOUT);
  let shadow: Shadow;
  let lifting = 0;

  before(async () => {
    shadow = await openShadow();
  });

  after(async () => {
    await shadow.close();
    expect(lifting, 'statements that kept their meaning as parameters').to.be.greaterThan(40);
  });

  function askLifted(text: string): ShadowRows | null {
    const lifted = lift(text);
    if (lifted === null || lifted.literals.length === 0) return null;
    return shadow.query({
      text: lifted.text,
      parameterTypes: lifted.literals.map(({ typeOid }) => typeOid),
      parameterFormats: [],
      parameters: lifted.literals.map(({ value }) => Buffer.from(value)),
      resultFormats: [],
      session: ALICE,
    });
  }

  for (const text of STATEMENTS) {
    it(text, () => {
      const lifted = askLifted(text);
      if (lifted === null || lifted.error !== null) return;
      lifting += 1;
      const own = ask(shadow, text);
      expect(lifted.columns).to.deep.equal(own.columns);
      expect(textRows(lifted)).to.deep.equal(textRows(own));
    });
  }
});
