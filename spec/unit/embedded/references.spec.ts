import { expect } from 'chai';
import { openTestSession, type TestSession } from './support.ts';

/** Implicit joins along references (GSQL_implicitjoins). */
describe('references in the embedded engine', () => {
  let test: TestSession;

  before(() => {
    test = openTestSession();
    test.run('CREATE TABLE Sample.Company (Name VARCHAR(20), Parent INTEGER)');
    test.run('CREATE TABLE Sample.Employee (Name VARCHAR(20), Company Sample.Company)');
    test.run('CREATE TABLE Badge (Code VARCHAR(5), Owner Sample.Employee)');
    test.run("INSERT INTO Sample.Company (Name) VALUES ('Acme')");
    test.run("INSERT INTO Sample.Company (Name) VALUES ('Bolt')");
    test.run("INSERT INTO Sample.Employee (Name, Company) VALUES ('Ann', 2)");
    test.run("INSERT INTO Sample.Employee (Name) VALUES ('Bob')");
    test.run("INSERT INTO Badge (Code, Owner) VALUES ('x1', 1)");
  });
  after(() => test.close());

  it('join as an outer join would', () => {
    expect(test.rows('SELECT Name, Company->Name FROM Sample.Employee ORDER BY %ID')).to.deep.equal([
      ['Ann', 'Bolt'],
      ['Bob', null],
    ]);
  });
  it('join along several tables, with a label before them', () => {
    expect(test.rows('SELECT b.Owner->Company->Name, b.Owner->%ID FROM Badge b')).to.deep.equal([
      ['Bolt', 1],
    ]);
  });
  it('stand wherever a column may, with its collation', () => {
    expect(test.column("SELECT Name FROM Sample.Employee WHERE Company->Name = 'BOLT'")).to.deep.equal([
      'Ann',
    ]);
    expect(test.column('SELECT Name FROM Sample.Employee ORDER BY Company->Name DESC')).to.deep.equal([
      'Ann',
      'Bob',
    ]);
    expect(
      test.rows('SELECT %EXACT(Company->Name), COUNT(*) FROM Sample.Employee GROUP BY Company->Name'),
    ).to.have.length(2);
  });
  it('are named like the column at their end', () => {
    const { columns } = test.session.describe('SELECT Company->Name FROM Sample.Employee');
    expect(columns.map(({ name, odbcType }) => [name, odbcType])).to.deep.equal([['Name', 12]]);
  });
  for (const [sql, sqlcode] of [
    ['SELECT Name->Name FROM Sample.Employee', -29],
    ['SELECT Company->Nope FROM Sample.Employee', -29],
    ['SELECT Nope->Name FROM Sample.Employee', -29],
    ['CREATE TABLE x (a Sample.Nothing)', -400],
    ['CREATE TABLE x (a Nothing)', -1],
  ] as const) {
    it(`refuse ${sql} with ${sqlcode}`, () => {
      expect(test.sqlcode(sql)).to.equal(sqlcode);
    });
  }
});
