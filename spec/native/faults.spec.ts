import { expect } from 'chai';
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { Client, type DatabaseError } from 'pg';
import { cancelRequest } from '../support/frontend.ts';
import { runGateway, startGateway, type GatewayProcess } from '../support/gateway-process.ts';
import { nativeSuite } from '../support/native.ts';
import { Superserver } from '../support/superserver/superserver.ts';
import { WireClient } from '../support/wire-client.ts';

/** SQLSTATEs of a statement whose connection to IRIS was lost, and of one that finds none. */
const LOST = '08006';
const AWAY = '57P03';

function environmentOf(server: Superserver): Record<string, string> {
  return {
    PGWIRE_BACKEND_TYPE: 'native',
    IRIS_HOSTNAME: server.host,
    IRIS_PORT: String(server.port),
    IRIS_PASSWORD: 'SYS',
  };
}

nativeSuite('the gateway when IRIS fails', function () {
  this.timeout(90_000);
  let server: Superserver;
  let gateway: GatewayProcess;
  const clients: Client[] = [];

  async function connect(): Promise<Client> {
    const client = new Client({
      host: gateway.host,
      port: gateway.port,
      user: '_SYSTEM',
      database: 'USER',
      connectionTimeoutMillis: 20_000,
    });
    client.on('error', () => undefined);
    await client.connect();
    clients.push(client);
    return client;
  }

  /** The SQLSTATE a statement ends with. */
  async function outcome(client: Client, sql: string, values: unknown[] = []): Promise<string> {
    try {
      await client.query(sql, values);
      return '00000';
    } catch (error) {
      return (error as DatabaseError).code ?? String(error);
    }
  }

  /** Until a statement works again. */
  async function recovered(client: Client): Promise<void> {
    for (let i = 0; i < 100; i += 1) {
      if ((await outcome(client, 'SELECT count(*) FROM fault')) === '00000') return;
      await pause(100);
    }
    throw new Error('the session does not work again');
  }

  before(async () => {
    server = await Superserver.start();
    gateway = await startGateway({
      environment: { ...environmentOf(server), PGWIRE_POOL_SIZE: '3', PGWIRE_POOL_MAX_OVERFLOW: '1' },
    });
    const client = await connect();
    await client.query('CREATE TABLE fault (id integer PRIMARY KEY, n integer)');
  });

  afterEach(async () => {
    server.faults.heal();
    await server.accept();
    for (const client of clients.splice(0)) await client.end();
  });

  after(async () => {
    try {
      await gateway.stop();
    } finally {
      await server.stop();
    }
    expect(server.failures).to.deep.equal([]);
  });

  it('works on level helper, and says so when it starts', () => {
    expect(gateway.stderr()).to.match(/backend="native" statements="helper"/);
  });

  for (const how of ['fin', 'rst'] as const) {
    for (const when of ['before', 'middle', 'after'] as const) {
      it(`says 08006 when the connection is cut (${how}, ${when}), and goes on`, async () => {
        const client = await connect();
        server.faults.cutNext({ how, when, containing: 'UPDATE' });
        expect(await outcome(client, 'UPDATE fault SET n = 1')).to.equal(LOST);
        await recovered(client);
        expect(await outcome(client, 'UPDATE fault SET n = 1')).to.equal('00000');
      });
    }
  }

  it('tells that an open transaction is lost, and never commits half of it', async () => {
    const client = await connect();
    await client.query('BEGIN');
    await client.query('INSERT INTO fault VALUES (900, 1)');
    await server.restart();
    expect(await outcome(client, 'INSERT INTO fault VALUES (901, 1)')).to.equal(LOST);
    expect(await outcome(client, 'SELECT 1')).to.equal('25P02');
    await client.query('ROLLBACK');
    await recovered(client);
    expect((await client.query('SELECT id FROM fault WHERE id >= 900')).rows).to.deep.equal([]);
  });

  it('refuses statements and new clients while IRIS is down, and serves the old ones when it is back', async () => {
    const client = await connect();
    await client.query('SELECT count(*) FROM fault');
    await server.crash();
    const first = await outcome(client, 'UPDATE fault SET n = 2');
    expect([LOST, AWAY]).to.include(first);
    for (let i = 0; i < 20 && (await outcome(client, 'UPDATE fault SET n = 2')) !== AWAY; i += 1)
      await pause(50);
    expect(await outcome(client, 'SELECT 1 + 1')).to.equal('00000');
    let refused = '';
    await connect().catch((error: unknown) => {
      refused = (error as DatabaseError).code ?? '';
    });
    expect(refused).to.equal(AWAY);
    await server.accept();
    await recovered(client);
  });

  it('acknowledges nothing that is lost, and does nothing twice, over restarts under load', async () => {
    const workers = await Promise.all(Array.from({ length: 8 }, () => connect()));
    const acknowledged: number[] = [];
    const unsure = new Set<number>();
    let next = 1000;
    const load = { over: false };
    const loading = workers.map(async (client) => {
      while (!load.over) {
        const id = next;
        next += 1;
        const state = await outcome(client, 'INSERT INTO fault VALUES ($1, 0)', [id]);
        if (state === '00000') acknowledged.push(id);
        else if (state === LOST) unsure.add(id);
        else {
          expect(state).to.equal(AWAY);
          await pause(20);
        }
      }
    });
    for (let i = 0; i < 4; i += 1) {
      await pause(400);
      await server.restart(i * 50);
    }
    await pause(1500);
    load.over = true;
    await Promise.all(loading);
    const [reader] = workers;
    if (!reader) return;
    await recovered(reader);
    const { rows } = await reader.query<{ id: number }>('SELECT id FROM fault WHERE id >= 1000');
    const stored = new Set(rows.map(({ id }) => id));
    expect(acknowledged.length).to.be.greaterThan(10);
    expect(acknowledged.filter((id) => !stored.has(id))).to.deep.equal([]);
    expect([...stored].filter((id) => !acknowledged.includes(id) && !unsure.has(id))).to.deep.equal([]);
  });

  it('serves many clients on the connections that the licence allows', async () => {
    // One is the control lane's.
    server.faults.licences = Math.max(2, server.connections);
    const many = await Promise.all(Array.from({ length: 12 }, () => connect()));
    const states = await Promise.all(
      many.map((client) => outcome(client, 'SELECT count(*) FROM fault, fault b')),
    );
    expect(new Set(states)).to.deep.equal(new Set(['00000']));
  });

  it('goes on when the process of a lane is killed', async () => {
    const client = await connect();
    await recovered(client);
    const lanes = childrenOf(gateway.pid);
    expect(lanes.length).to.be.greaterThan(1);
    for (const pid of lanes) process.kill(pid, 'SIGKILL');
    await recovered(client);
    expect(await outcome(client, 'UPDATE fault SET n = 3')).to.equal('00000');
  });

  it('kills a lane that does not end what was cancelled, with 57014', async () => {
    const client = await connect();
    await recovered(client);
    server.faults.silent = 'calls';
    const state = outcome(client, 'UPDATE fault SET n = 4');
    await pause(100);
    const { processID, secretKey } = client as unknown as { processID: number; secretKey: number };
    const other = await WireClient.open(gateway);
    const key = Buffer.alloc(4);
    key.writeInt32BE(secretKey);
    other.send(cancelRequest(processID, key));
    while (!other.closed) await pause(5);
    expect(await state).to.equal('57014');
    server.faults.heal();
    await recovered(client);
  });
});

