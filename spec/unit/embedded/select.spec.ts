import { expect } from 'chai';
import { type TestSession, openTestSession } from './support.ts';

describe('embedded engine: SELECT', () => {
  let iris: TestSession;
  beforeEach(() => {
    iris = openTestSession();
    iris.run(
      'CREATE TABLE p (id INTEGER PRIMARY KEY, name VARCHAR(20) COLLATE %EXACT, dept INTEGER, pay NUMERIC(8,2))',
    );
    const rows: [number, string, number | null, string | null][] = [
      [1, 'Ann', 10, '100.50'],
      [2, 'Bob', 10, '200.00'],
      [3, 'Cid', 20, '50.25'],
      [4, 'Dan', null, null],
    ];
    for (const row of rows) iris.run('INSERT INTO p VALUES (?,?,?,?)', ...row);
    iris.run('CREATE TABLE d (id INTEGER PRIMARY KEY, title VARCHAR(20))');
    iris.run("INSERT INTO d SELECT 10, 'Sales' UNION ALL SELECT 30, 'Legal'");
  });
  afterEach(() => iris.close());

  const names = (sql: string) => iris.session.describe(sql).columns.map((column) => column.name);

  describe('names', () => {
    it('of unaliased items follow IRIS', () => {
      expect(
        names('SELECT ID, pay + 1, COUNT(*), \'x\', ?, (SELECT 1), pay AS "Pay Day" FROM p GROUP BY id, pay'),
      ).to.deep.equal([
        'id',
        'Expression_2',
        'Aggregate_3',
        'Literal_4',
        'HostVar_5',
        'Subquery_6',
        'Pay Day',
      ]);
      expect(names('SELECT ROW_NUMBER() OVER (ORDER BY id), p.* FROM p')).to.deep.equal([
        'Window_1',
        'id',
        'name',
        'dept',
        'pay',
      ]);
    });

    it('that are unknown or ambiguous are errors', () => {
      expect(iris.sqlcode('SELECT nope FROM p')).to.equal(-29);
      expect(iris.sqlcode('SELECT x.id FROM p')).to.equal(-23);
      expect(iris.sqlcode('SELECT SQLUser.p.id FROM p AS q')).to.equal(-23);
      expect(iris.sqlcode('SELECT id FROM p, d')).to.equal(-27);
      expect(iris.sqlcode('SELECT 1 FROM p, p')).to.equal(-20);
      expect(iris.sqlcode('SELECT * FROM nope')).to.equal(-30);
      expect(iris.sqlcode('SELECT *')).to.equal(-26);
    });

    it('reach outwards from subqueries', () => {
      expect(
        iris.column('SELECT name FROM p WHERE EXISTS (SELECT 1 FROM d WHERE d.id = dept) ORDER BY id'),
      ).to.deep.equal(['Ann', 'Bob']);
      expect(
        iris.column('SELECT (SELECT title FROM d WHERE d.id = p.dept) FROM p ORDER BY p.id'),
      ).to.deep.equal(['Sales', 'Sales', null, null]);
    });
  });

  describe('row limits', () => {
    it('TOP, with parameters, 0 and ALL', () => {
      expect(iris.column('SELECT TOP 2 id FROM p ORDER BY id DESC')).to.deep.equal([4, 3]);
      expect(iris.column('SELECT TOP ? id FROM p ORDER BY id', 1)).to.deep.equal([1]);
      expect(iris.column('SELECT TOP ? id FROM p ORDER BY id', '3')).to.deep.equal([1, 2, 3]);
      expect(iris.column('SELECT TOP ? id FROM p', null)).to.deep.equal([]);
      expect(iris.column('SELECT TOP 0 id FROM p')).to.deep.equal([]);
      expect(iris.column('SELECT id FROM (SELECT TOP ALL id FROM p ORDER BY name DESC) x')).to.deep.equal([
        4, 3, 2, 1,
      ]);
      expect(iris.column('SELECT TOP 0 COUNT(*) FROM p')).to.deep.equal([4]);
    });

    it('LIMIT and OFFSET from 2025.1', () => {
      expect(iris.column('SELECT id FROM p ORDER BY id LIMIT 2 OFFSET 1')).to.deep.equal([2, 3]);
      expect(iris.column('SELECT id FROM p ORDER BY id LIMIT ? OFFSET ?', 1, 3)).to.deep.equal([4]);
      const old = openTestSession(':memory:', [2024, 1]);
      expect(old.sqlcode('SELECT 1 LIMIT 1')).to.be.below(0);
      old.close();
    });

    it('%VID numbers the rows of a subquery', () => {
      expect(
        iris.rows('SELECT %VID, id FROM (SELECT TOP 3 id FROM p ORDER BY id DESC) x WHERE %VID > 1'),
      ).to.deep.equal([
        [2, 3],
        [3, 2],
      ]);
      expect(iris.sqlcode('SELECT %VID FROM p')).to.equal(-29);
    });
  });

  describe('ORDER BY', () => {
    it('takes ordinals, aliases and expressions, and ignores parameters', () => {
      expect(iris.column('SELECT name, pay FROM p ORDER BY 2 DESC')).to.deep.equal([
        'Bob',
        'Ann',
        'Cid',
        'Dan',
      ]);
      expect(iris.column('SELECT name, 0 - id AS k FROM p ORDER BY k')).to.deep.equal([
        'Dan',
        'Cid',
        'Bob',
        'Ann',
      ]);
      expect(iris.column('SELECT name FROM p ORDER BY 0 - id')).to.deep.equal(['Dan', 'Cid', 'Bob', 'Ann']);
      expect(iris.rows('SELECT name FROM p ORDER BY ?', 1)).to.have.length(4);
      expect(iris.sqlcode('SELECT name FROM p ORDER BY 3')).to.equal(-5);
      expect(iris.sqlcode('SELECT name FROM p GROUP BY name ORDER BY COUNT(*)')).to.equal(-73);
    });
  });

  describe('joins', () => {
    it('of all kinds', () => {
      const ids = (join: string) => iris.rows(`SELECT p.id, d.id FROM p ${join} ORDER BY 1, 2`);
      expect(ids('JOIN d ON d.id = p.dept')).to.deep.equal([
        [1, 10],
        [2, 10],
      ]);
      expect(ids('LEFT JOIN d ON d.id = p.dept')).to.deep.equal([
        [1, 10],
        [2, 10],
        [3, null],
        [4, null],
      ]);
      expect(ids('RIGHT JOIN d ON d.id = p.dept')).to.deep.equal([
        [null, 30],
        [1, 10],
        [2, 10],
      ]);
      expect(ids('FULL JOIN d ON d.id = p.dept')).to.have.length(5);
      expect(ids('CROSS JOIN d')).to.have.length(8);
      expect(ids(', d WHERE d.id = p.dept')).to.have.length(2);
    });

    it('with USING keep both columns', () => {
      expect(iris.rows('SELECT * FROM d JOIN (SELECT id, pay FROM p) x USING (id)')).to.deep.equal([]);
      expect(names('SELECT * FROM d JOIN (SELECT id, pay FROM p) x USING (id)')).to.deep.equal([
        'id',
        'title',
        'id',
        'pay',
      ]);
    });
  });

  describe('grouping', () => {
    it('takes no ordinals: a literal makes one group', () => {
      expect(iris.rows('SELECT COUNT(*) FROM p GROUP BY 1')).to.deep.equal([[4]]);
      expect(iris.rows('SELECT dept, COUNT(*), SUM(pay) FROM p GROUP BY dept ORDER BY dept')).to.deep.equal([
        [null, 1, null],
        [10, 2, '300.5'],
        [20, 1, '50.25'],
      ]);
    });

    it('filters groups with HAVING, rows without GROUP BY', () => {
      expect(iris.column('SELECT dept FROM p GROUP BY dept HAVING COUNT(*) > 1')).to.deep.equal([10]);
      expect(iris.rows('SELECT id, COUNT(*) FROM p HAVING id < 3 ORDER BY id DESC')).to.deep.equal([
        [2, 4],
        [1, 4],
      ]);
    });

    it('refuses aggregates in WHERE and GROUP BY', () => {
      expect(iris.sqlcode('SELECT 1 FROM p WHERE COUNT(*) > 1')).to.equal(-19);
      expect(iris.sqlcode('SELECT 1 FROM p GROUP BY COUNT(*)')).to.equal(-19);
    });

    it('DISTINCT BY keeps one row for each key', () => {
      expect(iris.rows('SELECT DISTINCT BY (dept) id FROM p')).to.have.length(3);
      expect(iris.column('SELECT DISTINCT dept FROM p ORDER BY dept')).to.deep.equal([null, 10, 20]);
    });
  });

  describe('aggregates', () => {
    it('compute exactly', () => {
      expect(
        iris.rows(
          'SELECT COUNT(*), COUNT(pay), SUM(pay), AVG(pay), MIN(name), MAX(pay), AVG(id), SUM(DISTINCT dept) FROM p',
        ),
      ).to.deep.equal([[4, 3, '350.75', '116.9166666666666667', 'Ann', '200', '2.5', 30]]);
    });

    it('of no rows are NULL, counts 0', () => {
      expect(
        iris.rows(
          'SELECT COUNT(*), SUM(pay), AVG(id), MAX(name), LIST(name), JSON_ARRAYAGG(name) FROM p WHERE 1 = 0',
        ),
      ).to.deep.equal([[0, null, null, null, null, '[]']]);
    });

    it('collect values', () => {
      expect(
        iris.rows('SELECT LIST(name), LIST(DISTINCT dept), JSON_ARRAYAGG(pay), JSON_ARRAYAGG(name) FROM p'),
      ).to.deep.equal([['Ann,Bob,Cid,Dan', '10,20', '[100.5,200,50.25]', '["Ann","Bob","Cid","Dan"]']]);
    });

    it('measure the spread', () => {
      expect(
        iris.rows('SELECT VAR_POP(id), VAR_SAMP(id), STDDEV_POP(id), STDDEV(id), VARIANCE(id) FROM p'),
      ).to.deep.equal([[1.25, 5 / 3, Math.sqrt(1.25), Math.sqrt(5 / 3), 5 / 3]]);
      expect(iris.rows('SELECT STDDEV(id), VAR_POP(id) FROM p WHERE id = 1')).to.deep.equal([[0, 0]]);
    });

    it('see columns as they are, though the group folds them', () => {
      iris.run('CREATE TABLE f (s VARCHAR(9))');
      iris.run("INSERT INTO f SELECT 'a' UNION ALL SELECT 'A'");
      expect(iris.rows('SELECT s, LIST(s) FROM f GROUP BY s')).to.deep.equal([['A', 'a,A']]);
    });

    it('take %FOREACH', () => {
      expect(iris.rows('SELECT id, SUM(pay %FOREACH(dept)) FROM p ORDER BY id')).to.deep.equal([
        [1, '300.5'],
        [2, '300.5'],
        [3, '50.25'],
        [4, null],
      ]);
    });
  });

  describe('window functions', () => {
    it('rank and look around', () => {
      expect(
        iris.rows(
          'SELECT id, ROW_NUMBER() OVER (PARTITION BY dept ORDER BY id DESC), RANK() OVER (ORDER BY dept), DENSE_RANK() OVER (ORDER BY dept), LAG(name) OVER (ORDER BY id), LEAD(id, 2, -1) OVER (ORDER BY id), NTILE(2) OVER (ORDER BY id) FROM p ORDER BY id',
        ),
      ).to.deep.equal([
        [1, 2, 2, 2, null, 3, 1],
        [2, 1, 2, 2, 'Ann', 4, 1],
        [3, 1, 4, 3, 'Bob', -1, 2],
        [4, 1, 1, 1, 'Cid', -1, 2],
      ]);
    });

    it('sum from the first row to the current one, over all rows without ORDER BY', () => {
      expect(
        iris.rows(
          'SELECT SUM(pay) OVER (ORDER BY dept), SUM(pay) OVER (), AVG(id) OVER (ORDER BY id ROWS BETWEEN 1 PRECEDING AND CURRENT ROW), COUNT(*) OVER (PARTITION BY dept) FROM p ORDER BY id',
        ),
      ).to.deep.equal([
        ['100.5', '350.75', '1', 2],
        ['300.5', '350.75', '1.5', 2],
        ['350.75', '350.75', '2.5', 1],
        [null, '350.75', '3.5', 1],
      ]);
    });

    it('stand in select lists and ORDER BY only', () => {
      expect(iris.column('SELECT name FROM p ORDER BY ROW_NUMBER() OVER (ORDER BY id DESC)')).to.deep.equal([
        'Dan',
        'Cid',
        'Bob',
        'Ann',
      ]);
      expect(iris.sqlcode('SELECT id FROM p WHERE ROW_NUMBER() OVER (ORDER BY id) = 1')).to.equal(-367);
    });
  });

  describe('set operations', () => {
    it('unify types and evaluate from left to right', () => {
      expect(iris.column('SELECT 1 UNION SELECT 1.5 UNION ALL SELECT 1 ORDER BY 1')).to.deep.equal([
        '1',
        '1',
        '1.5',
      ]);
      expect(iris.column('SELECT id FROM p EXCEPT SELECT 1 ORDER BY 1')).to.deep.equal([2, 3, 4]);
      expect(iris.column('SELECT id FROM p INTERSECT SELECT dept / 10 FROM p')).to.deep.equal(['1', '2']);
      expect(iris.column('SELECT ? UNION SELECT name FROM p WHERE id = 1 ORDER BY 1', 'Zoe')).to.deep.equal([
        'Ann',
        'Zoe',
      ]);
      expect(iris.sqlcode('SELECT 1 UNION SELECT 1, 2')).to.equal(-9);
      expect(iris.sqlcode('SELECT id FROM p UNION SELECT id FROM d ORDER BY nope')).to.equal(-6);
    });

    it('keep the limits of their legs', () => {
      expect(
        iris.column(
          '(SELECT TOP 1 id FROM p ORDER BY id DESC) UNION ALL (SELECT TOP 1 id FROM d ORDER BY id)',
        ),
      ).to.deep.equal([4, 10]);
    });
  });

  it('WITH sees earlier common tables, more than once', () => {
    expect(
      iris.rows(
        'WITH a AS (SELECT id, pay FROM p WHERE pay > ?), b AS (SELECT COUNT(*) AS n FROM a) SELECT a.id, b.n FROM a, b, a c WHERE c.id = a.id ORDER BY 1',
        '60',
      ),
    ).to.deep.equal([
      [1, 2],
      [2, 2],
    ]);
    expect(
      iris.run('WITH x AS (SELECT id FROM p WHERE dept = 10) DELETE FROM p WHERE id IN (SELECT id FROM x)'),
    ).to.equal(2);
  });

  describe('conditions', () => {
    const ids = (condition: string, ...args: (string | number | null)[]) =>
      iris.column(`SELECT id FROM p WHERE ${condition} ORDER BY id`, ...args);

    it('follow three-valued logic', () => {
      expect(ids('NOT (dept = 10)')).to.deep.equal([3]);
      expect(ids('dept = 10 OR dept IS NULL')).to.deep.equal([1, 2, 4]);
      expect(ids('dept IN (20, NULL)')).to.deep.equal([3]);
      expect(ids('dept NOT IN (20, NULL)')).to.deep.equal([]);
      expect(ids('dept = ?', null)).to.deep.equal([]);
    });

    it('compare with subqueries', () => {
      expect(ids('pay >= ALL (SELECT pay FROM p WHERE pay IS NOT NULL)')).to.deep.equal([2]);
      expect(ids('pay > ANY (SELECT pay FROM p)')).to.deep.equal([1, 2]);
      expect(ids('pay < ALL (SELECT pay FROM p)')).to.deep.equal([]);
      expect(ids('pay < ALL (SELECT pay FROM p WHERE 1 = 0)')).to.deep.equal([1, 2, 3, 4]);
      expect(ids('dept IN (SELECT id FROM d)')).to.deep.equal([1, 2]);
      expect(ids("name IN (SELECT 'Ann' UNION SELECT 'bob')")).to.deep.equal([1]);
      expect(ids('dept <> ANY (SELECT id FROM d)')).to.deep.equal([1, 2, 3]);
    });

    it('take parameters and literals in the type of the other side', () => {
      expect(ids('pay IN (?, 200)', '50.250')).to.deep.equal([2, 3]);
      expect(ids('id BETWEEN ? AND ?', '2', 3)).to.deep.equal([2, 3]);
      expect(ids("id = '2'")).to.deep.equal([2]);
      expect(ids('? = ?', 'a', 'a')).to.have.length(4);
      expect(ids('? < 10', '9')).to.have.length(4);
      expect(ids('name = 5')).to.deep.equal([]);
    });
  });

  describe('CASE and its relatives', () => {
    it('give their branches one type', () => {
      expect(
        iris.rows(
          "SELECT CASE dept WHEN 10 THEN pay WHEN 20 THEN 1 END, CASE WHEN dept IS NULL THEN 'none' ELSE ? END, COALESCE(pay, ?), NVL(dept, -1), NULLIF(dept, 20) FROM p ORDER BY id",
          'some',
          '0.5',
        ),
      ).to.deep.equal([
        ['100.5', 'some', '100.5', 10, 10],
        ['200', 'some', '200', 10, 10],
        ['1', 'some', '50.25', 20, null],
        [null, 'none', '.5', -1, null],
      ]);
    });

    it('protect a division', () => {
      expect(
        iris.column('SELECT CASE WHEN dept = 10 THEN 1 / (dept - 20) ELSE 0 END FROM p ORDER BY id'),
      ).to.deep.equal(['-.1', '-.1', '0', '0']);
    });

    it('GREATEST and LEAST are NULL when an argument is', () => {
      expect(
        iris.rows(
          "SELECT GREATEST(1, 2.5, 2), LEAST('b', 'a'), GREATEST(1, NULL), LEAST(dept, 15) FROM p WHERE id = 3",
        ),
      ).to.deep.equal([['2.5', 'a', null, 15]]);
    });
  });

  it('JSON functions nest and follow NULL rules', () => {
    expect(
      iris.rows(
        "SELECT JSON_OBJECT('id':id, 'pay':pay, 'list':JSON_ARRAY(name, NULL, '')), JSON_OBJECT('p':pay ABSENT ON NULL), JSON_ARRAY(pay, dept ABSENT ON NULL) FROM p WHERE id IN (1, 4) ORDER BY id",
      ),
    ).to.deep.equal([
      ['{"id":1,"pay":100.5,"list":["Ann",null,"\\u0000"]}', '{"p":100.5}', '[100.5,10]'],
      ['{"id":4,"pay":null,"list":["Dan",null,"\\u0000"]}', '{}', '[]'],
    ]);
    expect(
      iris.rows("SELECT 1 WHERE '[1]' IS JSON ARRAY AND '{' IS NOT JSON AND '{}' IS JSON OBJECT"),
    ).to.have.length(1);
  });

  it('JSON_TABLE unrolls documents of the row before it', () => {
    iris.run('CREATE TABLE j (id INTEGER, doc VARCHAR(1000))');
    iris.run('INSERT INTO j VALUES (1, ?)', '{"items":[{"n":1,"t":{"x":"a"}},{"n":2.5}]}');
    iris.run('INSERT INTO j VALUES (2, ?)', '{"items":[]}');
    expect(
      iris.rows(
        "SELECT j.id, t.n, t.x, t.pos FROM j, JSON_TABLE(j.doc, '$.items' COLUMNS (n NUMERIC(5,1) PATH '$.n', x VARCHAR(9) PATH '$.t.x', pos FOR ORDINALITY)) t",
      ),
    ).to.deep.equal([
      [1, '1', 'a', 1],
      [1, '2.5', null, 2],
    ]);
    expect(iris.sqlcode("SELECT 1 FROM JSON_TABLE('{', '$' COLUMNS (a VARCHAR(9) PATH '$.a')) t")).to.equal(
      -400,
    );
  });

  it('tells a function that does not exist, and wrong numbers of arguments', () => {
    expect(iris.sqlcode('SELECT NOPE(1)')).to.equal(-359);
    expect(iris.sqlcode('SELECT s.nope(1)')).to.equal(-359);
    expect(iris.sqlcode('SELECT UPPER()')).to.equal(-380);
    expect(iris.sqlcode("SELECT UPPER('a', 'b')")).to.equal(-381);
    const old = openTestSession(':memory:', [2024, 1]);
    expect(old.sqlcode("SELECT HASHBYTES('SHA256', 'a')")).to.equal(-359);
    old.close();
  });

  it('fails the same way every time, and not any more when the reason is gone', () => {
    iris.run('CREATE TABLE halves (n INTEGER)');
    iris.run('INSERT INTO halves VALUES (4)');
    const sql = 'SELECT n / (n - ?) FROM halves';
    for (let i = 0; i < 3; i += 1) {
      expect(iris.failure(sql, 4)).to.include({ sqlcode: -400, message: '<DIVIDE>' });
    }
    expect(iris.rows(sql, 2)).to.have.length(1);
  });

  it('reports too few arguments', () => {
    expect(iris.sqlcode('SELECT ?')).to.equal(-400);
  });
});
