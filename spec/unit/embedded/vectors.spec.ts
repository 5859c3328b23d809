import { expect } from 'chai';
import { type TestSession, openTestSession } from './support.ts';

describe('embedded engine: vectors', () => {
  let iris: TestSession;
  beforeEach(() => {
    iris = openTestSession();
  });
  afterEach(() => iris.close());

  it('are read with and without brackets, and shown without', () => {
    expect(
      iris.rows(
        "SELECT TO_VECTOR('[1, 2.5]', DOUBLE), TO_VECTOR(?, DOUBLE, 3), TO_VECTOR('1.9,-1.9', INTEGER), TO_VECTOR('0.1', FLOAT)",
        '1,2,3,4',
      ),
    ).to.deep.equal([['1,2.5', '1,2,3', '1,-1', '0.1']]);
    expect(iris.value("SELECT TO_VECTOR('1', DOUBLE, 3)")).to.equal('1,0,0');
  });

  it('refuse empty and non-numeric elements', () => {
    for (const text of ['', '1,,2', 'a,b', '[]'])
      expect(iris.sqlcode('SELECT TO_VECTOR(?, DOUBLE)', text), text).to.equal(-400);
  });

  it('compute similarity, NULL with NULL', () => {
    expect(
      iris.rows(
        "SELECT VECTOR_DOT_PRODUCT(TO_VECTOR('1,2', DOUBLE), TO_VECTOR('3,4', DOUBLE)), VECTOR_COSINE(TO_VECTOR('1,0', DOUBLE), TO_VECTOR(?, DOUBLE)), VECTOR_COSINE(TO_VECTOR('1,0', DOUBLE), NULL), VECTOR_COSINE(TO_VECTOR('1,0', DOUBLE), TO_VECTOR(?, DOUBLE))",
        '-2,0',
        null,
      ),
    ).to.deep.equal([[11, -1, null, null]]);
  });

  it('refuse other lengths (-257), strings (-258), other element types (-259)', () => {
    expect(iris.sqlcode("SELECT VECTOR_COSINE(TO_VECTOR('1,2', DOUBLE), TO_VECTOR('1', DOUBLE))")).to.equal(
      -257,
    );
    expect(
      iris.sqlcode("SELECT VECTOR_COSINE(TO_VECTOR('1,2', DOUBLE, 2), TO_VECTOR('1', DOUBLE, 3))"),
    ).to.equal(-257);
    expect(iris.sqlcode("SELECT VECTOR_DOT_PRODUCT('1,2', TO_VECTOR('1,2', DOUBLE))")).to.equal(-258);
    expect(iris.sqlcode("SELECT VECTOR_COSINE(TO_VECTOR('1', INTEGER), TO_VECTOR('1', DOUBLE))")).to.equal(
      -259,
    );
    iris.run('CREATE TABLE v (e VECTOR(DECIMAL,2))');
    expect(iris.sqlcode("SELECT VECTOR_COSINE(e, TO_VECTOR('1,2', DOUBLE)) FROM v")).to.equal(-259);
  });

  it('TO_VECTOR without type is FLOAT from 2024.3, DOUBLE before', () => {
    iris.run('CREATE TABLE v (e VECTOR(DOUBLE,1))');
    expect(iris.sqlcode("SELECT VECTOR_COSINE(e, TO_VECTOR('1')) FROM v")).to.equal(-259);
    const old = openTestSession(':memory:', [2024, 1]);
    old.run('CREATE TABLE v (e VECTOR(DOUBLE,1))');
    expect(old.rows("SELECT VECTOR_COSINE(e, TO_VECTOR('1')) FROM v")).to.deep.equal([]);
    old.close();
  });

  it('find the nearest of a table, also under an alias and with a filter', () => {
    iris.run('CREATE TABLE v (id INTEGER, tag VARCHAR(5), e VECTOR(DOUBLE,2))');
    for (let i = 0; i < 50; i += 1) {
      const angle = (i * Math.PI) / 100;
      iris.run(
        'INSERT INTO v VALUES (?, ?, TO_VECTOR(?, DOUBLE, 2))',
        i,
        i % 2 ? 'odd' : 'even',
        `${Math.cos(angle)},${Math.sin(angle)}`,
      );
    }
    iris.run('INSERT INTO v (id) VALUES (99)');
    const query = '[1,0]';
    expect(
      iris.column('SELECT TOP 3 id FROM v ORDER BY VECTOR_COSINE(e, TO_VECTOR(?, DOUBLE, 2)) DESC', query),
    ).to.deep.equal([0, 1, 2]);
    expect(
      iris.column(
        "SELECT TOP 2 id, (1 - VECTOR_COSINE(e, TO_VECTOR(?, DOUBLE, 2))) AS d FROM v WHERE tag = 'ODD' AND e IS NOT NULL ORDER BY d",
        query,
      ),
    ).to.deep.equal([1, 3]);
    expect(
      iris.column('SELECT id FROM v WHERE VECTOR_DOT_PRODUCT(TO_VECTOR(?, DOUBLE, 2), e) > 0.999', query),
    ).to.deep.equal([0, 1]);
  });

  it('keep the query vector of every open cursor', () => {
    iris.run('CREATE TABLE v (e VECTOR(DOUBLE,1))');
    iris.run("INSERT INTO v SELECT '1' UNION ALL SELECT '2'");
    const sql = 'SELECT VECTOR_DOT_PRODUCT(e, TO_VECTOR(?, DOUBLE, 1)) FROM v';
    const ten = iris.session.execute(sql, ['10']).rows();
    const hundred = iris.session.execute(sql, ['100']).rows();
    expect([ten.next().value, hundred.next().value, ten.next().value, hundred.next().value]).to.deep.equal([
      [10],
      [100],
      [20],
      [200],
    ]);
  });

  it('of 2,500 x 1024 give the nearest ten', () => {
    iris.run('CREATE TABLE v (id INTEGER, e VECTOR(DOUBLE,1024))');
    iris.run('START TRANSACTION');
    const vector = (seed: number) =>
      Array.from({ length: 1024 }, (_, i) => ((seed * 31 + i * 17) % 101) - 50).join(',');
    for (let i = 0; i < 100; i += 1)
      iris.run('INSERT INTO v VALUES (?, TO_VECTOR(?, DOUBLE, 1024))', i, vector(i));
    for (let i = 0; i < 24; i += 1)
      iris.run('INSERT INTO v SELECT id + ?, e FROM v WHERE id < 100', (i + 1) * 100);
    iris.run('COMMIT');
    const sql = 'SELECT TOP 10 id, VECTOR_COSINE(e, TO_VECTOR(?, DOUBLE, 1024)) AS s FROM v ORDER BY s DESC';
    iris.rows(sql, vector(7));
    const found = iris.rows(sql, vector(7));
    expect(found).to.have.length(10);
    expect(found[0]?.[1]).to.be.closeTo(1, 1e-12);
  }).timeout(20_000);
});
