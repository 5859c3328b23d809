import { expect } from 'chai';
import { type TestSession, openTestSession } from './support.ts';

describe('embedded engine: strings and collation', () => {
  let iris: TestSession;
  beforeEach(() => {
    iris = openTestSession();
    iris.run(
      'CREATE TABLE s (id INTEGER, u VARCHAR(50), e VARCHAR(50) COLLATE %EXACT, q VARCHAR(50) COLLATE %SQLSTRING)',
    );
  });
  afterEach(() => iris.close());

  function fill(...values: string[]): void {
    for (const [i, value] of values.entries())
      iris.run('INSERT INTO s VALUES (?, ?, ?, ?)', i, value, value, value);
  }

  it('compares default strings without case and trailing blanks', () => {
    fill('Alice', 'ALICE  ', 'bob');
    expect(iris.column("SELECT id FROM s WHERE u = 'alice' ORDER BY id")).to.deep.equal([0, 1]);
    expect(iris.column('SELECT id FROM s WHERE u IN (?, ?) ORDER BY id', 'alice ', 'BOB')).to.deep.equal([
      0, 1, 2,
    ]);
    expect(iris.column("SELECT id FROM s WHERE u LIKE 'al%' ORDER BY id")).to.deep.equal([0, 1]);
    expect(iris.column("SELECT id FROM s WHERE u < 'B' ORDER BY id")).to.deep.equal([0, 1]);
    expect(iris.column('SELECT a.id FROM s a, s b WHERE a.u = b.u AND b.id = 1 ORDER BY a.id')).to.deep.equal(
      [0, 1],
    );
  });

  it('compares EXACT strings with case and trailing blanks', () => {
    fill('Alice', 'ALICE  ', 'alice');
    expect(iris.column('SELECT id FROM s WHERE e = ?', 'alice')).to.deep.equal([2]);
    expect(iris.column('SELECT id FROM s WHERE e = ?', 'ALICE')).to.deep.equal([]);
    expect(iris.column("SELECT id FROM s WHERE e LIKE 'al%'")).to.deep.equal([2]);
    expect(iris.column("SELECT id FROM s WHERE %EXACT(u) = 'Alice'")).to.deep.equal([0]);
  });

  it('strips trailing blanks but keeps case for %SQLSTRING', () => {
    fill('a', 'a  ', 'A');
    expect(iris.column("SELECT id FROM s WHERE q = 'a ' ORDER BY id")).to.deep.equal([0, 1]);
  });

  it('sorts canonical numbers as numbers under EXACT, as text under SQLUPPER and SQLSTRING', () => {
    fill('10', '2', 'x', '-1', '01', '1.5', '', '.5');
    expect(iris.column('SELECT e FROM s ORDER BY e')).to.deep.equal([
      '-1',
      '.5',
      '1.5',
      '2',
      '10',
      '',
      '01',
      'x',
    ]);
    expect(iris.column('SELECT u FROM s ORDER BY u')).to.deep.equal([
      '',
      '-1',
      '.5',
      '01',
      '1.5',
      '10',
      '2',
      'x',
    ]);
    expect(iris.column('SELECT q FROM s ORDER BY q')).to.deep.equal([
      '',
      '-1',
      '.5',
      '01',
      '1.5',
      '10',
      '2',
      'x',
    ]);
    expect(iris.column("SELECT e FROM s WHERE e < '10' ORDER BY id")).to.deep.equal(['2', '-1', '1.5', '.5']);
    expect(iris.rows('SELECT MIN(e), MAX(e) FROM s')).to.deep.equal([['-1', 'x']]);
  });

  it('gives back upper case from DISTINCT and GROUP BY on a default column', () => {
    fill('Alice', 'alice', 'Bob ');
    expect(iris.column('SELECT DISTINCT u FROM s ORDER BY u')).to.deep.equal(['ALICE', 'BOB']);
    expect(iris.rows('SELECT u, COUNT(*) FROM s GROUP BY u ORDER BY u')).to.deep.equal([
      ['ALICE', 2],
      ['BOB', 1],
    ]);
    expect(iris.rows('SELECT %EXACT(u), COUNT(*) FROM s GROUP BY %EXACT(u) ORDER BY 1')).to.deep.equal([
      ['Alice', 1],
      ['Bob ', 1],
      ['alice', 1],
    ]);
    expect(iris.value('SELECT COUNT(DISTINCT u) FROM s')).to.equal(2);
    expect(iris.value('SELECT COUNT(DISTINCT e) FROM s')).to.equal(3);
  });

  it('treats two literals as EXACT', () => {
    expect(iris.rows("SELECT 1 WHERE 'a' = 'A'")).to.have.length(0);
    expect(iris.rows("SELECT 1 WHERE 'a' = 'a '")).to.have.length(0);
  });

  it('tells the empty string from NULL', () => {
    iris.run('INSERT INTO s (id, u, e) VALUES (1, ?, ?)', '', null);
    expect(iris.rows('SELECT u, e FROM s WHERE u IS NOT NULL AND e IS NULL')).to.deep.equal([['', null]]);
    expect(iris.column("SELECT id FROM s WHERE u = ''")).to.deep.equal([1]);
    expect(iris.column('SELECT id FROM s WHERE e = ?', null)).to.deep.equal([]);
  });

  it('has NULL lowest in ORDER BY', () => {
    iris.run("INSERT INTO s (id, e) VALUES (1, 'a')");
    iris.run('INSERT INTO s (id, e) VALUES (2, NULL)');
    expect(iris.column('SELECT id FROM s ORDER BY e')).to.deep.equal([2, 1]);
    expect(iris.column('SELECT id FROM s ORDER BY e DESC')).to.deep.equal([1, 2]);
  });

  it('has no default escape in LIKE', () => {
    fill('a_b', 'a\\xb', 'a\\_b');
    expect(iris.column("SELECT e FROM s WHERE e LIKE 'a\\_b' ORDER BY id")).to.deep.equal(['a\\xb', 'a\\_b']);
    expect(iris.column("SELECT e FROM s WHERE e LIKE 'a\\_b' ESCAPE '\\'")).to.deep.equal(['a_b']);
    expect(iris.sqlcode("SELECT e FROM s WHERE e LIKE 'a' ESCAPE 'xx'")).to.equal(-63);
  });

  it('knows the predicates of IRIS', () => {
    fill('abc', 'B1', 'x');
    expect(iris.column("SELECT u FROM s WHERE u %STARTSWITH 'AB'")).to.deep.equal(['abc']);
    expect(iris.column("SELECT u FROM s WHERE u [ 'b'")).to.deep.equal(['abc']);
    expect(iris.column("SELECT u FROM s WHERE u %MATCHES '[A-C]?'")).to.deep.equal(['B1']);
    expect(iris.column("SELECT u FROM s WHERE u %PATTERN '1U1.N'")).to.deep.equal(['B1']);
    expect(iris.column('SELECT u FROM s WHERE u %INLIST $LISTFROMSTRING(?)', 'x,abc')).to.deep.equal([
      'abc',
      'x',
    ]);
  });

  it('refuses strings longer than MAXLEN', () => {
    const error = iris.failure('INSERT INTO s (u) VALUES (?)', 'x'.repeat(51));
    expect(error.sqlcode).to.equal(-104);
    expect(error.message).to.contain('length longer than MAXLEN allowed of 50');
    iris.run("INSERT INTO s (u) VALUES ('y')");
    expect(iris.sqlcode('UPDATE s SET u = REPEAT(u, 51)')).to.equal(-105);
  });

  it('keeps NUL-free Unicode, and NUL', () => {
    fill('\u{1F600}é', 'a\0b');
    expect(iris.column('SELECT e FROM s ORDER BY id')).to.deep.equal(['\u{1F600}é', 'a\0b']);
    expect(iris.column("SELECT e FROM s WHERE e = 'a\0b'")).to.deep.equal(['a\0b']);
  });
});
