import { expect } from 'chai';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEmbeddedSession } from '../../../src/backend/embedded/engine/session.ts';
import { type TestSession, openTestSession } from './support.ts';

describe('embedded engine: transactions', () => {
  let iris: TestSession;
  beforeEach(() => {
    iris = openTestSession();
    iris.run('CREATE TABLE t (a INTEGER PRIMARY KEY)');
  });
  afterEach(() => iris.close());

  const all = () => iris.column('SELECT a FROM t ORDER BY a');

  it('roll back and commit', () => {
    iris.run('START TRANSACTION');
    iris.run('INSERT INTO t VALUES (1)');
    iris.run('ROLLBACK');
    expect(all()).to.deep.equal([]);
    iris.run('START TRANSACTION');
    iris.run('INSERT INTO t VALUES (1)');
    iris.run('COMMIT');
    iris.run('ROLLBACK');
    expect(all()).to.deep.equal([1]);
  });

  it('count levels', () => {
    expect(iris.value('SELECT $TLEVEL')).to.equal(0);
    iris.run('START TRANSACTION');
    iris.run('START TRANSACTION');
    iris.run('SAVEPOINT a');
    expect(iris.value('SELECT $TLEVEL')).to.equal(2);
    iris.run('COMMIT');
    expect(iris.value('SELECT $TLEVEL')).to.equal(0);
  });

  it('undo a failed statement alone and go on', () => {
    iris.run('START TRANSACTION');
    iris.run('INSERT INTO t VALUES (1)');
    expect(iris.sqlcode('INSERT INTO t SELECT 2 UNION ALL SELECT 1')).to.equal(-119);
    iris.run('INSERT INTO t VALUES (3)');
    iris.run('COMMIT');
    expect(all()).to.deep.equal([1, 3]);
  });

  describe('savepoints', () => {
    it('take back what came later, also when made before the first write', () => {
      iris.run('START TRANSACTION');
      iris.run('SAVEPOINT before');
      iris.run('INSERT INTO t VALUES (1)');
      iris.run('SAVEPOINT "After"');
      iris.run('INSERT INTO t VALUES (2)');
      iris.run('ROLLBACK TO SAVEPOINT AFTER');
      expect(all()).to.deep.equal([1]);
      iris.run('ROLLBACK TO SAVEPOINT before');
      expect(all()).to.deep.equal([]);
      iris.run('COMMIT');
    });

    it('are gone after ROLLBACK TO, with all later ones', () => {
      iris.run('START TRANSACTION');
      iris.run('SAVEPOINT a');
      iris.run('INSERT INTO t VALUES (1)');
      iris.run('SAVEPOINT b');
      iris.run('ROLLBACK TO SAVEPOINT a');
      expect(iris.sqlcode('ROLLBACK TO SAVEPOINT b')).to.equal(-375);
    });

    it('of an unknown name roll everything back', () => {
      iris.run('START TRANSACTION');
      iris.run('INSERT INTO t VALUES (1)');
      expect(iris.sqlcode('ROLLBACK TO SAVEPOINT nope')).to.equal(-375);
      expect(iris.value('SELECT $TLEVEL')).to.equal(0);
      expect(all()).to.deep.equal([]);
    });

    it('of one name: the newest counts', () => {
      iris.run('START TRANSACTION');
      iris.run('SAVEPOINT a');
      iris.run('INSERT INTO t VALUES (1)');
      iris.run('SAVEPOINT a');
      iris.run('INSERT INTO t VALUES (2)');
      iris.run('ROLLBACK TO SAVEPOINT a');
      expect(all()).to.deep.equal([1]);
      iris.run('ROLLBACK TO SAVEPOINT a');
      expect(all()).to.deep.equal([]);
    });
  });

  it('refuse writes when READ ONLY', () => {
    iris.run('START TRANSACTION ISOLATION LEVEL READ COMMITTED, READ ONLY');
    expect(iris.sqlcode('INSERT INTO t VALUES (1)')).to.equal(-115);
    iris.run('COMMIT');
    expect(iris.run('INSERT INTO t VALUES (1)')).to.equal(1);
  });

  it('leave open cursors readable over writes and rollbacks', () => {
    for (let i = 0; i < 10; i += 1) iris.run('INSERT INTO t VALUES (?)', i);
    const rows = iris.session.execute('SELECT a FROM t ORDER BY a', []).rows();
    expect(rows.next().value).to.deep.equal([0]);
    iris.run('START TRANSACTION');
    iris.run('DELETE FROM t');
    expect(rows.next().value).to.deep.equal([1]);
    iris.run('ROLLBACK');
    expect([...rows].length).to.equal(8);
    expect(all()).to.have.length(10);
  });

  it('run one statement in several open cursors', () => {
    iris.run('INSERT INTO t SELECT 1 UNION ALL SELECT 2');
    const first = iris.session.execute('SELECT a FROM t ORDER BY a', []).rows();
    const second = iris.session.execute('SELECT a FROM t ORDER BY a', []).rows();
    expect([first.next().value, second.next().value, first.next().value, second.next().value]).to.deep.equal([
      [1],
      [1],
      [2],
      [2],
    ]);
  });

  it('keep a cursor over DDL, and do not confuse its statement with the new one', () => {
    iris.run('INSERT INTO t SELECT 1 UNION ALL SELECT 2');
    const rows = iris.session.execute('SELECT * FROM t ORDER BY a', []).rows();
    rows.next();
    iris.run('ALTER TABLE t ADD COLUMN b INTEGER DEFAULT 9');
    const after = iris.rows('SELECT * FROM t ORDER BY a');
    expect([...rows]).to.deep.equal([[2]]);
    expect(after).to.deep.equal([
      [1, 9],
      [2, 9],
    ]);
    expect(iris.rows('SELECT * FROM t ORDER BY a')).to.deep.equal(after);
  });

  it('keep DDL that is rolled back, and take the rows back', () => {
    iris.run('INSERT INTO t VALUES (1)');
    iris.run('START TRANSACTION');
    iris.run('CREATE TABLE u (b INTEGER)');
    iris.run('INSERT INTO u VALUES (1)');
    iris.run('SAVEPOINT s');
    iris.run('ALTER TABLE u ADD COLUMN c INTEGER');
    iris.run('INSERT INTO u VALUES (2, 3)');
    iris.run('ROLLBACK TO SAVEPOINT s');
    expect(iris.rows('SELECT * FROM u')).to.deep.equal([[1, null]]);
    iris.run('DROP TABLE t');
    iris.run('ROLLBACK');
    expect(iris.rows('SELECT * FROM u')).to.deep.equal([]);
    expect(iris.sqlcode('SELECT * FROM t')).to.equal(-30);
    expect(iris.sqlcode('CREATE TABLE u (z VARCHAR(5))')).to.equal(-201);
  });

  it('keep what a rolled back transaction has renamed, altered and indexed', () => {
    iris.run('INSERT INTO t VALUES (1)');
    iris.run('START TRANSACTION');
    iris.run('ALTER TABLE t RENAME w');
    iris.run('ALTER TABLE w ALTER COLUMN a RENAME z');
    iris.run('CREATE UNIQUE INDEX wz ON w (z)');
    iris.run('CREATE VIEW vw AS SELECT z FROM w');
    iris.run('INSERT INTO w VALUES (2)');
    iris.run('ROLLBACK');
    expect(iris.rows('SELECT z FROM vw')).to.deep.equal([[1]]);
    expect(iris.sqlcode('INSERT INTO w VALUES (1)')).to.equal(-119);
  });

  it('take back rows that TRUNCATE has deleted in a transaction', () => {
    iris.run('INSERT INTO t VALUES (1)');
    iris.run('START TRANSACTION');
    iris.run('TRUNCATE TABLE t');
    expect(iris.rows('SELECT * FROM t')).to.deep.equal([]);
    iris.run('ROLLBACK');
    expect(iris.rows('SELECT * FROM t')).to.deep.equal([[1]]);
  });
});

