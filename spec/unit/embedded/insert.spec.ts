import { expect } from 'chai';
import { type TestSession, openTestSession } from './support.ts';

describe('embedded engine: INSERT, UPDATE, DELETE', () => {
  let iris: TestSession;
  beforeEach(() => {
    iris = openTestSession();
  });
  afterEach(() => iris.close());

  it('reports %ROWCOUNT and %ROWID', () => {
    iris.run('CREATE TABLE t (a INTEGER)');
    const first = iris.session.execute('INSERT INTO t VALUES (?)', [5]);
    expect([first.rowCount, first.rowId]).to.deep.equal([1, 1]);
    const more = iris.session.execute('INSERT INTO t SELECT 1 UNION ALL SELECT 2', []);
    expect([more.rowCount, more.rowId]).to.deep.equal([2, 3]);
    expect(iris.run('UPDATE t SET a = 0 WHERE a > 100')).to.equal(0);
    expect(iris.run('DELETE FROM t WHERE a > 100')).to.equal(0);
    expect(iris.session.execute('UPDATE t SET a = 0', []).rowCount).to.equal(3);
  });

  it('hides the RowID from *, shows it as %ID and ID', () => {
    iris.run('CREATE TABLE t (a INTEGER)');
    iris.run('INSERT INTO t VALUES (5)');
    expect(iris.rows('SELECT * FROM t')).to.deep.equal([[5]]);
    expect(iris.rows('SELECT %ID, ID, t.%ID FROM t WHERE %ID = 1')).to.deep.equal([[1, 1, 1]]);
    expect(iris.sqlcode('INSERT INTO t (ID, a) VALUES (1, 1)')).to.equal(-111);
  });

  it('refuses explicit IDENTITY values unless the class parameter allows them', () => {
    iris.run('CREATE TABLE i (id IDENTITY, a INTEGER)');
    expect(iris.sqlcode('INSERT INTO i (id, a) VALUES (5, 1)')).to.equal(-111);
    expect(iris.run('INSERT INTO i (a) VALUES (1)')).to.equal(1);
    expect(iris.sqlcode('UPDATE i SET id = 9')).to.equal(-107);
    iris.run(
      'CREATE TABLE j (id IDENTITY, a INTEGER, PRIMARY KEY (id)) WITH %CLASSPARAMETER ALLOWIDENTITYINSERT = 1',
    );
    iris.run('INSERT INTO j (id, a) VALUES (5, 1)');
    iris.run('INSERT INTO j (a) VALUES (2)');
    iris.run('INSERT INTO j (id, a) VALUES (?, 3)', null);
    expect(iris.column('SELECT id FROM j ORDER BY id')).to.deep.equal([5, 6, 7]);
    const error = iris.failure('INSERT INTO j (id, a) VALUES (6, 1)');
    expect([error.sqlcode, error.message.includes(`Constraint 'J_PKEY1', Field(s) id="6"`)]).to.deep.equal([
      -119,
      true,
    ]);
  });

  it('never gives a RowID twice', () => {
    iris.run('CREATE TABLE i (id IDENTITY, a INTEGER)');
    iris.run('INSERT INTO i (a) VALUES (1)');
    iris.run('DELETE FROM i');
    expect(iris.session.execute('INSERT INTO i (a) VALUES (1)', []).rowId).to.equal(2);
    iris.run('TRUNCATE TABLE i');
    expect(iris.session.execute('INSERT INTO i (a) VALUES (1)', []).rowId).to.equal(1);
  });

  it('counts SERIAL and AUTO_INCREMENT on from explicit values', () => {
    iris.run('CREATE TABLE s (n SERIAL, m INTEGER AUTO_INCREMENT, a INTEGER)');
    iris.run('INSERT INTO s (a) VALUES (1)');
    iris.run('INSERT INTO s (n, m, a) VALUES (10, 20, 2)');
    iris.run('INSERT INTO s (a) SELECT 3 UNION ALL SELECT 4');
    expect(iris.rows('SELECT n, m, a FROM s ORDER BY a')).to.deep.equal([
      [1, 1, 1],
      [10, 20, 2],
      [11, 21, 3],
      [12, 22, 4],
    ]);
    expect(iris.sqlcode('UPDATE s SET n = 1')).to.equal(-105);
  });

  it('moves ROWVERSION with every change and lets nobody set it', () => {
    iris.run('CREATE TABLE r (v ROWVERSION, a INTEGER)');
    iris.run('INSERT INTO r (a) VALUES (1)');
    const before = iris.value('SELECT v FROM r');
    iris.run('UPDATE r SET a = 2');
    expect(Number(iris.value('SELECT v FROM r'))).to.be.above(Number(before));
    expect(iris.sqlcode('INSERT INTO r (v) VALUES (5)')).to.equal(-138);
    expect(iris.sqlcode('UPDATE r SET v = 5')).to.equal(-138);
  });

  it('fills defaults for left-out columns only', () => {
    iris.run(
      "CREATE TABLE d (a INTEGER DEFAULT 5, s VARCHAR(40) DEFAULT 'it''s', t TIMESTAMP DEFAULT CURRENT_TIMESTAMP(6), g VARCHAR(40) DEFAULT OBJECTSCRIPT '$SYSTEM.Util.CreateGUID()', n INTEGER)",
    );
    iris.run('INSERT INTO d (n) VALUES (1)');
    iris.run('INSERT INTO d (a, n) VALUES (NULL, 2)');
    iris.run('INSERT INTO d DEFAULT VALUES');
    expect(iris.rows('SELECT a, s, n FROM d ORDER BY %ID')).to.deep.equal([
      [5, "it's", 1],
      [null, "it's", 2],
      [5, "it's", null],
    ]);
    expect(iris.value('SELECT COUNT(*) FROM d WHERE t IS NULL OR g IS NULL')).to.equal(0);
    expect(iris.value('SELECT COUNT(DISTINCT g) FROM d')).to.equal(3);
  });

  it('checks the number of values', () => {
    iris.run('CREATE TABLE t (a INTEGER, b INTEGER)');
    expect(iris.sqlcode('INSERT INTO t VALUES (1)')).to.equal(-62);
    expect(iris.sqlcode('INSERT INTO t VALUES (1, 2, 3)')).to.equal(-116);
    expect(iris.sqlcode('INSERT INTO t (a, nope) VALUES (1, 2)')).to.equal(-29);
    expect(iris.sqlcode('INSERT INTO nope VALUES (1)')).to.equal(-30);
  });

  it('updates from joins, also when the target is named again', () => {
    iris.run('CREATE TABLE t (id INTEGER, v INTEGER)');
    iris.run('CREATE TABLE u (id INTEGER, w INTEGER)');
    iris.run('INSERT INTO t SELECT 1, 0 UNION ALL SELECT 2, 0');
    iris.run('INSERT INTO u SELECT 1, 10');
    expect(iris.run('UPDATE t SET v = u.w FROM u WHERE u.id = t.id')).to.equal(1);
    expect(iris.run('UPDATE t SET v = v + u.w FROM t JOIN u ON u.id = t.id')).to.equal(1);
    expect(iris.rows('SELECT * FROM t ORDER BY id')).to.deep.equal([
      [1, 20],
      [2, 0],
    ]);
    expect(iris.run('DELETE FROM t FROM u WHERE u.id = t.id')).to.equal(1);
    expect(iris.column('SELECT id FROM t')).to.deep.equal([2]);
  });

  it('updates all rows by the values before the statement', () => {
    iris.run('CREATE TABLE t (a INTEGER, b INTEGER)');
    iris.run('INSERT INTO t VALUES (1, 2)');
    iris.run('UPDATE t SET a = b, b = a');
    expect(iris.rows('SELECT a, b FROM t')).to.deep.equal([[2, 1]]);
  });

  describe('INSERT OR UPDATE', () => {
    beforeEach(() => {
      iris.run(
        'CREATE TABLE k (id INTEGER PRIMARY KEY, code VARCHAR(9) UNIQUE, a INTEGER DEFAULT 7, b INTEGER)',
      );
      iris.run("INSERT INTO k VALUES (1, 'one', 1, 1)");
    });

    it('keeps the columns it does not name', () => {
      expect(iris.run('INSERT OR UPDATE k (id, b) VALUES (1, 99)')).to.equal(1);
      expect(iris.rows('SELECT * FROM k')).to.deep.equal([[1, 'one', 1, 99]]);
    });

    it('inserts with defaults when nothing clashes', () => {
      expect(iris.run('INSERT OR UPDATE INTO k (id, b) VALUES (?, ?)', 2, 5)).to.equal(1);
      expect(iris.rows('SELECT * FROM k WHERE id = 2')).to.deep.equal([[2, null, 7, 5]]);
    });

    it('fires on any unique key, by its collation', () => {
      iris.run("INSERT OR UPDATE k (id, code, b) VALUES (3, 'ONE', 5)");
      expect(iris.rows('SELECT * FROM k')).to.deep.equal([[3, 'ONE', 1, 5]]);
    });

    it('takes many rows from a query', () => {
      expect(
        iris.run('INSERT OR UPDATE k (id, b) SELECT 1, 50 UNION ALL SELECT 4, 60 UNION ALL SELECT 4, 61'),
      ).to.equal(3);
      expect(iris.rows('SELECT id, b FROM k ORDER BY id')).to.deep.equal([
        [1, 50],
        [4, 61],
      ]);
    });

    it('validates like INSERT', () => {
      expect(iris.sqlcode("INSERT OR UPDATE k (id, code) VALUES (1, 'much too long')")).to.equal(-104);
      expect(iris.sqlcode('INSERT OR UPDATE k (b) VALUES (1)')).to.equal(-108);
    });
  });
});
