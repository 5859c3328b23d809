import { expect } from 'chai';
import { type TestSession, openTestSession } from './support.ts';

describe('embedded engine: dates and times', () => {
  let iris: TestSession;
  before(() => {
    iris = openTestSession();
  });
  after(() => iris.close());

  const cases: [string, unknown][] = [
    ["DATEADD('day', 1, {d '2024-02-28'})", '2024-02-29 00:00:00'],
    ["DATEADD('month', 1, '2024-01-31')", '2024-02-29 00:00:00'],
    ["DATEADD('year', -1, {d '2024-02-29'})", '2023-02-28 00:00:00'],
    ["DATEADD(microsecond, -1, {ts '2024-01-01 00:00:00'})", '2023-12-31 23:59:59.999999'],
    ["DATEADD('hour', 1.9, {ts '2024-01-01 00:00:00'})", '2024-01-01 01:00:00'],
    ["DATEDIFF('day', {d '2024-01-01'}, {d '2024-03-01'})", 60],
    ["DATEDIFF('month', {d '2024-01-31'}, {d '2024-02-01'})", 1],
    ["DATEDIFF('year', {d '2023-12-31'}, {d '2024-01-01'})", 1],
    ["DATEDIFF('hour', {ts '2024-01-01 00:59:59'}, {ts '2024-01-01 01:00:00'})", 1],
    ["DATEDIFF('microsecond', {ts '2024-01-01 00:00:01'}, {ts '2024-01-01 00:00:00'})", -1000000],
    ["DATEPART('weekday', {d '2024-03-03'})", 1],
    ["DATEPART(quarter, {d '2024-12-31'})", 4],
    ["DATEPART('dayofyear', {d '2024-12-31'})", 366],
    ["DATEPART('week', {d '2024-01-07'})", 2],
    ["DATEPART('second', {ts '2024-01-01 00:00:59.5'})", '59.5'],
    ["DATEPART('ms', {ts '2024-01-01 00:00:59.5'})", 500],
    ["DATENAME('month', {d '2024-03-01'})", 'March'],
    ["YEAR('2024-05-06')", 2024],
    ["MONTH({ts '2024-05-06 01:02:03'})", 5],
    ["HOUR('07:08:09')", 7],
    ["LAST_DAY({d '2023-02-03'})", '2023-02-28'],
    ["DATE_TRUNC('month', {ts '2024-05-06 07:08:09'})", '2024-05-01 00:00:00'],
    ["DATE_TRUNC('week', {d '2024-05-05'})", '2024-04-29 00:00:00'],
    ["UNIX_TIMESTAMP({ts '1970-01-01 00:00:01.5'})", '1.5'],
    ["TO_CHAR({ts '2024-05-06 17:08:09.123456'}, 'YYYY-MM-DD HH24:MI:SS.FF')", '2024-05-06 17:08:09.123456'],
    ["TO_CHAR({ts '2024-05-06 17:08:09'}, 'Day, DD MON YY HH:MI AM')", 'Monday, 06 MAY 24 05:08 PM'],
    ["TO_CHAR({d '2024-12-30'}, 'IW')", '01'],
    ["TO_CHAR(-1234.567, '9,999.99')", '-1,234.57'],
    ["TO_DATE('2024/02/29', 'YYYY-MM-DD')", '2024-02-29'],
    ["TO_TIMESTAMP('06 May 2024 05:08 PM', 'DD MON YYYY HH:MI PM')", '2024-05-06 17:08:00'],
    ["{d '2024-01-31'} + 1", 66871],
    ["CAST({d '2024-01-31'} + 1 AS DATE)", '2024-02-01'],
    ["{d '2024-03-01'} - {d '2024-02-01'}", 29],
    ["CAST({ts '2024-01-31 23:59:59'} AS DATE)", '2024-01-31'],
    ["CAST({d '2024-01-31'} AS TIMESTAMP)", '2024-01-31 00:00:00'],
    ["CAST({ts '2024-01-31 23:59:59.25'} AS TIME)", '23:59:59.25'],
  ];
  for (const [sql, expected] of cases) {
    it(`${sql} = ${String(expected)}`, () => {
      expect(iris.value(`SELECT ${sql}`)).to.equal(expected);
    });
  }

  it('refuses unknown date parts and out-of-range results', () => {
    expect(iris.sqlcode("SELECT DATEADD('fortnight', 1, {d '2024-01-01'})")).to.equal(-8);
    expect(iris.sqlcode('SELECT DATEPART(?, CURRENT_DATE)', 'nonsense')).to.equal(-8);
    expect(iris.sqlcode("SELECT DATEADD('year', 9000, {d '2024-01-01'})")).to.equal(-400);
    expect(iris.sqlcode("SELECT TO_DATE('31/02/2024', 'DD/MM/YYYY')")).to.equal(-400);
  });

  it('gives one moment to all of a statement, with the precision that is asked for', () => {
    const [row] = iris.rows('SELECT CURRENT_TIMESTAMP, CURRENT_TIMESTAMP(6), GETDATE(6), GETUTCDATE(3)');
    expect(row?.[0]).to.match(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
    expect(row?.[1]).to.equal(row?.[2]);
    const utc = Date.parse(`${String(row?.[3]).replace(' ', 'T')}Z`);
    expect(Math.abs(utc - Date.now())).to.be.below(5000);
  });

  it('compares dates with texts, timestamps and day numbers', () => {
    iris.run('CREATE TABLE d (d DATE, ts TIMESTAMP)');
    iris.run("INSERT INTO d VALUES ('2024-01-31', '2024-01-31 12:00:00')");
    iris.run("INSERT INTO d VALUES ('2024-02-01', '2024-02-01 00:00:00')");
    expect(iris.column("SELECT d FROM d WHERE d = '2024-01-31'")).to.deep.equal(['2024-01-31']);
    expect(iris.column('SELECT d FROM d WHERE d > ?', '2024-01-31')).to.deep.equal(['2024-02-01']);
    expect(iris.column('SELECT d FROM d WHERE ts = d')).to.deep.equal(['2024-02-01']);
    expect(iris.column('SELECT d FROM d WHERE d = 66870')).to.deep.equal(['2024-01-31']);
    expect(
      iris.column('SELECT d FROM d WHERE ts BETWEEN ? AND ?', '2024-01-31', '2024-01-31 23:59:59.999999'),
    ).to.deep.equal(['2024-01-31']);
    expect(iris.sqlcode('SELECT d FROM d WHERE d = ?', 'not a date')).to.equal(-146);
    expect(iris.rows('SELECT MIN(d), MAX(ts) FROM d')).to.deep.equal([['2024-01-31', '2024-02-01 00:00:00']]);
  });
});
