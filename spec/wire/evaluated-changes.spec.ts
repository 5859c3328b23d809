import { expect } from 'chai';
import pg from 'pg';
import { startGateway, type GatewayProcess } from '../support/gateway-process.ts';

/** remainder.rows of this gateway. */
const MOST_ROWS = 50;

describe('changes that PostgreSQL evaluates, from connection to backend', function () {
  this.timeout(120_000);
  let gateway: GatewayProcess;
  let first: pg.Client;
  let second: pg.Client;

  async function login(): Promise<pg.Client> {
    const client = new pg.Client({
      host: gateway.host,
      port: gateway.port,
      user: '_SYSTEM',
      database: 'USER',
    });
    await client.connect();
    return client;
  }

  before(async () => {
    gateway = await startGateway({ environment: { PGWIRE_REMAINDER_ROWS: String(MOST_ROWS) } });
    [first, second] = [await login(), await login()];
    await first.query(
      'create table counters (id serial primary key, name varchar(20) not null, n int default 0)',
    );
  });
  after(async () => {
    await Promise.all([first?.end(), second?.end()]);
    await gateway?.stop();
  });
  beforeEach(async () => {
    await first.query('delete from counters');
    await first.query(`insert into counters (name) values ('anna'), ('bert')`);
  });

  async function failure(promise: Promise<unknown>): Promise<string | undefined> {
    return promise.then(
      () => undefined,
      (error: unknown) => (error as pg.DatabaseError).code,
    );
  }

  it('lose no update of another session', async () => {
    const count = async (client: pg.Client): Promise<void> => {
      for (let round = 0; round < 10; round += 1) {
        await client.query(`update counters set n = n + 1, name = initcap(name) where name ~* '^a'`);
      }
    };
    await Promise.all([count(first), count(second)]);
    const { rows } = await first.query('select name, n from counters order by name');
    expect(rows).to.deep.equal([
      { name: 'Anna', n: 20 },
      { name: 'bert', n: 0 },
    ]);
  });

  it('are undone with the transaction, to a savepoint also', async () => {
    await first.query('begin');
    await first.query(`insert into counters (name) select 'one' || g from generate_series(1, 2) g`);
    await first.query('savepoint here');
    await first.query(`delete from counters where name ~ '.'`);
    expect(
      await failure(first.query(`insert into counters (name) select null from generate_series(1, 2)`)),
    ).to.equal('23502');
    await first.query('rollback to here');
    expect((await first.query('select count(*)::int as n from counters')).rows).to.deep.equal([{ n: 4 }]);
    await first.query('rollback');
    expect((await first.query('select count(*)::int as n from counters')).rows).to.deep.equal([{ n: 2 }]);
  });

  it('are all or nothing when the backend refuses one of their rows', async () => {
    const [{ id }] = (await first.query('select max(id) as id from counters')).rows as [{ id: number }];
    const clash = first.query(
      `insert into counters (id, name) select $1::int - g + 100, 'x' from generate_series(98, 101) g`,
      [id],
    );
    expect(await failure(clash)).to.equal('23505');
    expect((await first.query('select count(*)::int as n from counters')).rows).to.deep.equal([{ n: 2 }]);
  });

  it('are refused when they need more rows than the gateway holds', async () => {
    const many = `insert into counters (name) select 'n' || g from generate_series(1, $1::int) g returning id`;
    expect(await failure(first.query(many, [MOST_ROWS + 1]))).to.equal('54000');
    const { rowCount } = await first.query(many, [MOST_ROWS]);
    expect(rowCount).to.equal(MOST_ROWS);
    expect(await failure(first.query(`delete from counters where name ~ 'n'`))).to.equal('54000');
    expect(
      (await first.query(`delete from counters where n = 0 and name ~ 'n' and id < 0`)).rowCount,
    ).to.equal(0);
  });

  it('are refused in a read-only transaction', async () => {
    await first.query('begin read only');
    expect(await failure(first.query(`delete from counters where name ~ 'a'`))).to.equal('25006');
    await first.query('rollback');
  });

  it('number their rows in the order in which PostgreSQL gives them', async () => {
    const { rows } = await first.query(
      `insert into counters (name) select 'n' || g from generate_series(3, 1, -1) g returning name, id`,
    );
    expect(rows.map(({ name }: { name: string }) => name)).to.deep.equal(['n3', 'n2', 'n1']);
    const ids = rows.map(({ id }: { id: number }) => id);
    expect(ids).to.deep.equal([...ids].sort((a, b) => a - b));
  });

  it('use rows that they insert, or say that they cannot', async () => {
    const { rows } = await first.query(
      `with made as (insert into counters (name) select 'made' || g from generate_series(1, 2) g returning id, name)
       select c.name as old, made.name as new from counters c, made where c.name ~ '^a' order by 2`,
    );
    expect(rows).to.deep.equal([
      { old: 'anna', new: 'made1' },
      { old: 'anna', new: 'made2' },
    ]);
    const moody = `insert into counters (name) select 'r' || g from generate_series(1, 40) g where random() < 0.5 returning name`;
    const codes = new Set<string | undefined>();
    for (let round = 0; round < 5; round += 1) codes.add(await failure(first.query(moody)));
    expect([...codes].filter((code) => code !== undefined && code !== '0A000')).to.deep.equal([]);
    const stored = await first.query(`select count(*)::int as n from counters where name like 'r%'`);
    expect((stored.rows[0] as { n: number }).n === 0).to.equal(!codes.has(undefined));
  });
});
