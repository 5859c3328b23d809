import { expect } from 'chai';
import { lift, mayMeanMoment } from '../../../../src/sql/lexer/lift.ts';

describe('lift', () => {
  /** Input, lifted text, literals as value:type. */
  const cases: readonly (readonly [what: string, text: string, lifted: string, literals: string])[] = [
    [
      'strings and integers of a condition',
      "SELECT * FROM t WHERE a=5 AND b = 'it''s'",
      'SELECT * FROM t WHERE a = $1 AND b = $2',
      "5:23 it's:0",
    ],
    [
      'behind the own parameters',
      'select * from t where a = $2 and b = $1 limit 10 offset 20;',
      'select * from t where a = $2 and b = $1 limit $3 offset $4',
      '10:23 20:23',
    ],
    [
      'VALUES rows, types by size, signs folded in',
      "insert into t values (-5, 2147483648, 1.5), (-2147483648, 9223372036854775808, 'x')",
      'insert into t values ( $1 , $2 , $3 ) , ( $4 , $5 , $6 )',
      '-5:23 2147483648:20 1.5:1700 -2147483648:23 9223372036854775808:1700 x:0',
    ],
    ['a minus between operands stays', 'update t set a = b - 3', 'update t set a = b - $1', '3:23'],
    ['a sign before a cast stays', 'update t set a = -3::int8', 'update t set a = - $1 :: int8', '3:23'],
    ['comments and space', "select a/*c*/from\n\tt -- x\nwhere b='y'", 'select a from t where b = $1', 'y:0'],
    [
      'IN lists and BETWEEN',
      'delete from t where a in (1,2) or b between 3 and 4',
      'delete from t where a in ( $1 , $2 ) or b between $3 and $4',
      '1:23 2:23 3:23 4:23',
    ],
    ['casts with ::', "values ('2024-01-01'::date)", 'values ( $1 :: date )', '2024-01-01:0'],
    ['subscripts', 'select a[2] from t', 'select a [ $1 ] from t', '2:23'],
    [
      'common tables',
      'with x as materialized (select a from t where b = 1) select * from x where c = 2',
      'with x as materialized ( select a from t where b = $1 ) select * from x where c = $2',
      '1:23 2:23',
    ],
    [
      'equal literals are one parameter where GROUP BY must match',
      "select date_trunc('day', a) from t where b = 'day' group by date_trunc('day', a)",
      'select date_trunc ( $1 , a ) from t where b = $2 group by date_trunc ( $1 , a )',
      'day:0 day:0',
    ],
    [
      'equal literals are two parameters elsewhere',
      'select a from t where b = 1 and c = 1',
      'select a from t where b = $1 and c = $2',
      '1:23 1:23',
    ],
    [
      'function arguments inside ORDER BY',
      'select a from t order by substr(b, 1, 2), 3',
      'select a from t order by substr ( b , $1 , $2 ) , 3',
      '1:23 2:23',
    ],
    [
      'expressions inside ORDER BY',
      'select a from t order by b + 1, c desc',
      'select a from t order by b + $1 , c desc',
      '1:23',
    ],
    [
      'FETCH FIRST',
      'select a from t fetch first 5 rows only',
      'select a from t fetch first $1 rows only',
      '5:23',
    ],
    [
      'a quoted column named like a clause',
      'select "limit" from t where "from" = 3',
      'select "limit" from t where "from" = $1',
      '3:23',
    ],
  ];
  for (const [what, text, expected, literals] of cases) {
    it(what, () => {
      const lifted = lift(text);
      expect(lifted?.text).to.equal(expected);
      expect(lifted?.literals.map(({ value, typeOid }) => `${value}:${typeOid}`).join(' ')).to.equal(
        literals,
      );
    });
  }

  const kept: readonly (readonly [what: string, text: string])[] = [
    ['places in ORDER BY and GROUP BY', 'select a , b from t group by 1 , ( 2 ) order by 2 desc , 1'],
    ['a place after IS DISTINCT FROM', 'select a , b from t order by a is distinct from b , 2'],
    ['a place after a column named rows', 'select a , rows from t order by rows , 2'],
    ['a negative place', 'select a from t order by - 1'],
    [
      'places in DISTINCT ON and GROUPING SETS',
      'select distinct on ( 1 ) a from t group by grouping sets ( ( 1 ) , ( 1 , 2 ) )',
    ],
    ['places in ROLLUP', 'select a from t group by rollup ( 1 , ( 2 , 3 ) )'],
    ['constants', 'select null , true from t where a is not false'],
    [
      'typed literals',
      "select date '2024-01-01' , interval '1' day , timestamp with time zone '2024-01-01' from t",
    ],
    ['prefixed strings', "select E'a' , B'01' , X'1F' , $$a$$ from t"],
    [
      'type modifiers',
      'select a :: varchar ( 10 ) , cast ( b as numeric ( 10 , 2 ) ) , c :: pg_catalog.bpchar ( 3 ) from t'.replace(
        'pg_catalog.bpchar',
        'pg_catalog . bpchar',
      ),
    ],
    ['fields of intervals', "select '1' :: interval day from t"],
    ['ESCAPE, COLLATE, AT TIME ZONE', "select a like b escape '!' , c at time zone 'UTC' from t"],
    ['EXTRACT with a string', "select extract ( 'year' from a ) from t"],
    ['window frames', 'select sum ( a ) over ( order by b rows between 1 preceding and 2 following ) from t'],
    ['SELECT 1', 'select a from t where exists ( select 1 from u )'],
    ['constant conditions', 'select a from t where 1 = 0'],
    ['digits of a decimal in a select list', 'select 1.50 , a from t'],
    [
      'the most negative integer behind an operator',
      'select a from t where b is null group by b order by - 2147483648',
    ],
  ];
  for (const [what, text] of kept) {
    it(`keeps ${what}`, () => expect(lift(text)).to.deep.include({ text, literals: [] }));
  }

  for (const [what, text] of [
    ['two statements', "select 'a'; select 'b'"],
    ['other statements', "set x = 'a'"],
    ['definitions', 'create table t (a int default 5)'],
    ['strings joined over a line end', "select 'a'\n'b'"],
    ['what it cannot scan', "select 'a"],
    ['nothing', ' '],
    ['bulk data', `insert into t values (${Array.from({ length: 1001 }, (_, i) => i).join(',')})`],
    ['more parameters than the protocol has', 'select $65535 from t where a = 1'],
  ] as const) {
    it(`gives up on ${what}`, () => expect(lift(text)).to.equal(null));
  }

  it('counts the parameters the client declares', () => {
    expect(lift('select a from t where b = $1 and c = 7', 3)).to.deep.include({
      text: 'select a from t where b = $1 and c = $4',
      parameters: 3,
    });
  });

  it('tells where a literal stood, sign included', () => {
    expect(lift("/*é*/ values ('a', - 5)")?.literals.map(({ start }) => start)).to.deep.equal([14, 19]);
  });

  it('tells literals that may mean the moment', () => {
    expect(lift("select a from t where b > date 'Today'")?.momentary).to.equal(true);
    expect(lift("select a from t where b > 'today'")?.momentary).to.equal(false);
    expect(mayMeanMoment("select timestamp 'now'")).to.equal(true);
    expect(mayMeanMoment('select 1')).to.equal(false);
  });
});
