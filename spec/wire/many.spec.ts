import { expect } from 'chai';
import { setTimeout as pause } from 'node:timers/promises';
import { bind, execute, parse, sync } from '../support/frontend.ts';
import { startGateway, type GatewayProcess } from '../support/gateway-process.ts';
import { errorsOf, rowsOf } from '../support/rows.ts';
import { LoginError, WireClient } from '../support/wire-client.ts';

const CLIENTS = 1000;

// Feature 018: 1000 clients on 50 + 20 lanes (upstream.md 3.1).
describe('a thousand clients at once', function () {
  this.timeout(90_000);
  let gateway: GatewayProcess;
  let clients: WireClient[] = [];
  let idle = 0;

  before(async () => {
    gateway = await startGateway({ environment: { PGWIRE_MAX_CONNECTIONS: String(CLIENTS) } });
    const client = await login();
    for (const sql of [
      'CREATE TABLE visits (client integer PRIMARY KEY, note text)',
      'CREATE TABLE pages (id integer PRIMARY KEY, title text)',
      "INSERT INTO pages VALUES (1, 'one'), (2, 'two'), (3, 'three')",
    ]) {
      expect(errorsOf(await client.simple(sql))).to.deep.equal([]);
    }
    await client.close();
    idle = gateway.resident();
  });

  after(() => gateway.stop());

  function login(): Promise<WireClient> {
    return WireClient.connect({ host: gateway.host, port: gateway.port, timeoutMs: 60_000 });
  }

  /** Three prepared queries and an insert, each awaited before the next. */
  async function visit(client: WireClient, number: number): Promise<string[]> {
    client.send(parse('page', 'SELECT title FROM pages WHERE id = $1'), sync());
    const said = [...(await client.readUntil('ReadyForQuery'))];
    for (const id of ['1', '2', '3']) {
      client.send(bind('', 'page', { values: [id] }), execute(''), sync());
      said.push(...(await client.readUntil('ReadyForQuery')));
    }
    said.push(...(await client.extended('INSERT INTO visits VALUES ($1, $2)', [String(number), 'here'])));
    return [...errorsOf(said), ...rowsOf(said).map(([title]) => String(title))];
  }

  it('log in, run three prepared queries and an insert each, within a minute', async () => {
    const began = performance.now();
    clients = await Promise.all(Array.from({ length: CLIENTS }, login));
    const answers = await Promise.all(clients.map(visit));
    const seconds = (performance.now() - began) / 1000;
    expect(answers.filter((answer) => answer.join() !== 'one,two,three')).to.deep.equal([]);
    expect(rowsOf((await clients[0]?.simple('SELECT count(*) FROM visits')) ?? [])).to.deep.equal([
      [String(CLIENTS)],
    ]);
    expect(seconds).to.be.lessThan(60);
  });

  it('are enough: one more hears 53300, and is let in when one has left', async () => {
    let refusal = '';
    await login().catch((error: unknown) => {
      if (error instanceof LoginError) refusal = error.response.fields.sqlstate;
    });
    expect(refusal).to.equal('53300');
    await clients.pop()?.close();
    // The gateway hears of the end a moment after the client.
    for (let i = 0; i < 100 && clients.length < CLIENTS; i += 1) {
      await login().then(
        (client) => clients.push(client),
        () => pause(20),
      );
    }
    expect(clients).to.have.length(CLIENTS);
  });

  it('leave no memory behind that the next thousand does not use again', async () => {
    await Promise.all(clients.map((client) => client.close()));
    // Memory comes back with a garbage collection, not at once.
    const settled = async (): Promise<number> => {
      let least = Number.POSITIVE_INFINITY;
      for (let i = 0; i < 20; i += 1) {
        least = Math.min(least, gateway.resident());
        await pause(50);
      }
      return least;
    };
    const first = await settled();
    for (let wave = 0; wave < 3; wave += 1) {
      const again = await Promise.all(Array.from({ length: CLIENTS }, login));
      await Promise.all(again.map((client) => client.simple('SELECT title FROM pages WHERE id = 2')));
      await Promise.all(again.map((client) => client.close()));
    }
    // Lanes (21 MB each) may be opened meanwhile and are kept; 100 kB of each connection would be 300 MB.
    expect((await settled()) - first, 'MB').to.be.lessThan(300);
    expect(first - idle, 'MB').to.be.lessThan(900);
  });
});
