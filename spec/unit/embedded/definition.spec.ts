import { expect } from 'chai';
import { type TestSession, openTestSession } from './support.ts';

describe('embedded engine: DDL', () => {
  let iris: TestSession;
  beforeEach(() => {
    iris = openTestSession();
  });
  afterEach(() => iris.close());

  describe('CREATE TABLE', () => {
    it('takes names without regard to case and keeps their spelling', () => {
      iris.run('CREATE TABLE App."MyTable" ("Id" INTEGER)');
      iris.run('INSERT INTO APP.MYTABLE (ID) VALUES (1)');
      expect(iris.session.describe('SELECT id FROM app.mytable').columns[0]?.name).to.equal('Id');
      expect(iris.sqlcode('CREATE TABLE app.mytable (x INTEGER)')).to.equal(-201);
      expect(iris.run('CREATE TABLE IF NOT EXISTS app.mytable (x INTEGER)')).to.equal(0);
      expect(iris.sqlcode('CREATE TABLE t (a INTEGER, "A" INTEGER)')).to.equal(-306);
    });

    it('refuses two primary keys, two identities and system schemas', () => {
      expect(iris.sqlcode('CREATE TABLE t (a INTEGER PRIMARY KEY, b INTEGER, PRIMARY KEY (b))')).to.equal(
        -307,
      );
      expect(iris.sqlcode('CREATE TABLE t (a IDENTITY, b IDENTITY)')).to.equal(-308);
      expect(iris.sqlcode('CREATE TABLE INFORMATION_SCHEMA.t (a INTEGER)')).to.equal(-312);
      expect(iris.sqlcode('SELECT * FROM t')).to.equal(-30);
    });

    it('makes VARCHAR without length one character and NUMERIC without arguments an integer', () => {
      iris.run('CREATE TABLE t (s VARCHAR, n NUMERIC)');
      expect(iris.sqlcode("INSERT INTO t (s) VALUES ('ab')")).to.equal(-104);
      iris.run('INSERT INTO t VALUES (?, 2.4)', 'a');
      expect(iris.rows('SELECT * FROM t')).to.deep.equal([['a', '2']]);
    });

    it('AS SELECT copies rows and types, no constraints', () => {
      iris.run('CREATE TABLE t (id INTEGER PRIMARY KEY, n NUMERIC(5,2), s VARCHAR(9) COLLATE %EXACT)');
      iris.run("INSERT INTO t VALUES (1, 1.25, 'x')");
      expect(iris.run('CREATE TABLE c AS SELECT id, n * 2 AS twice, s FROM t')).to.equal(1);
      iris.run("INSERT INTO c VALUES (1, 3.333, 'X')");
      expect(iris.rows('SELECT * FROM c ORDER BY twice')).to.deep.equal([
        [1, '2.5', 'x'],
        [1, '3.33', 'X'],
      ]);
      expect(iris.run('CREATE TABLE IF NOT EXISTS c AS SELECT 1 AS a')).to.equal(0);
    });
  });

  describe('ALTER TABLE', () => {
    beforeEach(() => {
      iris.run('CREATE TABLE t (id INTEGER PRIMARY KEY, n NUMERIC(5,2), s VARCHAR(9) COLLATE %EXACT)');
      iris.run("INSERT INTO t VALUES (1, 1.25, 'a')");
      iris.run("INSERT INTO t VALUES (2, NULL, 'b')");
    });

    it('adds columns with their defaults', () => {
      iris.run('ALTER TABLE t ADD COLUMN d INTEGER DEFAULT 5 NOT NULL');
      iris.run('ALTER TABLE t ADD COLUMN (e INTEGER, f VARCHAR(5) UNIQUE)');
      expect(iris.rows('SELECT * FROM t ORDER BY id')).to.deep.equal([
        [1, '1.25', 'a', 5, null, null],
        [2, null, 'b', 5, null, null],
      ]);
      iris.run("UPDATE t SET f = 'x' WHERE id = 1");
      expect(iris.sqlcode("UPDATE t SET f = 'X' WHERE id = 2")).to.equal(-120);
      expect(iris.sqlcode('ALTER TABLE t ADD COLUMN n INTEGER')).to.equal(-306);
      expect(iris.sqlcode('ALTER TABLE t ADD COLUMN g INTEGER NOT NULL')).to.equal(-304);
    });

    it('numbers the rows of an added SERIAL', () => {
      iris.run('ALTER TABLE t ADD COLUMN k SERIAL');
      iris.run('INSERT INTO t (id) VALUES (3)');
      expect(iris.column('SELECT k FROM t ORDER BY id')).to.deep.equal([1, 2, 3]);
    });

    it('changes types and converts the values, or refuses', () => {
      iris.run('ALTER TABLE t ALTER COLUMN n DOUBLE');
      iris.run('ALTER TABLE t ALTER COLUMN id VARCHAR(10)');
      expect(iris.rows('SELECT id, n FROM t ORDER BY n')).to.deep.equal([
        ['2', null],
        ['1', 1.25],
      ]);
      expect(iris.sqlcode('ALTER TABLE t ALTER COLUMN s INTEGER')).to.equal(-105);
      expect(iris.column('SELECT s FROM t ORDER BY s')).to.deep.equal(['a', 'b']);
      iris.run("INSERT INTO t (id) VALUES ('z')");
      expect(iris.sqlcode("INSERT INTO t (id) VALUES ('z')")).to.equal(-119);
    });

    it('sets and drops NOT NULL, defaults and collations', () => {
      expect(iris.sqlcode('ALTER TABLE t ALTER COLUMN n NOT NULL')).to.equal(-305);
      iris.run('ALTER TABLE t ALTER COLUMN s NOT NULL');
      expect(iris.sqlcode('INSERT INTO t (id) VALUES (3)')).to.equal(-108);
      iris.run('ALTER TABLE t ALTER COLUMN s NULL');
      iris.run("ALTER TABLE t ALTER COLUMN s SET DEFAULT 'dd'");
      iris.run('INSERT INTO t (id) VALUES (3)');
      iris.run('ALTER TABLE t ALTER COLUMN s DROP DEFAULT');
      iris.run('INSERT INTO t (id) VALUES (4)');
      expect(iris.column('SELECT s FROM t WHERE id > 2 ORDER BY id')).to.deep.equal(['dd', null]);
      iris.run('ALTER TABLE t ALTER COLUMN s COLLATE %SQLUPPER');
      expect(iris.column("SELECT id FROM t WHERE s = 'A'")).to.deep.equal([1]);
    });

    it('renames columns and tables', () => {
      iris.run('ALTER TABLE t ALTER COLUMN n RENAME amount');
      iris.run('ALTER TABLE t RENAME t2');
      expect(iris.rows('SELECT amount FROM t2 WHERE id = 1')).to.deep.equal([['1.25']]);
      expect(iris.sqlcode('SELECT * FROM t')).to.equal(-30);
      expect(iris.sqlcode('SELECT n FROM t2')).to.equal(-29);
      expect(iris.sqlcode('ALTER TABLE t2 ALTER COLUMN amount RENAME s')).to.equal(-306);
    });

    it('drops columns, those in use only with CASCADE', () => {
      expect(iris.sqlcode('ALTER TABLE t DROP COLUMN id')).to.equal(-322);
      iris.run('ALTER TABLE t DROP COLUMN id CASCADE');
      iris.run('ALTER TABLE t DROP COLUMN n');
      expect(iris.rows('SELECT * FROM t ORDER BY s')).to.deep.equal([['a'], ['b']]);
    });

    it('adds and drops constraints', () => {
      iris.run('ALTER TABLE t ADD CONSTRAINT s_unique UNIQUE (s)');
      expect(iris.failure("INSERT INTO t VALUES (3, 1, 'a')").message).to.contain("Constraint 's_unique'");
      expect(iris.sqlcode('ALTER TABLE t ADD CONSTRAINT s_unique UNIQUE (n)')).to.equal(-324);
      iris.run('ALTER TABLE t DROP CONSTRAINT s_unique');
      iris.run("INSERT INTO t VALUES (3, 1, 'a')");
      expect(iris.sqlcode('ALTER TABLE t ADD CONSTRAINT s_unique UNIQUE (s)')).to.equal(-125);
      expect(iris.sqlcode('ALTER TABLE t DROP CONSTRAINT s_unique')).to.equal(-315);
      iris.run('ALTER TABLE t DROP PRIMARY KEY');
      expect(iris.run("INSERT INTO t VALUES (3, 1, 'a')")).to.equal(1);
    });

    it('adds and drops foreign keys, checking the rows that are there', () => {
      iris.run('CREATE TABLE c (tid INTEGER)');
      iris.run('INSERT INTO c VALUES (9)');
      expect(iris.sqlcode('ALTER TABLE c ADD CONSTRAINT c_fk FOREIGN KEY (tid) REFERENCES t (id)')).to.equal(
        -127,
      );
      iris.run('UPDATE c SET tid = 1');
      iris.run('ALTER TABLE c ADD CONSTRAINT c_fk FOREIGN KEY (tid) REFERENCES t (id)');
      expect(iris.sqlcode('DELETE FROM t WHERE id = 1')).to.equal(-124);
      expect(iris.sqlcode('ALTER TABLE t DROP PRIMARY KEY')).to.equal(-317);
      expect(iris.sqlcode('DROP TABLE t')).to.equal(-320);
      iris.run('ALTER TABLE t ADD COLUMN x INTEGER');
      expect(iris.sqlcode('DELETE FROM t WHERE id = 1'), 'after a rebuild of the referenced table').to.equal(
        -124,
      );
      iris.run('ALTER TABLE c DROP FOREIGN KEY c_fk');
      expect(iris.run('DELETE FROM t WHERE id = 1')).to.equal(1);
      iris.run('DROP TABLE t');
    });

    it('keeps RowIDs and their counter', () => {
      iris.run('DELETE FROM t WHERE id = 2');
      iris.run('ALTER TABLE t ADD COLUMN x INTEGER');
      expect(iris.session.execute('INSERT INTO t (id) VALUES (3)', []).rowId).to.equal(3);
    });
  });

  describe('views', () => {
    beforeEach(() => {
      iris.run('CREATE TABLE t (id INTEGER, s VARCHAR(9))');
      iris.run("INSERT INTO t VALUES (1, 'a')");
    });

    it('show their query under their own names', () => {
      iris.run('CREATE VIEW v (k, text) AS SELECT id * 2, s FROM t WHERE id > 0');
      iris.run('CREATE VIEW w AS SELECT v.k + 1 AS k1 FROM v');
      expect(iris.rows('SELECT * FROM v')).to.deep.equal([[2, 'a']]);
      expect(iris.rows('SELECT w.k1 FROM w JOIN v ON v.k = w.k1 - 1')).to.deep.equal([[3]]);
      expect(iris.sqlcode('SELECT id FROM v')).to.equal(-29);
      expect(iris.sqlcode('INSERT INTO v VALUES (1, 2)')).to.equal(-35);
    });

    it('are replaced only on demand, and keep tables from being dropped', () => {
      iris.run('CREATE VIEW v AS SELECT id FROM t');
      expect(iris.sqlcode('CREATE VIEW v AS SELECT s FROM t')).to.equal(-201);
      iris.run('CREATE OR REPLACE VIEW v AS SELECT s FROM t');
      expect(iris.rows('SELECT * FROM v')).to.deep.equal([['a']]);
      expect(iris.sqlcode('DROP TABLE t')).to.equal(-321);
      iris.run('DROP TABLE t CASCADE');
      expect(iris.sqlcode('SELECT * FROM v')).to.equal(-30);
      expect(iris.sqlcode('DROP VIEW v')).to.equal(-30);
      iris.run('DROP VIEW IF EXISTS v');
    });

    it('are checked when they are made', () => {
      expect(iris.sqlcode('CREATE VIEW v AS SELECT nope FROM t')).to.equal(-29);
      expect(iris.sqlcode('CREATE VIEW v (a, b) AS SELECT id FROM t')).to.equal(-142);
    });
  });

  describe('indexes', () => {
    beforeEach(() => {
      iris.run('CREATE TABLE t (id INTEGER, s VARCHAR(9), v VECTOR(DOUBLE,3), l LONGVARCHAR)');
    });

    it('are per table and unique when they say so', () => {
      iris.run('CREATE INDEX i ON t (id)');
      expect(iris.sqlcode('CREATE INDEX I ON TABLE t (s)')).to.equal(-324);
      iris.run('CREATE UNIQUE INDEX u ON t (s)');
      iris.run("INSERT INTO t (s) VALUES ('a')");
      expect(iris.failure("INSERT INTO t (s) VALUES ('A')").message).to.contain("Constraint 'u'");
      iris.run('DROP INDEX u ON t');
      iris.run("INSERT INTO t (s) VALUES ('A')");
      expect(iris.sqlcode('CREATE UNIQUE INDEX u ON t (s)')).to.equal(-125);
      expect(iris.sqlcode('DROP INDEX u ON t')).to.equal(-333);
      iris.run('DROP INDEX IF EXISTS u ON t');
      iris.run('DROP INDEX i');
    });

    it('HNSW is recorded for vectors of fixed length', () => {
      iris.run("CREATE INDEX h ON TABLE t (v) AS HNSW(Distance='Cosine', M=16)");
      expect(
        iris.rows(
          "SELECT Name, TypeClass, Parameters FROM %Dictionary.CompiledIndex WHERE parent = 'User.t'",
        ),
      ).to.deep.equal([['h', '%SQL.Index.HNSW', 'Distance=Cosine,M=16']]);
      expect(iris.sqlcode("CREATE INDEX h2 ON TABLE t (s) AS HNSW(Distance='Cosine')")).to.equal(-400);
      expect(iris.sqlcode('CREATE INDEX h3 ON t (v)')).to.equal(-400);
      expect(iris.sqlcode('CREATE INDEX h4 ON t (l)')).to.equal(-400);
    });
  });

  it('creates and drops schemas', () => {
    iris.run('CREATE SCHEMA shop');
    expect(iris.sqlcode('CREATE SCHEMA Shop')).to.equal(-476);
    iris.run('CREATE SCHEMA IF NOT EXISTS shop');
    iris.run('CREATE TABLE shop.t (a INTEGER)');
    expect(iris.sqlcode('DROP SCHEMA shop')).to.equal(-475);
    iris.run('DROP SCHEMA shop CASCADE');
    expect(iris.sqlcode('SELECT * FROM shop.t')).to.equal(-30);
    expect(iris.sqlcode('DROP SCHEMA shop')).to.equal(-473);
    iris.run('DROP SCHEMA IF EXISTS shop');
  });

  it('makes cached statements anew after a change', () => {
    iris.run('CREATE TABLE t (a INTEGER)');
    iris.run('INSERT INTO t VALUES (1)');
    expect(iris.rows('SELECT * FROM t')).to.deep.equal([[1]]);
    iris.run('ALTER TABLE t ADD COLUMN b INTEGER DEFAULT 2');
    expect(iris.rows('SELECT * FROM t')).to.deep.equal([[1, 2]]);
    iris.run('DROP TABLE t');
    expect(iris.sqlcode('SELECT * FROM t')).to.equal(-30);
    iris.run('CREATE TABLE t (x VARCHAR(3))');
    expect(iris.rows('SELECT * FROM t')).to.deep.equal([]);
  });
});
