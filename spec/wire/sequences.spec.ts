import { expect } from 'chai';
import pg from 'pg';
import { startGateway, type GatewayProcess } from '../support/gateway-process.ts';

/** Numbers that each of the sessions takes. */
const ROUNDS = 25;
const SESSIONS = 6;

describe('sequences, from several sessions', function () {
  this.timeout(120_000);
  let gateway: GatewayProcess;
  const clients: pg.Client[] = [];

  async function login(): Promise<pg.Client> {
    const { host, port } = gateway;
    const client = new pg.Client({ host, port, user: '_SYSTEM', database: 'USER' });
    await client.connect();
    clients.push(client);
    return client;
  }

  async function value(client: pg.Client, text: string): Promise<number> {
    const { rows } = await client.query({ text, rowMode: 'array' });
    return Number((rows[0] as unknown[])[0]);
  }

  async function failure(promise: Promise<unknown>): Promise<string | undefined> {
    return promise.then(
      () => undefined,
      (error: unknown) => (error as pg.DatabaseError).code,
    );
  }

  before(async () => {
    gateway = await startGateway();
  });
  afterEach(async () => {
    await Promise.all(clients.splice(0).map((client) => client.end()));
  });
  after(async () => {
    await gateway?.stop();
  });

  it('never give a number twice, and rise in each session', async () => {
    const first = await login();
    await first.query('create sequence numbers; create table rows (id int primary key)');
    const all: number[][] = await Promise.all(
      Array.from({ length: SESSIONS }, async (_, session) => {
        const client = session === 0 ? first : await login();
        const own: number[] = [];
        for (let round = 0; round < ROUNDS; round += 1) {
          // Within transactions, some of which are rolled back, and without; alone and as part of an INSERT.
          const way = (session + round) % 3;
          if (way === 0) own.push(await value(client, `select nextval('numbers')`));
          else {
            await client.query('begin');
            own.push(await value(client, `insert into rows values (nextval('numbers')) returning id`));
            own.push(await value(client, `select nextval('numbers')`));
            await client.query(way === 1 ? 'commit' : 'rollback');
          }
        }
        return own;
      }),
    );
    const taken = all.flat();
    expect(new Set(taken).size).to.equal(taken.length);
    for (const own of all) expect(own).to.deep.equal(own.toSorted((a, b) => a - b));
    expect(await value(first, 'select last_value from numbers')).to.equal(Math.max(...taken));
  });

  it('do not wait for the transaction of a session that writes', async () => {
    const [writer, other] = [await login(), await login()];
    await writer.query('create sequence waits; create table waited (id int)');
    await writer.query('begin');
    await writer.query('insert into waited values (1)');
    expect(await value(other, `select nextval('waits')`)).to.equal(1);
    expect(await value(writer, `select nextval('waits')`)).to.equal(2);
    expect(await value(other, `select nextval('waits')`)).to.equal(3);
    await writer.query('rollback');
    expect(await value(writer, `select nextval('waits')`)).to.equal(4);
    expect(await value(other, 'select last_value from waits')).to.equal(4);
  });

  it('tell each session its own last number', async () => {
    const [one, two] = [await login(), await login()];
    await one.query('create sequence own');
    await one.query(`select nextval('own')`);
    expect(await failure(two.query(`select currval('own')`))).to.equal('55000');
    await two.query(`select nextval('own'), nextval('own')`);
    expect(await value(one, `select currval('own')`)).to.equal(1);
    expect(await value(two, 'select lastval()')).to.equal(3);
  });

  it('number rows of a counter that is set while others insert', async () => {
    const [one, two] = [await login(), await login()];
    await one.query('create table counted (id serial primary key, v int)');
    await two.query('insert into counted (v) values (1)');
    await one.query(`select setval(pg_get_serial_sequence('counted', 'id'), 100)`);
    expect(await value(two, 'insert into counted (v) values (2) returning id')).to.equal(101);
    expect(await value(one, `select nextval('counted_id_seq')`)).to.equal(102);
    expect(await value(two, 'select lastval()')).to.equal(101);
  });
});
