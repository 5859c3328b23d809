import { expect } from 'chai';
import { type TestSession, openTestSession } from './support.ts';

describe('embedded engine: numbers', () => {
  let iris: TestSession;
  beforeEach(() => {
    iris = openTestSession();
  });
  afterEach(() => iris.close());

  it('divides integers exactly to 18 or 19 digits', () => {
    expect(iris.rows('SELECT 7/2, 17/7, 1/3, 2/3, 6/3')).to.deep.equal([
      ['3.5', '2.428571428571428571', '.3333333333333333333', '.6666666666666666667', '2'],
    ]);
  });

  it('adds, subtracts and multiplies decimals exactly', () => {
    expect(iris.rows('SELECT 1.10 + 2.20, 0.1 * 3, 1 - 0.9, 99.50 + .5')).to.deep.equal([
      ['3.3', '.3', '.1', '100'],
    ]);
  });

  it('keeps integer results integer', () => {
    expect(iris.rows('SELECT 2 + 3, 2 * 3, 7 \\ 2, -7 \\ 2, -12 # 7, MOD(-12, 7)')).to.deep.equal([
      [5, 6, 3, -3, 2, -5],
    ]);
  });

  it('holds integers beyond 2^53', () => {
    expect(iris.rows('SELECT 9007199254740993, 9223372036854775807')).to.deep.equal([
      [9007199254740993n, 9223372036854775807n],
    ]);
  });

  it('refuses division by zero, also by an empty string', () => {
    for (const sql of [
      'SELECT 1/0',
      "SELECT 1/''",
      'SELECT MOD(1, 0)',
      'SELECT 1E0/0',
      'SELECT 5 \\ 0',
      'SELECT 5 # 0',
    ]) {
      const error = iris.failure(sql);
      expect([error.sqlcode, error.message], sql).to.deep.equal([-400, '<DIVIDE>']);
    }
  });

  it('reports 64-bit overflow', () => {
    expect(iris.failure('SELECT 9223372036854775807 + 1').message).to.equal('<MAXNUMBER>');
    iris.run('CREATE TABLE big (n BIGINT)');
    iris.run('INSERT INTO big VALUES (9223372036854775807)');
    iris.run('INSERT INTO big VALUES (1)');
    expect(iris.failure('SELECT SUM(n) FROM big').message).to.equal('<MAXNUMBER>');
    expect(iris.failure('SELECT n * 2 FROM big').message).to.equal('<MAXNUMBER>');
  });

  it('reads the numeric prefix of strings in arithmetic', () => {
    expect(iris.rows("SELECT '5' + '6x', 'x' + 1, '' + 1, '1.5e1' * 2")).to.deep.equal([
      ['11', '1', '1', '30'],
    ]);
  });

  it('makes NUMERIC with DOUBLE a DOUBLE', () => {
    iris.run('CREATE TABLE mixed (n NUMERIC(10,2), d DOUBLE)');
    iris.run('INSERT INTO mixed VALUES (1.5, 0.1)');
    expect(iris.rows('SELECT n * d, n + d FROM mixed')).to.deep.equal([[1.5 * 0.1, 1.6]]);
    expect(
      iris.session.describe('SELECT n * d, n * n FROM mixed').columns.map((column) => column.odbcType),
    ).to.deep.equal([8, 2]);
  });

  describe('NUMERIC columns', () => {
    beforeEach(() => {
      iris.run('CREATE TABLE n (narrow NUMERIC(10,2), wide NUMERIC(37,18), plain NUMERIC)');
    });

    it('round to their scale, half away from zero', () => {
      iris.run('INSERT INTO n VALUES (?, ?, ?)', '1.005', '1.0000000000000000005', '2.5');
      iris.run('INSERT INTO n VALUES (-1.005, ?, -2.5)', '-1.0000000000000000005');
      expect(iris.rows('SELECT * FROM n ORDER BY narrow')).to.deep.equal([
        ['-1.01', '-1.000000000000000001', '-3'],
        ['1.01', '1.000000000000000001', '3'],
      ]);
    });

    it('refuse what exceeds their precision', () => {
      const error = iris.failure('INSERT INTO n (narrow) VALUES (?)', '100000000');
      expect(error.sqlcode).to.equal(-104);
      expect(error.message).to.contain("Table 'SQLUser.n', Field 'narrow'").and.to.contain('MAXVAL');
      expect(iris.sqlcode('INSERT INTO n (plain) VALUES (1000000000000000)')).to.equal(-104);
      iris.run('INSERT INTO n (narrow) VALUES (1)');
      expect(iris.sqlcode('UPDATE n SET narrow = narrow * 1000000000')).to.equal(-105);
    });

    it('refuse text that is no number', () => {
      expect(iris.sqlcode('INSERT INTO n (narrow) VALUES (?)', 'abc')).to.equal(-104);
      expect(iris.sqlcode('INSERT INTO n (wide) VALUES (?)', '')).to.equal(-104);
    });

    it('compare exactly across scales and with finer parameters', () => {
      iris.run('INSERT INTO n (narrow, wide) VALUES (1.00, 1.005)');
      iris.run('INSERT INTO n (narrow, wide) VALUES (1.01, 1.005)');
      expect(iris.column('SELECT narrow FROM n WHERE narrow < wide')).to.deep.equal(['1']);
      expect(iris.column('SELECT narrow FROM n WHERE narrow > ?', '1.005')).to.deep.equal(['1.01']);
      expect(iris.column('SELECT narrow FROM n WHERE narrow = ?', '1.005')).to.deep.equal([]);
      expect(iris.column('SELECT narrow FROM n WHERE narrow = ?', '1.010')).to.deep.equal(['1.01']);
      expect(iris.column('SELECT narrow FROM n WHERE narrow BETWEEN 0.995 AND 1.005')).to.deep.equal(['1']);
    });

    it('compare with parameters of more digits than a double has', () => {
      iris.run('CREATE TABLE b (n BIGINT)');
      iris.run('INSERT INTO b VALUES (9007199254740993)');
      expect(iris.column('SELECT n FROM b WHERE n > ?', '9007199254740992.5')).to.deep.equal([
        9007199254740993n,
      ]);
      expect(iris.column('SELECT n FROM b WHERE n < ?', '9007199254740993.5')).to.deep.equal([
        9007199254740993n,
      ]);
      expect(iris.column('SELECT n FROM b WHERE n > ?', '9007199254740993.5')).to.deep.equal([]);
      expect(iris.column('SELECT n FROM b WHERE n < ?', '1e30')).to.deep.equal([9007199254740993n]);
    });

    it('sort text that is no number behind all numbers', () => {
      iris.run('INSERT INTO n (narrow) VALUES (5)');
      expect(iris.rows('SELECT narrow FROM n WHERE narrow = ?', 'abc')).to.have.length(0);
      expect(iris.rows('SELECT narrow FROM n WHERE narrow < ?', 'abc')).to.have.length(1);
    });

    it('sum and average exactly', () => {
      for (const value of ['0.10', '0.20', '0.70'])
        iris.run('INSERT INTO n (narrow, wide) VALUES (?, ?)', value, value);
      expect(iris.rows('SELECT SUM(narrow), AVG(narrow), SUM(wide), AVG(wide) FROM n')).to.deep.equal([
        ['1', '.3333333333333333333', '1', '.3333333333333333333'],
      ]);
      expect(iris.rows('SELECT SUM(narrow), AVG(narrow) FROM n WHERE 1=0')).to.deep.equal([[null, null]]);
    });

    it('sort wide decimals by value', () => {
      const values = ['-10', '-2.5', '-.001', '0', '.000001', '3', '20', '123456789012345.5'];
      for (const value of values.toReversed()) iris.run('INSERT INTO n (wide) VALUES (?)', value);
      expect(iris.column('SELECT wide FROM n ORDER BY wide')).to.deep.equal(values);
      expect(iris.rows('SELECT MIN(wide), MAX(wide) FROM n')).to.deep.equal([['-10', '123456789012345.5']]);
    });
  });

  it('checks the ranges of the integer types', () => {
    iris.run('CREATE TABLE i (t TINYINT, s SMALLINT, i INTEGER, b BIGINT)');
    expect(iris.run('INSERT INTO i VALUES (-128, 32767, -2147483648, ?)', -9223372036854775808n)).to.equal(1);
    expect(iris.sqlcode('INSERT INTO i (t) VALUES (128)')).to.equal(-104);
    expect(iris.sqlcode('INSERT INTO i (s) VALUES (?)', 32768)).to.equal(-104);
    expect(iris.failure('INSERT INTO i (i) VALUES (?)', '2147483648').message).to.contain('MAXVAL');
    expect(iris.sqlcode('UPDATE i SET i = i - 1')).to.equal(-105);
  });

  it('rounds and truncates', () => {
    expect(
      iris.rows(
        'SELECT ROUND(2.345, 2), ROUND(-2.5, 0), ROUND(17.9, 0, 1), ROUND(1234, -2), FLOOR(-1.5), CEILING(1.2), ABS(-2.5), SIGN(-3)',
      ),
    ).to.deep.equal([['2.35', '-3', '17', '1200', -2, 2, '2.5', -1]]);
  });

  it('refuses functions outside their domain', () => {
    expect(iris.sqlcode('SELECT SQRT(-1)')).to.equal(-400);
    expect(iris.sqlcode('SELECT LOG(0)')).to.equal(-400);
    expect(iris.rows('SELECT SQRT(16), POWER(2, 10), EXP(0)')).to.deep.equal([[4, 1024, 1]]);
  });
});