nativeSuite('the gateway at its start and end with IRIS', function () {
  this.timeout(60_000);
  let server: Superserver;
  before(async () => {
    server = await Superserver.start();
  });
  after(() => server.stop());

  const WRONG: readonly (readonly [string, Record<string, string>, number, RegExp])[] = [
    [
      'a wrong password',
      { IRIS_PASSWORD: 'no' },
      78,
      /^iris-pgwire: iris\.password: IRIS refuses the user name or password$/m,
    ],
    [
      'an unknown namespace',
      { IRIS_NAMESPACE: 'NOPE' },
      78,
      /^iris-pgwire: iris\.namespace: IRIS has no namespace "NOPE"$/m,
    ],
    [
      'nobody at the address',
      { IRIS_PORT: '1' },
      69,
      /^iris-pgwire: iris\.hostname: Cannot connect to IRIS at 127\.0\.0\.1:1$/m,
    ],
  ];
  for (const [what, environment, code, line] of WRONG) {
    it(`says in one line that there is ${what}`, async () => {
      const exit = await runGateway(['serve'], { ...environmentOf(server), ...environment });
      expect(exit.code).to.equal(code);
      expect(exit.stderr).to.match(line);
    });
  }

  it('leaves no process and no connection behind when it is killed', async () => {
    const gateway = await startGateway({ environment: environmentOf(server) });
    const children = childrenOf(gateway.pid);
    expect(children.length).to.be.greaterThan(0);
    gateway.signal('SIGKILL');
    await gateway.exited;
    for (let i = 0; i < 100 && server.connections > 0; i += 1) await pause(50);
    expect(server.connections).to.equal(0);
  });
});

/** Processes that the process has started (Linux). */
function childrenOf(parent: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^[0-9]+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        return Number(readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ')[1]) === parent;
      } catch {
        return false;
      }
    });
}
