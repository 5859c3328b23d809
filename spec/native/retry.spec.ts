import { expect } from 'chai';
import { setTimeout as pause } from 'node:timers/promises';
import { Client, type DatabaseError } from 'pg';
import { startGateway, type GatewayProcess } from '../support/gateway-process.ts';
import { nativeSuite } from '../support/native.ts';
import { Superserver } from '../support/superserver/superserver.ts';

/** A link that was used within this time is not looked at (LaneSession). */
const IDLE_MS = 150;

nativeSuite('a statement that finds its connection to IRIS lost', function () {
  this.timeout(60_000);
  let server: Superserver;
  let gateway: GatewayProcess;
  let client: Client;

  async function outcome(sql: string): Promise<string> {
    try {
      await client.query(sql);
      return '00000';
    } catch (error) {
      return (error as DatabaseError).code ?? String(error);
    }
  }

  before(async () => {
    server = await Superserver.start();
    gateway = await startGateway({
      environment: {
        PGWIRE_BACKEND_TYPE: 'native',
        IRIS_HOSTNAME: server.host,
        IRIS_PORT: String(server.port),
        IRIS_PASSWORD: 'SYS',
        PGWIRE_POOL_SIZE: '2',
        PGWIRE_POOL_MAX_OVERFLOW: '0',
      },
    });
    client = new Client({ host: gateway.host, port: gateway.port, user: '_SYSTEM', database: 'USER' });
    client.on('error', () => undefined);
    await client.connect();
    await client.query('CREATE TABLE again (n integer)');
    await client.query('INSERT INTO again VALUES (0)');
  });

  afterEach(() => {
    server.faults.heal();
  });

  after(async () => {
    await client.end();
    await gateway.stop();
    await server.stop();
    expect(server.failures).to.deep.equal([]);
  });

  it('is run on another one, once, when IRIS cannot have seen it', async () => {
    for (let restarts = 1; restarts <= 2; restarts += 1) {
      await pause(IDLE_MS);
      await server.restart();
      expect(await outcome('UPDATE again SET n = n + 1')).to.equal('00000');
      const { rows } = await client.query('SELECT n FROM again');
      expect(rows).to.deep.equal([{ n: restarts }]);
    }
  });

  it('fails when IRIS may have seen it, and has seen it or not', async () => {
    const before = (await client.query<{ n: number }>('SELECT n FROM again')).rows[0]?.n ?? 0;
    server.faults.cutNext({ how: 'fin', when: 'after', containing: 'UPDATE' });
    expect(await outcome('UPDATE again SET n = n + 1')).to.equal('08006');
    await pause(IDLE_MS);
    expect((await client.query('SELECT n FROM again')).rows).to.deep.equal([{ n: before + 1 }]);
  });

  it('fails in a transaction: what came before it is lost', async () => {
    await client.query('BEGIN');
    await client.query('INSERT INTO again VALUES (100)');
    await pause(IDLE_MS);
    await server.restart();
    expect(await outcome('INSERT INTO again VALUES (101)')).to.equal('08006');
    await client.query('ROLLBACK');
    expect((await client.query('SELECT n FROM again WHERE n >= 100')).rows).to.deep.equal([]);
  });

  it('is run on another one in a transaction that has not reached IRIS', async () => {
    await client.query('BEGIN');
    await pause(IDLE_MS);
    await server.restart();
    expect(await outcome('INSERT INTO again VALUES (200)')).to.equal('00000');
    await client.query('COMMIT');
    expect((await client.query('SELECT n FROM again WHERE n = 200')).rows).to.deep.equal([{ n: 200 }]);
  });
});
