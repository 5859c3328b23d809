import { expect } from 'chai';
import { failure, parseAs, plain } from './support.ts';

describe('changes in IRIS SQL', () => {
  it('reads INSERT with one row', () => {
    expect(plain(parseAs('insert', 'INSERT INTO s.t (a, "b") VALUES (?, CURRENT_DATE)'))).to.deep.equal({
      kind: 'insert',
      orUpdate: false,
      restrictions: [],
      table: { schema: 's', name: 't' },
      columns: ['a', 'b'],
      source: {
        kind: 'values',
        row: [
          { kind: 'parameter', index: 0 },
          { kind: 'current', name: 'CURRENT_DATE', precision: null },
        ],
      },
    });
  });

  it('reads INSERT without INTO and without columns', () => {
    expect(parseAs('insert', 'INSERT t VALUES (1, 2)').columns).to.equal(null);
  });

  it('reads INSERT ... SET as a row', () => {
    const statement = parseAs('insert', 'INSERT OR UPDATE t SET a = 1, b = ?');
    expect(statement).to.deep.include({ orUpdate: true, columns: ['a', 'b'] });
    expect(statement.source.kind).to.equal('values');
  });

  it('reads INSERT ... DEFAULT VALUES', () => {
    expect(parseAs('insert', 'INSERT INTO t DEFAULT VALUES').source).to.deep.equal({ kind: 'defaultValues' });
  });

  it('reads INSERT ... SELECT, with common tables in front', () => {
    const statement = parseAs(
      'insert',
      'WITH x AS (SELECT 1 AS a) INSERT INTO t (a) SELECT a FROM x UNION SELECT 2',
    );
    expect(statement.source.kind === 'query' && statement.source.query.with.length).to.equal(1);
  });

  it('keeps restriction keywords', () => {
    expect(parseAs('insert', 'INSERT %NOCHECK %NOLOCK INTO t (a) VALUES (1)').restrictions).to.deep.equal([
      '%NOCHECK',
      '%NOLOCK',
    ]);
    expect(parseAs('delete', 'DELETE %NOCHECK FROM t').restrictions).to.deep.equal(['%NOCHECK']);
  });

  it('reads UPDATE with alias, FROM and WHERE', () => {
    const statement = parseAs('update', 'UPDATE t AS x SET a = u.a, b = x.b + 1 FROM u, v WHERE u.id = x.id');
    expect(statement).to.deep.include({ alias: 'x' });
    expect(statement.assignments.map((assignment) => assignment.column)).to.deep.equal(['a', 'b']);
    expect(statement.from).to.have.length(2);
    expect(statement.where?.kind).to.equal('comparison');
  });

  it('reads UPDATE with a value list', () => {
    expect(plain(parseAs('update', 'UPDATE t (a, b) VALUES (1, NULL)').assignments)).to.deep.equal([
      { column: 'a', value: { kind: 'number', text: '1' } },
      { column: 'b', value: { kind: 'null' } },
    ]);
  });

  it('lets SET take a subquery', () => {
    expect(parseAs('update', 'UPDATE t SET a = (SELECT MAX(b) FROM u)').assignments[0]?.value.kind).to.equal(
      'subquery',
    );
  });

  it('reads DELETE with a second FROM', () => {
    const statement = parseAs('delete', 'DELETE FROM t x FROM t x JOIN u ON u.id = x.id WHERE u.a = ?');
    expect(statement).to.deep.include({ alias: 'x' });
    expect(statement.from[0]?.kind).to.equal('join');
  });

  it('reads DELETE without FROM', () => {
    expect(parseAs('delete', 'DELETE t WHERE a = 1').table.name).to.equal('t');
  });

  it('reads TRUNCATE TABLE', () => {
    expect(parseAs('truncate', 'TRUNCATE TABLE s.t').table).to.deep.include({ schema: 's', name: 't' });
  });

  const failures: readonly [string, number][] = [
    ['INSERT INTO t (a) VALUES (1), (2)', -25],
    ['INSERT INTO t (a) VALUES (1) RETURNING a', -25],
    ['INSERT INTO t (a) VALUES (1) ON CONFLICT DO NOTHING', -25],
    ['INSERT INTO t (a) VALUES (DEFAULT)', -12],
    ['INSERT INTO t (a) VALUES ()', -12],
    ['INSERT INTO t (a) VALUES ((SELECT 1))', -144],
    ['INSERT INTO t (a) VALUES (1 + (SELECT 1))', -144],
    ['INSERT INTO t (a) VALUES (CASE WHEN EXISTS (SELECT 1) THEN 1 END)', -144],
    ['INSERT INTO t SET a = (SELECT 1)', -144],
    ['INSERT INTO t (a, b) VALUES (1)', -62],
    ['INSERT INTO t (a) VALUES (1, 2)', -116],
    ['INSERT INTO t (a, A) VALUES (1, 2)', -377],
    ['INSERT INTO t AS x (a) VALUES (1)', -1],
    ['INSERT INTO t (a) OVERRIDING SYSTEM VALUE VALUES (1)', -1],
    ['INSERT INTO t (a) VALUES (b = 1)', -1],
    ['INSERT INTO t (a) VALUES (SUM(b))', -19],
    ['INSERT INTO t', -1],
    ['INSERT OR REPLACE INTO t (a) VALUES (1)', -1],
    ['REPLACE INTO t (a) VALUES (1)', -1],
    ['INSERT INTO t (a) WITH x AS (SELECT 1) SELECT * FROM x', -1],
    ['WITH x AS (SELECT 1 AS a) INSERT INTO t (a) VALUES (1)', -383],
    ['WITH x AS (SELECT 1 AS a) TRUNCATE TABLE t', -1],
    ['UPDATE t SET a = 1, A = 2', -377],
    ['UPDATE t SET (a, b) = (1, 2)', -1],
    ['UPDATE t SET (a, b) = (SELECT 1, 2)', -1],
    ['UPDATE t SET a = DEFAULT', -12],
    ['UPDATE t SET a', -1],
    ['UPDATE t SET t.a = 1', -1],
    ['UPDATE t SET a = b > 1', -25],
    ['UPDATE t SET a = 1 RETURNING a', -25],
    ['UPDATE t SET a = 1 ORDER BY a', -25],
    ['UPDATE t SET a = 1 LIMIT 1', -25],
    ['UPDATE ONLY t SET a = 1', -1],
    ['UPDATE t (a) VALUES (1, 2)', -116],
    ['UPDATE t JOIN u ON 1=1 SET a = 1', -1],
    ['UPDATE t SET a = 1 WHERE CURRENT OF c', -12],
    ['DELETE FROM t USING u WHERE t.a = u.a', -25],
    ['DELETE FROM t WHERE a', -14],
    ['DELETE FROM t WHERE a = 1 RETURNING *', -25],
    ['DELETE FROM t, u', -25],
    ['DELETE', -1],
    ['TRUNCATE t', -1],
    ['TRUNCATE TABLE t, u', -25],
    ['TRUNCATE TABLE t RESTART IDENTITY', -25],
    ['TRUNCATE TABLE t CASCADE', -25],
    ['MERGE INTO t USING u ON t.a = u.a WHEN MATCHED THEN DELETE', -1],
    ['COPY t FROM STDIN', -1],
  ];
  for (const [sql, code] of failures) {
    it(`refuses ${sql} with ${code}`, () => {
      expect(failure(sql).sqlcode).to.equal(code);
    });
  }
});
