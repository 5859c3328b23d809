import { expect } from 'chai';
import { type TestSession, openTestSession } from './support.ts';

describe('embedded engine: constraints', () => {
  let iris: TestSession;
  beforeEach(() => {
    iris = openTestSession();
  });
  afterEach(() => iris.close());

  describe('keys', () => {
    beforeEach(() => {
      iris.run(
        'CREATE TABLE App.People (id INTEGER NOT NULL, name VARCHAR(20), code VARCHAR(20) COLLATE %EXACT, CONSTRAINT people_pk PRIMARY KEY (id), CONSTRAINT people_name UNIQUE (name, code))',
      );
      iris.run('INSERT INTO App.People VALUES (1, ?, ?)', 'Al "x"', 'a');
    });

    it('name table, constraint and values', () => {
      const primary = iris.failure('INSERT INTO App.People (id) VALUES (1)');
      expect(primary.sqlcode).to.equal(-119);
      expect(primary.message).to.equal(
        `Table 'App.People', Constraint 'people_pk', Field(s) id="1"; failed unique check`,
      );
      const unique = iris.failure('INSERT INTO App.People VALUES (2, ?, ?)', 'AL "X" ', 'a');
      expect(unique.message).to.equal(
        `Table 'App.People', Constraint 'people_name', Field(s) name="AL ""X"" ",code="a"; failed unique check`,
      );
    });

    it('compare in the collation of their columns', () => {
      expect(iris.run('INSERT INTO App.People VALUES (2, ?, ?)', 'Al "x"', 'A')).to.equal(1);
      expect(iris.run('INSERT INTO App.People VALUES (3, ?, ?)', 'Al "x"', 'a ')).to.equal(1);
      expect(iris.sqlcode('INSERT INTO App.People VALUES (4, ?, ?)', 'al "X"', 'A')).to.equal(-119);
    });

    it('let NULLs repeat, but not the empty string', () => {
      iris.run('CREATE TABLE u (s VARCHAR(5) UNIQUE)');
      iris.run('INSERT INTO u VALUES (NULL)');
      expect(iris.run('INSERT INTO u VALUES (NULL)')).to.equal(1);
      iris.run("INSERT INTO u VALUES ('')");
      expect(iris.sqlcode("INSERT INTO u VALUES ('')")).to.equal(-119);
    });

    it('are -120 on UPDATE, and undo the whole statement', () => {
      iris.run('INSERT INTO App.People (id, name) VALUES (5, ?)', 'b');
      const error = iris.failure('UPDATE App.People SET id = 5 WHERE id = 1');
      expect(error.sqlcode).to.equal(-120);
      expect(error.message).to.contain('id="5"');
      expect(iris.sqlcode('UPDATE App.People SET id = 9')).to.equal(-120);
      expect(iris.column('SELECT id FROM App.People ORDER BY id')).to.deep.equal([1, 5]);
      expect(iris.run('UPDATE App.People SET id = id WHERE id = 1')).to.equal(1);
    });

    it('are found in INSERT ... SELECT, which inserts nothing then', () => {
      const error = iris.failure('INSERT INTO App.People (id) SELECT 8 UNION ALL SELECT 1');
      expect([error.sqlcode, error.message.includes('id="1"')]).to.deep.equal([-119, true]);
      expect(iris.value('SELECT COUNT(*) FROM App.People')).to.equal(1);
    });

    it('require values of primary key fields', () => {
      const error = iris.failure("INSERT INTO App.People (name) VALUES ('x')");
      expect(error.sqlcode).to.equal(-108);
      expect(error.message).to.contain("Table 'App.People', Field 'id'");
      expect(iris.sqlcode('UPDATE App.People SET id = NULL')).to.equal(-108);
    });
  });

  describe('foreign keys', () => {
    beforeEach(() => {
      iris.run('CREATE TABLE parent (id INTEGER PRIMARY KEY, name VARCHAR(9) UNIQUE)');
      iris.run('INSERT INTO parent VALUES (1, ?)', 'One');
      iris.run('INSERT INTO parent VALUES (2, ?)', 'Two');
    });

    function child(actions: string): void {
      iris.run(
        `CREATE TABLE child (id INTEGER PRIMARY KEY, pid INTEGER DEFAULT 2, CONSTRAINT child_fk FOREIGN KEY (pid) REFERENCES parent (id) ${actions})`,
      );
      iris.run('INSERT INTO child VALUES (10, 1)');
    }

    it('refuse rows without target (-121, -122) and say which', () => {
      child('');
      const insert = iris.failure('INSERT INTO child VALUES (11, 99)');
      expect(insert.sqlcode).to.equal(-121);
      expect(insert.message).to.equal(
        `Table 'SQLUser.child', Foreign Key Constraint 'child_fk', Field(s) pid="99"; failed referential integrity check on referenced table 'SQLUser.parent'`,
      );
      expect(iris.sqlcode('UPDATE child SET pid = 98')).to.equal(-122);
      expect(iris.run('INSERT INTO child VALUES (12, NULL)')).to.equal(1);
    });

    it('refuse to lose a target (-124, -123)', () => {
      child('');
      const removal = iris.failure('DELETE FROM parent WHERE id = 1');
      expect(removal.sqlcode).to.equal(-124);
      expect(removal.message).to.contain(
        `Table 'SQLUser.child', Foreign Key Constraint 'child_fk', Field(s) id="1"`,
      );
      expect(iris.sqlcode('UPDATE parent SET id = 7 WHERE id = 1')).to.equal(-123);
      expect(iris.run('DELETE FROM parent WHERE id = 2')).to.equal(1);
      expect(iris.run("UPDATE parent SET name = 'x' WHERE id = 1")).to.equal(1);
      expect(iris.sqlcode('TRUNCATE TABLE parent')).to.equal(-124);
    });

    it('cascade', () => {
      child('ON DELETE CASCADE ON UPDATE CASCADE');
      iris.run('UPDATE parent SET id = 7 WHERE id = 1');
      expect(iris.column('SELECT pid FROM child')).to.deep.equal([7]);
      expect(iris.run('DELETE FROM parent WHERE id = 7')).to.equal(1);
      expect(iris.column('SELECT pid FROM child')).to.deep.equal([]);
    });

    it('set NULL and the default', () => {
      child('ON DELETE SET NULL ON UPDATE SET DEFAULT');
      iris.run('UPDATE parent SET id = 7 WHERE id = 1');
      expect(iris.column('SELECT pid FROM child')).to.deep.equal([2]);
      iris.run('DELETE FROM parent WHERE id = 2');
      expect(iris.column('SELECT pid FROM child')).to.deep.equal([null]);
    });

    it('compare in the collation of the referenced field', () => {
      iris.run('CREATE TABLE named (n VARCHAR(9) COLLATE %EXACT REFERENCES parent (name))');
      expect(iris.run("INSERT INTO named VALUES ('ONE ')")).to.equal(1);
      expect(iris.sqlcode("INSERT INTO named VALUES ('Three')")).to.equal(-121);
    });

    it('are checked row by row in self references, unless %NOCHECK', () => {
      iris.run('CREATE TABLE tree (id INTEGER PRIMARY KEY, up INTEGER REFERENCES tree (id))');
      iris.run('INSERT INTO tree VALUES (1, 1)');
      iris.run('INSERT INTO tree VALUES (2, 1)');
      expect(iris.sqlcode('DELETE FROM tree')).to.equal(-124);
      expect(iris.run('DELETE %NOCHECK FROM tree')).to.equal(2);
      expect(iris.run('INSERT %NOCHECK INTO tree VALUES (3, 77)')).to.equal(1);
    });

    it('need a key to point to', () => {
      expect(iris.sqlcode('CREATE TABLE x (a INTEGER REFERENCES nowhere (id))')).to.equal(-310);
      expect(iris.sqlcode('CREATE TABLE x (a INTEGER REFERENCES parent (nofield))')).to.equal(-316);
      iris.run('CREATE TABLE keyless (a INTEGER)');
      expect(iris.sqlcode('CREATE TABLE x (a INTEGER REFERENCES keyless)')).to.equal(-319);
      expect(iris.sqlcode('CREATE TABLE x (a INTEGER REFERENCES keyless (a))')).to.equal(-314);
      expect(
        iris.sqlcode('CREATE TABLE x (a INTEGER, FOREIGN KEY (a) REFERENCES parent (id, name))'),
      ).to.equal(-79);
      expect(
        iris.rows("SELECT TABLE_NAME FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_NAME = 'x'"),
      ).to.have.length(0);
    });
  });
});