describe('embedded engine: numbers of rows are given once (iris-sql.md 6.1)', () => {
  let iris: TestSession;
  beforeEach(() => {
    iris = openTestSession();
    iris.run('CREATE TABLE t (id IDENTITY, n SERIAL, a INTEGER UNIQUE)');
    iris.run('INSERT INTO t (a) VALUES (1)');
  });
  afterEach(() => iris.close());

  const next = () => {
    iris.run('INSERT INTO t (a) VALUES (100)');
    return iris.rows('SELECT id, n FROM t WHERE a = 100');
  };

  it('also when the statement fails', () => {
    expect(iris.sqlcode('INSERT INTO t (a) VALUES (1)')).to.equal(-119);
    expect(iris.sqlcode('INSERT INTO t (a) SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 2')).to.equal(-119);
    expect(next()).to.deep.equal([[6, 6]]);
  });

  it('also when the transaction is rolled back', () => {
    iris.run('START TRANSACTION');
    iris.run('INSERT INTO t (a) VALUES (2)');
    expect(iris.sqlcode('INSERT INTO t (a) VALUES (2)')).to.equal(-119);
    iris.run('INSERT INTO t (a) VALUES (3)');
    expect(iris.rows('SELECT id, n FROM t WHERE a = 3')).to.deep.equal([[4, 4]]);
    iris.run('ROLLBACK');
    expect(next()).to.deep.equal([[5, 5]]);
  });

  it('also after a savepoint, with other rows committed', () => {
    iris.run('START TRANSACTION');
    iris.run('SAVEPOINT s');
    iris.run('INSERT INTO t (a) VALUES (2)');
    iris.run('ROLLBACK TO SAVEPOINT s');
    iris.run('INSERT INTO t (a) VALUES (3)');
    iris.run('COMMIT');
    expect(iris.rows('SELECT id, n FROM t WHERE a = 3')).to.deep.equal([[3, 3]]);
    expect(next()).to.deep.equal([[4, 4]]);
  });

  it('beside temporary tables, which have counters of their own', () => {
    iris.run('CREATE GLOBAL TEMPORARY TABLE g (id IDENTITY, a INTEGER)');
    iris.run('INSERT INTO g (a) VALUES (7)');
    iris.run('ALTER TABLE t ADD COLUMN b INTEGER');
    expect(next()).to.deep.equal([[2, 2]]);
    iris.run('TRUNCATE TABLE t');
    expect(next()).to.deep.equal([[1, 1]]);
  });
});

