import { expect } from 'chai';
import pg from 'pg';
import { startGateway, type GatewayProcess } from '../support/gateway-process.ts';

/** Statements that go to IRIS as the client wrote them, from connection to backend. */
describe("IRIS's own SQL", function () {
  this.timeout(120_000);
  let gateway: GatewayProcess;
  let client: pg.Client;

  async function login(): Promise<pg.Client> {
    const made = new pg.Client({
      host: gateway.host,
      port: gateway.port,
      user: '_SYSTEM',
      database: 'USER',
    });
    await made.connect();
    return made;
  }

  async function rows(text: string, values: unknown[] = []): Promise<unknown[][]> {
    return (await client.query({ text, values, rowMode: 'array' })).rows as unknown[][];
  }

  async function failure(text: string, values: unknown[] = []): Promise<pg.DatabaseError> {
    try {
      await client.query(text, values);
    } catch (error) {
      return error as pg.DatabaseError;
    }
    return expect.fail(`no error from ${text}`);
  }

  before(async () => {
    gateway = await startGateway();
    client = await login();
    await client.query(
      'CREATE TABLE Sample.Dept (Code INTEGER, Title VARCHAR(20), PRIMARY KEY (Code)) WITH %CLASSPARAMETER ALLOWIDENTITYINSERT = 1',
    );
    await client.query(
      "CREATE TABLE Sample.Person (Name VARCHAR(30) %DESCRIPTION 'who', Born DATE, Dept INTEGER)",
    );
    await client.query("INSERT %NOLOCK INTO Sample.Dept (Code, Title) VALUES (1, 'Sales')");
    await client.query("INSERT INTO Sample.Person SET Name = 'Zed', Born = {d '1970-01-02'}, Dept = 1");
    await client.query("INSERT %NOCHECK INTO Sample.Person (Name) VALUES ('amy')");
    await client.query("INSERT %NOCHECK INTO Sample.Person (Name) VALUES ('Zoe')");
    await client.query('create table items (id int primary key, v vector(3))');
    await client.query("insert into items values (1, '[1,0,0]'), (2, '[0,1,0]'), (3, '[0.6,0.8,0]')");
  });
  after(async () => {
    await client?.end();
    await gateway?.stop();
  });

  it('tells the types of its columns from the metadata of IRIS', async () => {
    const result = await client.query({
      text: 'SELECT TOP 1 %ID, Name, Born FROM Sample.Person ORDER BY Name DESC',
      rowMode: 'array',
    });
    expect(result.command).to.equal('SELECT');
    expect(result.fields.map(({ name, dataTypeID }) => [name.toLowerCase(), dataTypeID])).to.deep.equal([
      ['id', 20],
      ['name', 25],
      ['born', 1082],
    ]);
    expect(result.rows).to.have.length(1);
  });

  for (const [text, expected] of [
    ["SELECT Name FROM Sample.Person WHERE Name %STARTSWITH 'z' ORDER BY Name", [['Zed'], ['Zoe']]],
    ["SELECT %EXACT(Name) FROM Sample.Person WHERE %SQLUPPER(Name) = ' AMY'", [['amy']]],
    ["SELECT Name FROM Sample.Person WHERE Name [ 'e' ORDER BY Name", [['Zed'], ['Zoe']]],
    ["SELECT {fn UCASE('x')}, 7 \\ 2", [['X', '3']]],
    ["SELECT $PIECE('a,b,c', ',', 2)", [['b']]],
    ["SELECT DATEADD('day', 1, Born) FROM Sample.Person WHERE %ID = 1", [['1970-01-03 00:00:00']]],
    [
      "SELECT DISTINCT TOP 2 Name FROM Sample.Person WHERE Name %INLIST $LISTFROMSTRING('Zed,Zoe') ORDER BY 1",
      [['ZED'], ['ZOE']],
    ],
    ['SELECT COUNT(*) FROM %Dictionary.CompiledClass WHERE 1 = 0', [['0']]],
  ] as const) {
    it(`answers ${text}`, async () => {
      const found = await rows(text);
      const shown = found.map((row) => row.map((value) => (value instanceof Date ? local(value) : value)));
      expect(shown).to.deep.equal(expected);
    });
  }

  it("answers PostgreSQL's SQL with functions of IRIS in it, with parameters", async () => {
    const found = await rows(
      'SELECT id, VECTOR_COSINE(v, TO_VECTOR($1, DOUBLE, 3)) FROM items ORDER BY 2 DESC LIMIT 2',
      ['[1,0,0]'],
    );
    expect(found).to.deep.equal([
      [1, 1],
      [3, 0.6],
    ]);
  });

  it('maps parameters by their numbers, as text unless the client says otherwise', async () => {
    const text =
      'SELECT TOP $2 Name FROM Sample.Person WHERE Name %STARTSWITH $1 AND Name %STARTSWITH $1 ORDER BY Name -- $3';
    expect(await rows(text, ['Z', '1'])).to.deep.equal([['Zed']]);
  });

  it('counts the rows of changes', async () => {
    const insert = await client.query("INSERT OR UPDATE Sample.Dept (Code, Title) VALUES (2, 'Lab')");
    expect([insert.command, insert.rowCount]).to.deep.equal(['INSERT', 1]);
    const update = await client.query("UPDATE %NOLOCK Sample.Dept SET Title = 'Labs' WHERE Code = $1", ['2']);
    expect([update.command, update.rowCount]).to.deep.equal(['UPDATE', 1]);
    const remove = await client.query('DELETE %NOCHECK FROM Sample.Dept WHERE Code > 1');
    expect([remove.command, remove.rowCount]).to.deep.equal(['DELETE', 1]);
  });

  it('is undone with the transaction', async () => {
    await client.query('begin');
    await client.query("UPDATE %NOLOCK Sample.Dept SET Title = 'gone'");
    await client.query('rollback');
    expect(await rows('SELECT TOP 1 Title FROM Sample.Dept')).to.deep.equal([['Sales']]);
  });

  it('defines tables that PostgreSQL sees at once', async () => {
    await client.query('CREATE TABLE Sample.Log (Moment DATETIME, Line VARCHAR(10) COLLATE %EXACT)');
    await client.query("insert into sample.log values ('2020-01-02 03:04:05', 'a')");
    expect(await rows('select line from sample.log where moment > $1', ['2020-01-01'])).to.deep.equal([
      ['a'],
    ]);
    expect((await client.query('DROP TABLE Sample.Log %DELDATA')).command).to.equal('DROP');
    expect((await failure('select line from sample.log')).code).to.equal('42P01');
  });

  it('joins along references', async () => {
    await client.query(
      "CREATE TABLE Sample.Badge (Code VARCHAR(5) %DESCRIPTION 'of it', Owner Sample.Person)",
    );
    await client.query("INSERT %NOLOCK INTO Sample.Badge (Code, Owner) VALUES ('x1', 1)");
    expect(await rows('SELECT Code, Owner->Name FROM Sample.Badge')).to.deep.equal([['x1', 'Zed']]);
    expect((await failure('SELECT Code, Owner->Nope FROM Sample.Badge')).code).to.equal('42703');
  });

  it('is one of several statements of a Query', async () => {
    const results = (await client.query(
      "select 1 as one; SELECT TOP 1 Title FROM Sample.Dept; select ';' as mark",
    )) as unknown as pg.QueryResult[];
    expect(results.map((result) => Object.values(result.rows[0] as object)[0] as unknown)).to.deep.equal([
      1,
      'Sales',
      ';',
    ]);
  });

  it('stays prepared through a change of the schema', async () => {
    const query = { name: 'own', text: 'SELECT TOP 1 Title FROM Sample.Dept' };
    await client.query(query);
    await client.query('create table another (a int)');
    expect((await client.query(query)).rows).to.deep.equal([{ Title: 'Sales' }]);
  });

  describe('refuses', () => {
    for (const [text, code, message] of [
      ['SELECT TOP 1 nope FROM Sample.Dept', '42703', /NOPE|nope/],
      ['SELECT TOP 1 a FROM Sample.Nowhere', '42P01', /Nowhere/i],
      // nothing of IRIS's own: PostgreSQL's error is the answer
      ['SELEC 1', '42601', /syntax error at or near "SELEC"/],
      ['SELECT nosuch(1) FROM items', '42883', /function nosuch\(integer\) does not exist/],
      ['SELECT id -> v FROM items', '42883', /operator does not exist/],
      ['SELECT length(5)', '42883', /function length\(integer\) does not exist/],
      ['SELECT id, count(*) FROM items', '42803', /GROUP BY/],
      ['SELECT TOP ? Name FROM Sample.Person', '42703', /column "top" does not exist/],
      ['CALL Sample.Nothing(1)', '42883', /not found/],
      // the gateway's own tables, and what goes behind its back
      ['SELECT TOP 1 * FROM IrisPGWire.ColumnType', '42501', /permission denied for schema IrisPGWire/],
      ['SELECT TOP 1 * FROM "irispgwire"."ColumnType"', '42501', /permission denied/],
      ['SELECT TOP 1 1 /* /* */ FROM IrisPGWire.ColumnType -- */', '42501', /permission denied/],
      ['DELETE %NOCHECK FROM IrisPGWire.ColumnType', '42501', /permission denied/],
      ['UPDATE %NOLOCK %Dictionary.ClassDefinition SET Name = Name', '42501', /permission denied/],
      ["SELECT %SYSTEM_SQL.Util_SetOption('AutoCommit', 0)", '42501', /permission denied for function/],
      ['SET OPTION LOCK_TIMEOUT = 1', '0A000', /SET of InterSystems IRIS/],
      ['START TRANSACTION %COMMITMODE EXPLICIT', '0A000', /START of InterSystems IRIS/],
      ['%INTRANSACTION', '0A000', /%INTRANSACTION/],
      ['UNLOCK TABLE Sample.Dept IN SHARE MODE', '0A000', /UNLOCK/],
      ['CREATE PROCEDURE Sample.P() LANGUAGE OBJECTSCRIPT { quit 1 }', '0A000', /CREATE PROCEDURE/],
      ['CREATE TABLE Sample.X (a INT COMPUTECODE {set {a}=1} CALCULATED)', '0A000', /COMPUTECODE/],
    ] as const) {
      it(text, async () => {
        const error = await failure(text);
        expect(error.code, error.message).to.equal(code);
        expect(error.message).to.match(message);
        expect(await rows('select 1')).to.deep.equal([[1]]);
      });
    }

    it('changes in a transaction that is read only', async () => {
      await client.query('begin read only');
      const error = await failure("UPDATE %NOLOCK Sample.Dept SET Title = 'x'");
      await client.query('rollback');
      expect(error.code).to.equal('25006');
    });

    it('anything in a failed transaction', async () => {
      await client.query('begin');
      await failure('SELECT TOP 1 nope FROM Sample.Dept');
      expect((await failure('SELECT TOP 1 Title FROM Sample.Dept')).code).to.equal('25P02');
      await client.query('rollback');
    });
  });

  it('leaves to PostgreSQL what PostgreSQL accepts', async () => {
    // a remainder, not the field %id; a column named top, not TOP
    expect(await rows('select 7 %id from items where id = 2')).to.deep.equal([[1]]);
    expect(await rows('select top from (values (5)) x(top)')).to.deep.equal([[5]]);
  });
});

function local(value: Date): string {
  const two = (n: number): string => String(n).padStart(2, '0');
  const day = `${value.getFullYear()}-${two(value.getMonth() + 1)}-${two(value.getDate())}`;
  return `${day} ${two(value.getHours())}:${two(value.getMinutes())}:${two(value.getSeconds())}`;
}
