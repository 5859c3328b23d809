import { expect } from 'chai';
import { type TestSession, openTestSession } from './support.ts';

describe('embedded engine: CAST and value forms', () => {
  let iris: TestSession;
  beforeEach(() => {
    iris = openTestSession();
  });
  afterEach(() => iris.close());

  it('cuts VARCHAR without length to 30 characters and CHAR to 1, keeps all for CHAR VARYING', () => {
    const long = 'x'.repeat(40);
    expect(
      iris.rows(
        'SELECT CAST(? AS VARCHAR), CAST(? AS CHAR), CAST(? AS CHAR VARYING), CAST(? AS VARCHAR(5))',
        long,
        long,
        long,
        long,
      ),
    ).to.deep.equal([['x'.repeat(30), 'x', long, 'xxxxx']]);
  });

  it('truncates to integers and reads text without number as 0', () => {
    expect(
      iris.rows(
        "SELECT CAST(2.9 AS INTEGER), CAST(-2.9 AS INTEGER), CAST('7.9x' AS INTEGER), CAST('Name' AS INTEGER)",
      ),
    ).to.deep.equal([[2, -2, 7, 0]]);
  });

  it('makes BIT of numbers and of the word true only', () => {
    expect(
      iris.rows(
        "SELECT CAST('TRUE' AS BIT), CAST('t' AS BIT), CAST(2 AS BIT), CAST(0 AS BIT), CAST('yes' AS BIT)",
      ),
    ).to.deep.equal([[1, 0, 1, 0, 0]]);
  });

  it('keeps the digits of DECIMAL without arguments and rounds to a scale', () => {
    expect(
      iris.rows("SELECT CAST('1.2345' AS DECIMAL), CAST(1.2345 AS NUMERIC(10,2)), CAST('2.5' AS DOUBLE)"),
    ).to.deep.equal([['1.2345', '1.23', 2.5]]);
  });

  it('shows dates as ODBC text in CAST, as day numbers in string functions', () => {
    expect(
      iris.rows("SELECT CAST({d '2024-01-31'} AS VARCHAR(20)), {d '2024-01-31'} || '', {d '1841-01-01'} + 0"),
    ).to.deep.equal([['2024-01-31', '66870', 1]]);
  });

  it('refuses texts that are no date or time', () => {
    expect(iris.sqlcode("SELECT CAST('2023-02-29' AS DATE)")).to.equal(-146);
    expect(iris.sqlcode('SELECT CAST(? AS DATE)', 'abc')).to.equal(-146);
    expect(iris.sqlcode("SELECT CAST('25:00:00' AS TIME)")).to.equal(-147);
    expect(iris.sqlcode("SELECT CAST('2024-01-01 25:00:00' AS TIMESTAMP)")).to.equal(-147);
  });

  it('stores and returns every type in ODBC form', () => {
    iris.run(
      'CREATE TABLE v (b BIT, i INTEGER, n NUMERIC(8,3), d DOUBLE, s VARCHAR(9), x VARBINARY(9), dt DATE, t TIME(6), ts TIMESTAMP, dtm DATETIME, g UNIQUEIDENTIFIER, l LONGVARCHAR, v VECTOR(DOUBLE,2))',
    );
    const bytes = new Uint8Array([0, 255, 10]);
    iris.run(
      'INSERT INTO v VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)',
      1,
      -5,
      '12345.678',
      1e300,
      "it's",
      bytes,
      '9999-12-31',
      '23:59:59.123456',
      '1900-01-01 00:00:00.000001',
      '2024-05-06 07:08:09.5',
      '01234567-89AB-CDEF-0123-456789ABCDEF',
      'long '.repeat(1000),
      '[1,0.25]',
    );
    const [row] = iris.rows('SELECT * FROM v');
    expect(row).to.deep.equal([
      1,
      -5,
      '12345.678',
      1e300,
      "it's",
      bytes,
      '9999-12-31',
      '23:59:59.123456',
      '1900-01-01 00:00:00.000001',
      '2024-05-06 07:08:09.5',
      '01234567-89AB-CDEF-0123-456789ABCDEF',
      'long '.repeat(1000),
      '1,0.25',
    ]);
    expect(iris.session.describe('SELECT * FROM v').columns.map((column) => column.odbcType)).to.deep.equal([
      -7, 4, 2, 8, 12, -3, 9, 10, 11, 11, -11, -1, 12,
    ]);
  });

  it('refuses values that a type has not', () => {
    iris.run(
      'CREATE TABLE v (b BIT, dt DATE, t TIME, ts TIMESTAMP, g UNIQUEIDENTIFIER, d DOUBLE, x VARBINARY(2), e VECTOR(DOUBLE,2))',
    );
    const refused: [string, number][] = [
      ['INSERT INTO v (b) VALUES (2)', -104],
      ["INSERT INTO v (dt) VALUES ('2024-13-01')", -146],
      ["INSERT INTO v (dt) VALUES ('1840-12-30')", -104],
      ["INSERT INTO v (t) VALUES ('24:00:00')", -147],
      ["INSERT INTO v (ts) VALUES ('yesterday')", -146],
      ["INSERT INTO v (g) VALUES ('no guid')", -104],
      ["INSERT INTO v (d) VALUES ('one')", -104],
      ["INSERT INTO v (x) VALUES ('abc')", -104],
      ["INSERT INTO v (e) VALUES (TO_VECTOR('1,2,3',DOUBLE))", -104],
      ["INSERT INTO v (e) VALUES ('1,,2')", -400],
    ];
    for (const [sql, sqlcode] of refused) expect(iris.sqlcode(sql), sql).to.equal(sqlcode);
  });

  it('allows dates before 1840-12-31 where MINVAL says so', () => {
    iris.run('CREATE TABLE old (d %Library.Date(MINVAL=-672045))');
    iris.run("INSERT INTO old VALUES ('0001-01-01')");
    expect(iris.value('SELECT d FROM old')).to.equal('0001-01-01');
  });

  it('refuses streams in conditions, sorts and string functions', () => {
    iris.run('CREATE TABLE l (t LONGVARCHAR)');
    iris.run("INSERT INTO l VALUES ('text')");
    expect(iris.sqlcode("SELECT 1 FROM l WHERE t = 'text'")).to.equal(-313);
    expect(iris.sqlcode('SELECT 1 FROM l ORDER BY t')).to.equal(-37);
    expect(iris.sqlcode('SELECT UPPER(t) FROM l')).to.equal(-37);
    expect(iris.value('SELECT SUBSTRING(t, 1, 2) FROM l WHERE t IS NOT NULL')).to.equal('te');
  });
});
