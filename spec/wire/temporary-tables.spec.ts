import { expect } from 'chai';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startGateway, type GatewayProcess } from '../support/gateway-process.ts';

describe('temporary tables of several sessions', function () {
  this.timeout(120_000);
  let folder: string;
  let gateway: GatewayProcess | undefined;
  const clients: pg.Client[] = [];

  const start = async (): Promise<void> => {
    gateway = await startGateway({ environment: { PGWIRE_EMBEDDED_PATH: folder } });
  };

  async function login(): Promise<pg.Client> {
    if (!gateway) throw new Error('the gateway does not run');
    const { host, port } = gateway;
    const client = new pg.Client({ host, port, user: '_SYSTEM', database: 'USER' });
    client.on('error', () => undefined);
    await client.connect();
    clients.push(client);
    return client;
  }

  async function rows(client: pg.Client, text: string): Promise<unknown[][]> {
    return (await client.query({ text, rowMode: 'array' })).rows as unknown[][];
  }

  async function failure(promise: Promise<unknown>): Promise<string | undefined> {
    return promise.then(
      () => undefined,
      (error: unknown) => (error as pg.DatabaseError).code,
    );
  }

  /** What is left in the backend, which IRIS people would see. */
  const left = (client: pg.Client): Promise<unknown[][]> =>
    rows(
      client,
      `SELECT TOP 100 TABLE_NAME FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_SCHEMA %STARTSWITH 'IrisPgwireTemp'`,
    );

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'iris-pgwire-temporary-'));
    await start();
  });
  afterEach(async () => {
    await Promise.all(clients.splice(0).map((client) => client.end().catch(() => undefined)));
  });
  after(async () => {
    await gateway?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('have one name and are private', async () => {
    const [one, two] = [await login(), await login()];
    await one.query('create temp table private (a int)');
    expect(await failure(two.query('select * from private'))).to.equal('42P01');
    await two.query('create temp table private (b text)');
    await one.query('insert into private values (1)');
    await two.query(`insert into private values ('two')`);
    expect(await rows(one, 'select * from private')).to.deep.equal([[1]]);
    expect(await rows(two, 'select * from private')).to.deep.equal([['two']]);
    expect(await rows(one, `select count(*)::int from pg_class where relname = 'private'`)).to.deep.equal([
      [1],
    ]);
  });

  it('hide a permanent table from their session only', async () => {
    const [one, two] = [await login(), await login()];
    await one.query('create table hidden (a int)');
    await one.query('insert into hidden values (7)');
    const query = { name: 'prepared', text: 'select a from hidden' };
    expect((await one.query(query)).rows).to.deep.equal([{ a: 7 }]);
    await one.query('create temp table hidden (a int)');
    expect((await one.query(query)).rows).to.deep.equal([]);
    expect(await rows(two, 'select a from hidden')).to.deep.equal([[7]]);
    await one.query('drop table hidden');
    expect((await one.query(query)).rows).to.deep.equal([{ a: 7 }]);
  });

  it('are gone when their session ends', async () => {
    const [one, two] = [await login(), await login()];
    await one.query('create temp table passing (a int)');
    expect((await left(two)).flat().join()).to.match(/_passing/);
    await one.end();
    for (let tries = 0; tries < 50 && (await left(two)).length > 0; tries += 1) {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    expect(await left(two)).to.deep.equal([]);
  });

  it('do not make others prepare their statements again', async () => {
    const [one, two] = [await login(), await login()];
    const query = { name: 'kept', text: 'select count(*)::int as n from hidden' };
    await two.query(query);
    await one.query('create temp table noise (a int)');
    await one.query('drop table noise');
    expect((await two.query(query)).rows).to.deep.equal([{ n: 1 }]);
  });

  it('of a gateway that was killed are dropped when the next one starts', async () => {
    const one = await login();
    await one.query('create temp table orphan (a int)');
    gateway?.signal('SIGKILL');
    await gateway?.exited;
    await start();
    expect(await left(await login())).to.deep.equal([]);
  });
});
