import { expect } from 'chai';
import fc from 'fast-check';
import { query, sync } from '../support/frontend.ts';
import { startGateway, type GatewayProcess } from '../support/gateway-process.ts';
import { cutAt, cycle, type Cycle } from '../support/random-messages.ts';
import { errorsOf, rowsOf } from '../support/rows.ts';
import { WireClient } from '../support/wire-client.ts';

/** More clients than lanes, so that lanes go from one to the other. */
const CLIENTS = 6;
const LANES = 4;
const RUNS = 150;
const MESSAGES = 20_000;

describe('random messages of several clients at once', function () {
  this.timeout(240_000);
  let gateway: GatewayProcess;
  let clients: WireClient[];
  let sent = 0;

  before(async () => {
    gateway = await startGateway({
      environment: { PGWIRE_POOL_SIZE: String(LANES), PGWIRE_POOL_MAX_OVERFLOW: '0' },
    });
    const client = await login();
    const rows = Array.from({ length: 20 }, (_, i) => `(${i + 1}, ${i % 5}, NULL)`);
    const answer = await client.simple(
      `CREATE TABLE fuzz (id integer PRIMARY KEY, k integer, note text); INSERT INTO fuzz VALUES ${rows.join()}`,
    );
    expect(errorsOf(answer)).to.deep.equal([]);
    await client.close();
    clients = await Promise.all(Array.from({ length: CLIENTS }, login));
  });

  after(() => gateway.stop());

  function login(): Promise<WireClient> {
    return WireClient.connect({
      host: gateway.host,
      port: gateway.port,
      timeoutMs: 30_000,
      parameters: { options: '-c lock_timeout=20' },
    });
  }

  /** Sends cycles in pieces; the answer must have its number of ReadyForQuery and leave a session that works. */
  async function converse(
    client: WireClient,
    cycles: readonly Cycle[],
    cuts: readonly number[],
  ): Promise<void> {
    sent += 1;
    const mark = `end of ${sent}`;
    const messages = cycles.flatMap((one) => one.messages);
    sent += messages.length + 2;
    const bytes = Buffer.concat([...messages, sync(), query('ROLLBACK'), query(`SELECT '${mark}'`)]);
    for (const piece of cutAt(bytes, cuts)) client.send(piece);
    let ready = 0;
    for (;;) {
      const message = await client.next();
      if (message.type === 'DataRow' && rowsOf([message])[0]?.[0] === mark) break;
      if (message.type === 'ReadyForQuery') ready += 1;
    }
    const [last] = (await client.readUntil('ReadyForQuery')).slice(-1);
    expect(last).to.deep.equal({ type: 'ReadyForQuery', status: 'I' });
    expect(ready - 2).to.be.within(total(cycles, 'least'), total(cycles, 'most'));
  }

  it(`gives one ReadyForQuery per Sync and Query over ${MESSAGES} messages and never hangs`, async () => {
    const conversation = fc.tuple(
      fc.array(cycle, { minLength: 1, maxLength: 12 }),
      fc.array(fc.nat(), { maxLength: 6 }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(conversation, { minLength: CLIENTS, maxLength: CLIENTS }), async (all) => {
        const done = all.map(([cycles, cuts], i) => {
          const client = clients[i];
          return client ? converse(client, cycles, cuts) : Promise.resolve();
        });
        await Promise.all(done);
      }),
      // A client whose answers do not fit is out of step: shrinking on it would find nothing.
      { numRuns: RUNS, endOnFailure: true },
    );
    expect(sent).to.be.greaterThan(MESSAGES);
    expect(gateway.stderr(), 'nothing is reported').not.to.match(/ error /);
  });

  it('has lost no lane: as many transactions as there are lanes can be open at once', async () => {
    const inTransaction = clients.slice(0, LANES);
    for (const client of inTransaction) await client.simple('BEGIN');
    for (const client of inTransaction) {
      expect(errorsOf(await client.simple('SELECT count(*) FROM fuzz'))).to.deep.equal([]);
    }
    const [writer] = inTransaction;
    if (!writer) throw new Error('no client');
    expect(errorsOf(await writer.simple("UPDATE fuzz SET note = 'last'"))).to.deep.equal([]);
    for (const client of inTransaction) await client.simple('ROLLBACK');
  });

  it('forgets sessions that end anyhow, in a transaction too', async () => {
    for (const client of clients) {
      client.send(query('BEGIN'), query("UPDATE fuzz SET note = 'lost'"));
      client.destroy();
    }
    const client = await login();
    await client.simple('SET lock_timeout = 5000');
    expect(errorsOf(await client.simple("UPDATE fuzz SET note = 'kept' WHERE id = 1"))).to.deep.equal([]);
    expect(rowsOf(await client.simple("SELECT count(*) FROM fuzz WHERE note = 'lost'"))).to.deep.equal([
      ['0'],
    ]);
    await client.close();
  });
});

function total(cycles: readonly Cycle[], key: 'least' | 'most'): number {
  return cycles.reduce((sum, one) => sum + one[key], 0);
}
