import { expect } from 'chai';
import { failure, parseQuery, parseSelect, plain } from './support.ts';

describe('queries of IRIS SQL', () => {
  it('reads items with aliases and stars', () => {
    expect(plain(parseSelect('SELECT a, b AS "x y", c z, *, t.*, s.t.* FROM t').items)).to.deep.equal([
      { kind: 'item', expression: { kind: 'column', schema: null, table: null, name: 'a' }, alias: null },
      { kind: 'item', expression: { kind: 'column', schema: null, table: null, name: 'b' }, alias: 'x y' },
      { kind: 'item', expression: { kind: 'column', schema: null, table: null, name: 'c' }, alias: 'z' },
      { kind: 'star', schema: null, table: null },
      { kind: 'star', schema: null, table: 't' },
      { kind: 'star', schema: 's', table: 't' },
    ]);
  });

  it('reads a query without FROM, with WHERE', () => {
    expect(parseSelect('SELECT 1 WHERE 1!=1')).to.deep.include({ from: [] });
  });

  it('reads TOP in all its forms', () => {
    expect(plain(parseSelect('SELECT TOP 5 a FROM t').top)).to.deep.equal({
      kind: 'count',
      count: { kind: 'count', value: 5 },
    });
    expect(plain(parseSelect('SELECT DISTINCT TOP ? a FROM t').top)).to.deep.equal({
      kind: 'count',
      count: { kind: 'parameter', index: 0 },
    });
    expect(plain(parseSelect('SELECT TOP ((7)) a FROM t').top)).to.deep.include({
      count: { kind: 'count', value: 7 },
    });
    expect(plain(parseSelect("SELECT TOP '7' a FROM t").top)).to.deep.include({
      count: { kind: 'count', value: 7 },
    });
    expect(plain(parseSelect('SELECT TOP -1 a FROM t').top)).to.deep.include({
      count: { kind: 'count', value: 0 },
    });
    expect(plain(parseSelect('SELECT TOP ALL a FROM t').top)).to.deep.equal({ kind: 'all' });
  });

  it('reads DISTINCT and DISTINCT BY', () => {
    expect(parseSelect('SELECT DISTINCT a FROM t').distinct).to.deep.equal({ keys: [] });
    expect(parseSelect('SELECT DISTINCT BY (a, b) c FROM t').distinct?.keys).to.have.length(2);
    expect(parseSelect('SELECT ALL a FROM t').distinct).to.equal(null);
  });

  it('takes ordinals in ORDER BY, and literals for what they are in GROUP BY', () => {
    const query = parseQuery('SELECT a FROM t GROUP BY 1 ORDER BY 1 DESC, a ASC');
    expect(plain(query.orderBy)).to.deep.equal([
      { key: { kind: 'ordinal', position: 1 }, descending: true },
      {
        key: { kind: 'expression', expression: { kind: 'column', schema: null, table: null, name: 'a' } },
        descending: false,
      },
    ]);
    expect(plain(query.body)).to.deep.include({ groupBy: [{ kind: 'number', text: '1' }] });
  });

  for (const item of ['?', '(SELECT 1)', '-1', '+1', '(1)', '((1))', '(?)']) {
    it(`marks ORDER BY ${item} as ignored`, () => {
      expect(plain(parseQuery(`SELECT a FROM t ORDER BY ${item}, a`).orderBy[0])).to.deep.equal({
        key: { kind: 'ignored' },
        descending: false,
      });
    });
  }

  for (const item of ['-a', '1 + 1', '(1) + a', 'a || ?', "'a'", '(a)']) {
    it(`orders by ${item}`, () => {
      expect(parseQuery(`SELECT a FROM t ORDER BY ${item}`).orderBy[0]?.key.kind).to.equal('expression');
    });
  }

  it('counts the parameter of an ignored item', () => {
    const query = parseQuery('SELECT a FROM t ORDER BY ?, a + ?');
    expect(plain(query.orderBy[1]?.key)).to.deep.include({
      expression: {
        kind: 'binary',
        operator: '+',
        left: { kind: 'column', schema: null, table: null, name: 'a' },
        right: { kind: 'parameter', index: 1 },
      },
    });
  });

  it('orders a subquery that has TOP', () => {
    expect(() => parseQuery('SELECT a FROM (SELECT TOP 3 a FROM t ORDER BY a) x')).not.to.throw();
    expect(() => parseQuery('WITH x AS (SELECT TOP ALL a FROM t ORDER BY a) SELECT a FROM x')).not.to.throw();
  });

  it('reads set operations from left to right', () => {
    const { body } = parseQuery('SELECT 1 UNION SELECT 2 UNION ALL (SELECT TOP 1 3 ORDER BY 1) ORDER BY 1');
    expect(
      body.kind === 'setOperation' && body.rest.map((leg) => [leg.operator, leg.operand.kind]),
    ).to.deep.equal([
      ['UNION', 'select'],
      ['UNION ALL', 'query'],
    ]);
  });

  it('reads parentheses round the first leg or all of it', () => {
    expect(parseQuery('(SELECT 1) UNION (SELECT 2)').body.kind).to.equal('setOperation');
    expect(parseQuery('(SELECT 1 UNION SELECT 2)').body.kind).to.equal('setOperation');
    expect(parseQuery('(SELECT a FROM t) ORDER BY a').body).to.deep.include({
      kind: 'setOperation',
      rest: [],
    });
    expect(parseQuery('SELECT 1 FROM ((SELECT 1) UNION SELECT 2) x').body.kind).to.equal('select');
  });

  it('keeps thousands of legs flat', () => {
    const { body } = parseQuery(`SELECT 1${' UNION ALL SELECT 1'.repeat(3000)}`);
    expect(body.kind === 'setOperation' && body.rest.length).to.equal(3000);
  });

  it('reads common tables', () => {
    const query = parseQuery('WITH a AS (SELECT 1 AS x), b AS (SELECT x FROM a) SELECT x FROM b');
    expect(query.with.map((table) => table.name)).to.deep.equal(['a', 'b']);
  });

  it('reads row limits', () => {
    const limits: readonly [string, object][] = [
      ['LIMIT 5', { count: { kind: 'count', value: 5 }, offset: null }],
      [
        'LIMIT ? OFFSET ?',
        { count: { kind: 'parameter', index: 0 }, offset: { kind: 'parameter', index: 1 } },
      ],
      ['LIMIT ALL OFFSET 2', { count: null, offset: { kind: 'count', value: 2 } }],
      ['OFFSET 2 ROWS', { count: null, offset: { kind: 'count', value: 2 } }],
      [
        'OFFSET 2 ROWS FETCH NEXT 3 ROWS ONLY',
        { count: { kind: 'count', value: 3 }, offset: { kind: 'count', value: 2 } },
      ],
      ['FETCH FIRST 1 ROW ONLY', { count: { kind: 'count', value: 1 }, offset: null }],
    ];
    for (const [clause, limit] of limits) {
      expect(plain(parseQuery(`SELECT a FROM t ORDER BY a ${clause}`).limit), clause).to.deep.equal(limit);
    }
  });

  const failures: readonly [string, number][] = [
    ['SELECT', -12],
    ['SELECT FROM t', -12],
    ['SELECT a,', -12],
    ['SELECT *', -26],
    ['SELECT t.*', -26],
    ['SELECT a FROM', -1],
    ['SELECT a FROM t;', -25],
    ['SELECT 1; SELECT 2', -25],
    ['SELECT a b c FROM t', -25],
    ['SELECT a AS select FROM t', -1],
    ['SELECT a count FROM t', -25],
    ['SELECT date FROM t', -12],
    ['SELECT a FROM user', -1],
    ['SELECT a FROM public.t', -1],
    ['SELECT a FROM t AS order', -1],
    ['SELECT DISTINCT ON (a) a, b FROM t', -12],
    ['SELECT TOP 5 DISTINCT a FROM t', -12],
    ['SELECT TOP (2+3) a FROM t', -1],
    ['SELECT TOP n a FROM t', -1],
    ['SELECT TOP 5 PERCENT FROM t LIMIT 1', -386],
    ['SELECT TOP 5 a FROM t LIMIT 5', -386],
    ['SELECT TOP 5 a FROM t ORDER BY a OFFSET 5 ROWS', -386],
    ['SELECT a FROM (SELECT TOP 5 a FROM t) x LIMIT 5', -386],
    ['SELECT a FROM (SELECT a FROM t LIMIT 5) x FETCH FIRST 1 ROWS ONLY', -386],
    ['SELECT a FROM t LIMIT 1 + 1', -25],
    ['SELECT a FROM t LIMIT (1)', -1],
    ['SELECT a FROM t LIMIT 5, 10', -25],
    ['SELECT a FROM t OFFSET 1 LIMIT 2', -25],
    ['SELECT a FROM t FETCH FIRST ROW ONLY', -1],
    ['SELECT a FROM t FETCH FIRST 5 ROWS WITH TIES', -25],
    ['SELECT a FROM t FETCH FIRST 5 PERCENT ROWS ONLY', -25],
    ['SELECT a FROM (SELECT a FROM t ORDER BY a LIMIT 5) x', -1],
    ['SELECT a FROM (SELECT a FROM t ORDER BY a) x', -1],
    ['SELECT a FROM t WHERE a IN (SELECT b FROM u ORDER BY b)', -1],
    ['WITH x AS (SELECT a FROM t ORDER BY a) SELECT a FROM x', -1],
    ['(SELECT 1 LIMIT 1) UNION (SELECT 2)', -1],
    ['SELECT 1 FROM ((SELECT 1 LIMIT 1) UNION (SELECT 2)) x', -1],
    ['SELECT ((SELECT 1 LIMIT 1) UNION (SELECT 2))', -1],
    ['SELECT a FROM t ORDER BY a UNION SELECT 2', -25],
    ['SELECT a FROM t UNION SELECT a FROM u ORDER BY a + 1', -6],
    ['SELECT a FROM t UNION SELECT a FROM u ORDER BY t.a', -6],
    ['SELECT a FROM t EXCEPT ALL SELECT a FROM u', -1],
    ['SELECT a FROM t INTERSECT ALL SELECT a FROM u', -1],
    ['SELECT a FROM t UNION DISTINCT SELECT a FROM u', -1],
    ['SELECT a FROM t ORDER BY a NULLS FIRST', -25],
    ['SELECT a FROM t ORDER BY a DESC NULLS LAST', -25],
    ['SELECT a FROM t ORDER BY a USING >', -25],
    ['SELECT a FROM t FOR UPDATE', -25],
    ['SELECT a FROM t FOR SHARE', -25],
    ['SELECT a INTO x FROM t', -422],
    ['SELECT a FROM t WHERE SUM(a) = 1', -19],
    ['SELECT a FROM t GROUP BY SUM(a)', -19],
    ['SELECT a FROM t GROUP BY (a, b)', -1],
    ['SELECT a FROM t GROUP BY ()', -12],
    ['SELECT a FROM t GROUP BY GROUPING SETS ((a), (b))', -25],
    ['SELECT a FROM t GROUP BY RANK() OVER (ORDER BY a)', -367],
    ['SELECT a FROM t HAVING RANK() OVER (ORDER BY a) = 1', -367],
    ['SELECT SUM(a) OVER w FROM t WINDOW w AS (ORDER BY a)', -1],
    ['SELECT a FROM t WINDOW w AS (ORDER BY a)', -25],
    ['VALUES (1, 2)', -1],
    ['TABLE t', -1],
    ['WITH RECURSIVE x AS (SELECT 1) SELECT * FROM x', -1],
    ['WITH x(a) AS (SELECT 1) SELECT * FROM x', -1],
    ['WITH x AS MATERIALIZED (SELECT 1) SELECT * FROM x', -1],
    ['WITH x AS (SELECT 1), X AS (SELECT 2) SELECT * FROM x', -382],
    ['WITH x AS (INSERT INTO t (a) VALUES (1)) SELECT 1', -1],
    ['SELECT * FROM (WITH x AS (SELECT 1) SELECT * FROM x) y', -1],
    ['', -51],
    ['-- nothing', -51],
    ['EXPLAIN VALUES (1)', -51],
    ['EXPLAIN INSERT INTO t VALUES (1)', -474],
    ['hello', -1],
  ];
  for (const [sql, code] of failures) {
    it(`refuses ${sql === '' ? 'nothing' : sql} with ${code}`, () => {
      expect(failure(sql).sqlcode).to.equal(code);
    });
  }

  it('speaks as IRIS does', () => {
    expect(failure("SELECT a FROM t WHERE b = 'secret';").message).to.equal(
      'Input encountered after end of query: Input (;) encountered after end of query^SELECT a FROM t WHERE b = ? ;',
    );
    expect(failure('SELECT (a AND b = 1)').message).to.equal(
      'Invalid SQL statement: ) expected, AND found^SELECT ( a AND',
    );
    expect(failure('INSERT OR REPLACE INTO t (a) VALUES (1)').message).to.equal(
      'Invalid SQL statement: UPDATE expected, IDENTIFIER (REPLACE) found^INSERT OR REPLACE',
    );
  });
});
