import { expect } from 'chai';
import pg from 'pg';
import { startGateway, type GatewayProcess } from '../support/gateway-process.ts';

/** A table that somebody has made in IRIS: its strings have the collation of the namespace, SQLUPPER (iris-sql.md 6.6). */
const CITY =
  "CREATE TABLE Legacy.City (Id INTEGER, Name VARCHAR(30), Country VARCHAR(20) %DESCRIPTION 'code')";

const CITIES: readonly (readonly [number, string, string | null])[] = [
  [1, 'Bonn', 'de'],
  [2, 'bonn', 'DE'],
  [3, 'BONN ', 'De'],
  [4, 'Aachen', 'de'],
  [5, '10', null],
  [6, '9', ''],
];

async function login({ host, port }: GatewayProcess): Promise<pg.Client> {
  const client = new pg.Client({ host, port, user: '_SYSTEM', database: 'USER' });
  await client.connect();
  await client.query(CITY);
  for (const city of CITIES) await client.query('insert into legacy.city values ($1, $2, $3)', [...city]);
  return client;
}

async function rowsOf(client: pg.Client, text: string): Promise<unknown[][]> {
  return (await client.query({ text, rowMode: 'array' })).rows as unknown[][];
}

describe("strings of IRIS's own collations", function () {
  this.timeout(120_000);

  describe('are compared as PostgreSQL does', () => {
    let gateway: GatewayProcess;
    let client: pg.Client;

    before(async () => {
      gateway = await startGateway();
      client = await login(gateway);
    });
    after(async () => {
      await client?.end();
      await gateway?.stop();
    });

    const ids = (...found: number[]): number[][] => found.map((id) => [id]);
    for (const [text, expected] of [
      ["select id from legacy.city where name = 'bonn'", ids(2)],
      ["select id from legacy.city where name <> 'bonn' order by 1", ids(1, 3, 4, 5, 6)],
      ["select id from legacy.city where name in ('BONN', 'bonn')", ids(2)],
      ["select id from legacy.city where name = any (array['bonn', 'x'])", ids(2)],
      ["select id from legacy.city where name between 'B' and 'C' order by 1", ids(1, 3)],
      ["select id from legacy.city where name > 'BONN' order by 1", ids(1, 2, 3)],
      ["select id from legacy.city where name like 'b%'", ids(2)],
      ["select id from legacy.city where name ilike 'b%' order by 1", ids(1, 2, 3)],
      ["select id from legacy.city where name is not distinct from 'Bonn'", ids(1)],
      ["select id from legacy.city where (name, id) in (('bonn', 2), ('BONN', 1))", ids(2)],
      ['select id from legacy.city where country is null', ids(5)],
      [
        'select name from legacy.city order by name',
        [['10'], ['9'], ['Aachen'], ['BONN '], ['Bonn'], ['bonn']],
      ],
      ['select name from legacy.city order by name desc limit 2', [['bonn'], ['Bonn']]],
      [
        'select country, count(*)::int from legacy.city group by country order by country',
        [
          ['', 1],
          ['DE', 1],
          ['De', 1],
          ['de', 2],
          [null, 1],
        ],
      ],
      ['select distinct country from legacy.city order by 1', [[''], ['DE'], ['De'], ['de'], [null]]],
      ['select count(distinct country)::int, count(distinct name)::int from legacy.city', [[4, 6]]],
      ['select min(name), max(name) from legacy.city', [['10', 'bonn']]],
      ['select a.id, b.id from legacy.city a join legacy.city b on a.name = b.name where a.id <> b.id', []],
      ['select id from legacy.city a join legacy.city b using (id, name) order by 1', ids(1, 2, 3, 4, 5, 6)],
      [
        "select country from legacy.city union select 'de' order by 1",
        [[''], ['DE'], ['De'], ['de'], [null]],
      ],
      ["select country from legacy.city except select 'de' order by 1", [[''], ['DE'], ['De'], [null]]],
      ["select country from legacy.city intersect select 'DE'", [['DE']]],
      [
        "select id from legacy.city where name in (select name from legacy.city where country = 'DE')",
        ids(2),
      ],
      ["select id from legacy.city where name > all (select 'Z')", ids(2)],
      [
        "select case name when 'bonn' then 1 else 0 end from legacy.city where id < 3 order by id",
        [[0], [1]],
      ],
      ["select nullif(name, 'BONN') from legacy.city where id < 3 order by id", [['Bonn'], ['bonn']]],
      ["select greatest(name, 'a') from legacy.city where id < 3 order by id", [['a'], ['bonn']]],
      ["select c from (select country as c from legacy.city) x where c like 'd%' group by c", [['de']]],
      [
        "with x as (select name as n from legacy.city) select n from x where n = 'Bonn' group by n",
        [['Bonn']],
      ],
      [
        'select id, row_number() over (partition by country order by name)::int from legacy.city where country is not null order by 1',
        [
          [1, 2],
          [2, 1],
          [3, 1],
          [4, 1],
          [6, 1],
        ],
      ],
      ["select country from legacy.city group by country having max(name) = 'bonn'", [['DE']]],
      ["select coalesce(country, 'none') from legacy.city group by 1 having count(*) > 1", [['de']]],
    ] as const) {
      it(text, async () => {
        expect(await rowsOf(client, text)).to.deep.equal(expected);
      });
    }

    it('in the conditions of changes', async () => {
      await client.query('begin');
      const updated = await client.query(
        "update legacy.city set country = 'x' where name = 'bonn' returning id",
      );
      expect(updated.rows).to.deep.equal([{ id: 2 }]);
      const deleted = await client.query("delete from legacy.city where name = 'BONN ' returning id");
      expect(deleted.rows).to.deep.equal([{ id: 3 }]);
      await client.query('rollback');
    });

    it('through views', async () => {
      await client.query('create view names as select name from legacy.city');
      expect(await rowsOf(client, "select name from names where name = 'Bonn'")).to.deep.equal([['Bonn']]);
      expect(await rowsOf(client, 'select name from names group by name')).to.have.length(6);
    });

    it('and numbers are left to the indexes of IRIS', async () => {
      const lines = await rowsOf(client, "explain select id from legacy.city where id = 1 and name = 'x'");
      expect(lines.flat().join('\n')).to.include('((t1."Id" = ?) AND (%EXACT(t1."Name") = ?))');
    });
  });

  describe('with sql.exactCollation off', () => {
    let gateway: GatewayProcess;
    let client: pg.Client;

    before(async () => {
      gateway = await startGateway({ environment: { PGWIRE_EXACT_COLLATION: 'false' } });
      client = await login(gateway);
    });
    after(async () => {
      await client?.end();
      await gateway?.stop();
    });

    it('are compared as IRIS does', async () => {
      expect(await rowsOf(client, "select id from legacy.city where name = 'bonn' order by 1")).to.deep.equal(
        [[1], [2], [3]],
      );
      expect(
        await rowsOf(client, 'select count(*)::int from legacy.city group by country order by 1'),
      ).to.have.length(3);
    });
    it('while those of tables made by the gateway are exact', async () => {
      await client.query('create table own (name text)');
      await client.query("insert into own values ('a'), ('A')");
      expect(await rowsOf(client, "select name from own where name = 'a'")).to.deep.equal([['a']]);
    });
  });
});
