import { expect } from 'chai';
import { openTestSession, type TestSession } from './support.ts';

describe('EXPLAIN in the embedded engine', () => {
  let test: TestSession;

  before(() => {
    test = openTestSession();
    test.run('CREATE TABLE t (n INTEGER, name VARCHAR(20) COLLATE %EXACT, CONSTRAINT pk PRIMARY KEY (n))');
  });
  after(() => test.close());

  function plan(sql: string): string[] {
    return String(test.value(sql)).split('\r\n');
  }

  it('gives one row with one XML text named Plan', () => {
    const { columns, parameters } = test.session.describe('EXPLAIN SELECT n FROM t WHERE name = ?');
    expect(columns.map(({ name }) => name)).to.deep.equal(['Plan']);
    expect(parameters).to.equal(1);
    expect(plan('EXPLAIN SELECT name FROM t')).to.deep.equal([
      '<plans>',
      '<plan>',
      '<sql>',
      'SELECT name FROM t',
      '</sql>',
      'Read master map SQLUser.t.IDKEY, looping on ID.',
      '</plan>',
      '</plans>',
    ]);
  });
  it('names the index that is used, and escapes XML', () => {
    const lines = plan('EXPLAIN SELECT name FROM t WHERE n = 3 AND name < 5');
    expect(lines).to.include('SELECT name FROM t WHERE n = 3 AND name &lt; 5');
    expect(lines).to.include('Read index map SQLUser.t.pk, using the given value.');
  });
  it('explains UPDATE and DELETE without doing them', () => {
    test.run("INSERT INTO t VALUES (1, 'a')");
    expect(plan('EXPLAIN ALT DELETE FROM t WHERE %ID = 1')).to.include(
      'Read master map SQLUser.t.IDKEY, using the given idkey value.',
    );
    expect(plan("EXPLAIN UPDATE t SET name = 'b'")).to.include(
      'Read master map SQLUser.t.IDKEY, looping on ID.',
    );
    expect(test.rows('SELECT n, name FROM t')).to.deep.equal([[1, 'a']]);
  });
  for (const [sql, sqlcode] of [
    ["EXPLAIN INSERT INTO t VALUES (2, 'x')", -474],
    ['EXPLAIN WITH w AS (SELECT 1 AS a) SELECT a FROM w', -51],
    ['EXPLAIN DROP TABLE t', -51],
    ['EXPLAIN SELECT nope FROM t', -29],
  ] as const) {
    it(`refuses ${sql} with ${sqlcode}`, () => {
      expect(test.sqlcode(sql)).to.equal(sqlcode);
    });
  }
});
