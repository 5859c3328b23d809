import { expect } from 'chai';
import { type TestSession, openTestSession } from './support.ts';

describe('embedded engine: string and list functions', () => {
  let iris: TestSession;
  before(() => {
    iris = openTestSession();
  });
  after(() => iris.close());

  const cases: [string, unknown][] = [
    ["LENGTH('abc  ')", 3],
    ["CHAR_LENGTH('abc  ')", 5],
    ["$LENGTH('a,b,c', ',')", 3],
    ["UPPER('aé')", 'AÉ'],
    ["SUBSTRING('hello', 2, 3)", 'ell'],
    ["SUBSTRING('hello' FROM -1 FOR 4)", 'he'],
    ["SUBSTR('hello', 3)", 'llo'],
    ["LEFT('hello', 2) || RIGHT('hello', 2)", 'helo'],
    ["POSITION('l' IN 'hello')", 3],
    ["CHARINDEX('l', 'hello', 4)", 4],
    ["INSTR('hello', 'l', 1, 2)", 4],
    ["REPLACE('a.b.c', '.', '$&')", 'a$&b$&c'],
    ["$TRANSLATE('abcabc', 'ab', 'x')", 'xcxc'],
    ["$PIECE('a,b,c,d', ',', 2, 3)", 'b,c'],
    ["$PIECE('a', ',', 5)", ''],
    ["$EXTRACT('hello', 2, 3)", 'el'],
    ["TRIM(BOTH 'x' FROM 'xxaxx')", 'a'],
    ["TRIM('  a ')", 'a'],
    ["LTRIM('  a ') || '|' || RTRIM('  a ')", 'a |  a'],
    ["LPAD('7', 3, '0') || RPAD('7', 3)", '0077  '],
    ["REPEAT('ab', 3)", 'ababab'],
    ["REVERSE('ab\u{1F600}')", '\u{1F600}ba'],
    ["ASCII('A') + ASCII(CHAR(66))", 131],
    ["STUFF('hello', 2, 3, 'X')", 'hXo'],
    ["CONCAT('a', NULL)", null],
    ["STRING('a', NULL, '', 'b')", 'ab'],
    ['STRING(NULL, NULL)', null],
    ["'a' || NULL", null],
    ["'x' || 1.50", 'x1.5'],
    ["%SQLUPPER('aB ')", ' AB'],
    ["%UPPER('aB ')", 'AB '],
    ["%TRUNCATE('abcdef', 3)", 'abc'],
    ["$LISTTOSTRING($LISTBUILD('a', 'ü\u4e2d'), '-')", 'a-ü\u4e2d'],
    ["$LIST($LISTFROMSTRING('a,b,c'), 2)", 'b'],
    ["$LISTLENGTH($LISTFROMSTRING('a,b,c'))", 3],
    ["$LISTGET($LISTFROMSTRING('a'), 9, 'no')", 'no'],
    ["IFNULL(NULL, 'a', 'b')", 'a'],
    ["IFNULL(1, 'a', 'b')", 'b'],
    ["DECODE(2, 1, 'one', 2, 'two', 'many')", 'two'],
    ["DECODE(NULL, 1, 'one', NULL, 'none')", 'none'],
    ['%SYSTEM_SQL.DefaultSchema()', 'SQLUser'],
    ['$NAMESPACE', 'USER'],
  ];
  for (const [sql, expected] of cases) {
    it(`${sql} = ${JSON.stringify(expected)}`, () => {
      expect(iris.value(`SELECT ${sql}`)).to.equal(expected);
    });
  }

  it('HASHBYTES gives bytes', () => {
    const hash = iris.value("SELECT HASHBYTES('SHA256', ?)", 'abc');
    expect(hash).to.be.instanceOf(Uint8Array);
    expect(Buffer.from(hash as Uint8Array).toString('hex')).to.equal(
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    );
    expect(iris.sqlcode("SELECT HASHBYTES('MD5', 'a')")).to.equal(-400);
  });

  it('$TSQL_NEWID gives another GUID for every row', () => {
    const ids = iris.column('SELECT $TSQL_NEWID() FROM (SELECT 1 AS a UNION ALL SELECT 2) x');
    expect(new Set(ids).size).to.equal(2);
    expect(ids[0]).to.match(/^[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}$/);
  });

  it('strings beyond MAXSTRING are refused', () => {
    expect(iris.failure("SELECT REPEAT('x', 4000000)").message).to.equal('<MAXSTRING>');
  });
});