describe('embedded engine: sessions on one file', () => {
  let folder: string;
  let one: TestSession;
  let two: TestSession;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'iris-embedded-'));
    one = openTestSession(join(folder, 'db'));
    two = openTestSession(join(folder, 'db'));
    one.run('CREATE TABLE t (a INTEGER PRIMARY KEY, n SERIAL)');
  });
  afterEach(() => {
    one.close();
    two.close();
    rmSync(folder, { recursive: true });
  });

  it('see what the other has committed, also inside a transaction that has not written', () => {
    two.run('START TRANSACTION');
    expect(two.column('SELECT a FROM t')).to.deep.equal([]);
    one.run('INSERT INTO t (a) VALUES (1)');
    expect(two.column('SELECT a FROM t')).to.deep.equal([1]);
    one.run('START TRANSACTION');
    one.run('INSERT INTO t (a) VALUES (2)');
    expect(two.column('SELECT a FROM t')).to.deep.equal([1]);
    one.run('COMMIT');
    two.run('INSERT INTO t (a) VALUES (3)');
    two.run('COMMIT');
    expect(one.rows('SELECT a, n FROM t ORDER BY a')).to.deep.equal([
      [1, 1],
      [2, 2],
      [3, 3],
    ]);
  });

  it('write one at a time: the second gets -110 and its transaction goes on', () => {
    one.run('START TRANSACTION');
    one.run('INSERT INTO t (a) VALUES (1)');
    two.run('START TRANSACTION');
    expect(two.sqlcode('INSERT INTO t (a) VALUES (2)')).to.equal(-110);
    expect(two.sqlcode('LOCK TABLE t IN EXCLUSIVE MODE')).to.equal(-110);
    one.run('COMMIT');
    two.run('INSERT INTO t (a) VALUES (2)');
    two.run('COMMIT');
    expect(one.column('SELECT a FROM t ORDER BY a')).to.deep.equal([1, 2]);
  });

  it('write although a cursor of the session was opened on an older state', () => {
    one.run('INSERT INTO t (a) SELECT 1 UNION ALL SELECT 2');
    const rows = two.session.execute('SELECT a FROM t ORDER BY a', []).rows();
    rows.next();
    one.run('INSERT INTO t (a) VALUES (3)');
    two.run('INSERT INTO t (a) VALUES (4)');
    expect([...rows]).to.deep.equal([[2]]);
    expect(two.value('SELECT COUNT(*) FROM t')).to.equal(4);
  });

  it('notice DDL of the other', () => {
    expect(two.rows('SELECT * FROM t')).to.deep.equal([]);
    one.run('ALTER TABLE t ADD COLUMN c INTEGER DEFAULT 9');
    one.run('INSERT INTO t (a) VALUES (1)');
    expect(two.rows('SELECT * FROM t')).to.deep.equal([[1, 1, 9]]);
    one.run('ALTER TABLE t RENAME u');
    expect(two.sqlcode('SELECT * FROM t')).to.equal(-30);
    expect(two.run('INSERT INTO u (a) VALUES (2)')).to.equal(1);
  });

  it('share the definition of GLOBAL TEMPORARY tables, not their rows', () => {
    one.run('CREATE GLOBAL TEMPORARY TABLE tmp (a INTEGER PRIMARY KEY, s VARCHAR(5))');
    one.run("INSERT INTO tmp VALUES (1, 'x')");
    two.run("INSERT INTO tmp VALUES (1, 'y')");
    expect(one.rows('SELECT * FROM tmp')).to.deep.equal([[1, 'x']]);
    expect(two.rows('SELECT tmp.s, t.a FROM tmp LEFT JOIN t ON t.a = tmp.a')).to.deep.equal([['y', null]]);
    expect(two.sqlcode('INSERT INTO tmp (a) VALUES (1)')).to.equal(-119);
    one.run('START TRANSACTION');
    one.run('INSERT INTO tmp (a) VALUES (2)');
    one.run('ROLLBACK');
    expect(one.column('SELECT a FROM tmp')).to.deep.equal([1]);
  });

  it('keep the data for the next session', () => {
    one.run('INSERT INTO t (a) VALUES (1)');
    one.close();
    two.close();
    one = openTestSession(join(folder, 'db'));
    expect(one.rows('SELECT * FROM t')).to.deep.equal([[1, 1]]);
  });

  it('stop with -456 when they are interrupted, in rows and inside a join', () => {
    one.run('CREATE TABLE n (a INTEGER)');
    one.run('INSERT INTO n VALUES (0)');
    for (let i = 0; i < 8; i += 1) one.run('INSERT INTO n SELECT a FROM n');
    let stop = false;
    let asked = 0;
    const session = openEmbeddedSession({
      path: join(folder, 'db'),
      dialect: { version: [2025, 3] },
      interrupted: () => {
        asked += 1;
        return stop || asked > 20;
      },
    });
    const rows = session.execute('SELECT a FROM n', []).rows();
    rows.next();
    stop = true;
    expect(() => rows.next())
      .to.throw()
      .with.property('sqlcode', -456);
    stop = false;
    asked = 0;
    expect(() => [...session.execute('SELECT COUNT(*) FROM n a, n b, n c', []).rows()])
      .to.throw()
      .with.property('sqlcode', -456);
    asked = 0;
    expect([...session.execute('SELECT COUNT(*) FROM n', []).rows()]).to.deep.equal([[256]]);
    session.close();
  });
});
