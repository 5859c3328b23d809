import { expect } from 'chai';
import { Buffer } from 'node:buffer';
import { setTimeout as pause } from 'node:timers/promises';
import type { BackendMessage } from '../../src/protocol/index.ts';
import { bind, cancelRequest, execute, flush, parse, query, sync } from '../support/frontend.ts';
import { startGateway, type GatewayProcess } from '../support/gateway-process.ts';
import { errorsOf, rowsOf } from '../support/rows.ts';
import { WireClient } from '../support/wire-client.ts';

/** Few, so that one that is lost would be missed. */
const LANES = 3;

/** 1000 rows of 1 kB, and so a join of 200 MB. */
const HUGE = 'SELECT a.id, a.note FROM big a, big b WHERE b.id <= 200';
/** Runs for minutes and sends nothing meanwhile. */
const ENDLESS = 'SELECT count(*) FROM big a, big b, big c WHERE a.note < b.note OR b.note < c.note';

describe('the gateway when things go wrong', function () {
  this.timeout(60_000);
  let gateway: GatewayProcess;

  before(async () => {
    gateway = await startGateway({
      environment: { PGWIRE_POOL_SIZE: String(LANES), PGWIRE_POOL_MAX_OVERFLOW: '0' },
    });
    const client = await login();
    const rows = Array.from({ length: 1000 }, (_, i) => `(${i + 1}, '${'x'.repeat(1000)}')`);
    for (const sql of [
      'CREATE TABLE big (id integer PRIMARY KEY, note text)',
      'CREATE TABLE small (id integer PRIMARY KEY, n integer)',
      `INSERT INTO big VALUES ${rows.join()}`,
      'INSERT INTO small VALUES (1, 0), (2, 0)',
    ]) {
      expect(errorsOf(await client.simple(sql))).to.deep.equal([]);
    }
    await client.close();
  });

  after(() => gateway.stop());

  afterEach('every lane is there, and writers can write', async () => {
    const clients = await Promise.all(Array.from({ length: LANES }, () => login()));
    await Promise.all(clients.map((client) => client.simple('BEGIN')));
    for (const client of clients) {
      expect(rowsOf(await client.simple('SELECT count(*) FROM small'))).to.deep.equal([['2']]);
    }
    expect(errorsOf((await clients[0]?.simple('UPDATE small SET n = 0')) ?? [])).to.deep.equal([]);
    await Promise.all(clients.map((client) => client.simple('COMMIT')));
    await Promise.all(clients.map((client) => client.close()));
  });

  function login(parameters: Record<string, string> = {}): Promise<WireClient> {
    return WireClient.connect({ host: gateway.host, port: gateway.port, timeoutMs: 30_000, parameters });
  }

  async function cancel(client: WireClient): Promise<void> {
    const other = await WireClient.open(gateway);
    other.send(cancelRequest(client.processId, client.secretKey));
    while (!other.closed) await pause(1);
  }

  /** A client that waits for the write turn, which `holder` has. */
  async function waitingWriter(): Promise<{
    holder: WireClient;
    waiter: WireClient;
    answer: Promise<BackendMessage[]>;
  }> {
    const [holder, waiter] = await Promise.all([login(), login()]);
    await holder.simple('BEGIN');
    expect(errorsOf(await holder.simple('UPDATE small SET n = 1 WHERE id = 1'))).to.deep.equal([]);
    const answer = waiter.simple('UPDATE small SET n = n + 10 WHERE id = 1 RETURNING n');
    await pause(50);
    return { holder, waiter, answer };
  }

  describe('clients that vanish', () => {
    it('in the middle of a big result: the lane is free again', async () => {
      for (let i = 0; i < 2 * LANES; i += 1) {
        const client = await login();
        client.send(query(HUGE));
        await client.readUntil('DataRow');
        client.destroy();
      }
    });

    it('before the first row of a long statement: it is stopped', async () => {
      const clients = await Promise.all(Array.from({ length: LANES }, () => login()));
      for (const client of clients) client.send(query(ENDLESS));
      await pause(100);
      for (const client of clients) client.destroy();
    });

    it('in a transaction with locks: it is rolled back and the next writer proceeds', async () => {
      const { holder, waiter, answer } = await waitingWriter();
      const since = performance.now();
      holder.destroy();
      expect(rowsOf(await answer)).to.deep.equal([['10']]);
      expect(performance.now() - since).to.be.lessThan(2000);
      await waiter.close();
    });

    it('while they wait for the write turn: they write nothing', async () => {
      const { holder, waiter, answer } = await waitingWriter();
      waiter.destroy();
      await answer.catch(() => undefined);
      await holder.simple('COMMIT');
      expect(rowsOf(await holder.simple('SELECT n FROM small WHERE id = 1'))).to.deep.equal([['1']]);
      await holder.close();
    });

    it('in a pipeline of inserts before its Sync: none of them stays', async () => {
      const client = await login();
      client.send(parse('i', 'INSERT INTO small VALUES ($1, 0)'), flush());
      await client.readUntil('ParseComplete');
      const inserts = Array.from({ length: 2000 }, (_, i) =>
        Buffer.concat([bind('', 'i', { values: [String(1000 + i)] }), execute('')]),
      );
      client.send(...inserts, flush());
      await client.readUntil('CommandComplete');
      client.destroy();
    });
  });

  describe('clients that do not read', () => {
    it('select 200 MB: the gateway keeps little of it and serves others', async () => {
      const warm = await login();
      await warm.simple('SELECT note FROM big');
      const before = gateway.resident();
      const lazy = await Promise.all([login(), login()]);
      for (const client of lazy) {
        client.pause();
        client.send(query(HUGE));
      }
      let most = 0;
      for (let i = 0; i < 30; i += 1) {
        const since = performance.now();
        expect(rowsOf(await warm.simple('SELECT n FROM small WHERE id = 2'))).to.deep.equal([['0']]);
        expect(performance.now() - since).to.be.lessThan(1000);
        await pause(50);
        most = Math.max(most, gateway.resident());
      }
      expect(most - before, 'growth in MB').to.be.lessThan(150);
      for (const client of lazy) client.destroy();
      await warm.close();
    });

    it('get everything when they read at last', async () => {
      const client = await login();
      client.pause();
      client.send(query('SELECT a.id, a.note FROM big a, big b WHERE b.id <= 10 ORDER BY b.id, a.id'));
      await pause(500);
      client.resume();
      const rows = rowsOf(await client.readUntil('ReadyForQuery'));
      expect(rows).to.have.length(10_000);
      expect(rows.every(([id], i) => id === String((i % 1000) + 1))).to.equal(true);
      await client.close();
    });

    it('send statement after statement: they wait with their answers', async () => {
      const client = await login();
      await client.simple("SELECT repeat('x', 100000)");
      const before = gateway.resident();
      client.pause();
      const one = query("SELECT repeat('x', 100000)");
      for (let i = 0; i < 3000; i += 1) client.send(one);
      let most = 0;
      for (let i = 0; i < 30; i += 1) {
        await pause(50);
        most = Math.max(most, gateway.resident());
      }
      expect(most - before, 'growth in MB').to.be.lessThan(150);
      client.destroy();
    });
  });

  describe('time limits and cancels', () => {
    it('statement_timeout stops a running join, a sleep and a wait for the write turn', async () => {
      const client = await login({ statement_timeout: '200' });
      for (const sql of [ENDLESS, 'SELECT pg_sleep(20)']) {
        const since = performance.now();
        expect(errorsOf(await client.simple(sql)), sql).to.deep.equal(['57014']);
        expect(performance.now() - since).to.be.within(190, 2000);
      }
      const holder = await login();
      await holder.simple('BEGIN; UPDATE small SET n = 1');
      const [error] = await client.simple('UPDATE small SET n = 2');
      expect(error).to.have.nested.property('fields.message', 'canceling statement due to statement timeout');
      await holder.close();
      await client.close();
    });

    it('lock_timeout is 55P03, and the statement may be tried again', async () => {
      const { holder, waiter, answer } = await waitingWriter();
      const impatient = await login({ options: '-c lock_timeout=50' });
      expect(errorsOf(await impatient.simple('UPDATE small SET n = 3'))).to.deep.equal(['55P03']);
      await holder.simple('ROLLBACK');
      expect(rowsOf(await answer)).to.deep.equal([['10']]);
      expect(errorsOf(await impatient.simple('UPDATE small SET n = 3'))).to.deep.equal([]);
      await Promise.all([holder.close(), waiter.close(), impatient.close()]);
    });

    it('cancel stops a running join, and the session goes on', async () => {
      const client = await login();
      client.send(query(ENDLESS));
      await pause(100);
      const since = performance.now();
      await cancel(client);
      expect(errorsOf(await client.readUntil('ReadyForQuery'))).to.deep.equal(['57014']);
      expect(performance.now() - since).to.be.lessThan(1000);
      expect(rowsOf(await client.simple('SELECT count(*) FROM big'))).to.deep.equal([['1000']]);
      await client.close();
    });

    it('cancel stops who waits for the write turn within 100 ms', async () => {
      let best = Number.POSITIVE_INFINITY;
      // The best of three: the machine may be busy.
      for (let i = 0; i < 3; i += 1) {
        const { holder, waiter, answer } = await waitingWriter();
        const since = performance.now();
        await cancel(waiter);
        expect(errorsOf(await answer)).to.deep.equal(['57014']);
        best = Math.min(best, performance.now() - since);
        await holder.close();
        await waiter.close();
      }
      expect(best).to.be.lessThan(100);
    });

    it('cancel stops who waits for a lane', async () => {
      const holders = await Promise.all(Array.from({ length: LANES }, () => login()));
      for (const holder of holders) await holder.simple('BEGIN; SELECT count(*) FROM small');
      const waiter = await login();
      const answer = waiter.simple('SELECT count(*) FROM small');
      await pause(50);
      await cancel(waiter);
      expect(errorsOf(await answer)).to.deep.equal(['57014']);
      await Promise.all([...holders, waiter].map((client) => client.close()));
    });

    it('idle_in_transaction_session_timeout ends the session and frees its locks', async () => {
      const { holder, waiter, answer } = await waitingWriter();
      await holder.simple("SET idle_in_transaction_session_timeout = '100ms'");
      expect(errorsOf([await holder.next()])).to.deep.equal(['25P03']);
      expect(rowsOf(await answer)).to.deep.equal([['10']]);
      await waiter.close();
    });

    it('idle_session_timeout ends an idle session', async () => {
      const client = await login({ options: '-c idle_session_timeout=100' });
      expect(errorsOf([await client.next()])).to.deep.equal(['57P05']);
    });

    it('pg_terminate_backend ends another session in the middle of its work', async () => {
      const [victim, client] = await Promise.all([login(), login()]);
      victim.send(query(ENDLESS));
      await pause(100);
      expect(rowsOf(await client.simple(`SELECT pg_terminate_backend(${victim.processId})`))).to.deep.equal([
        ['t'],
      ]);
      expect(errorsOf(await victim.readUntil('ErrorResponse'))).to.deep.equal(['57P01']);
      await client.close();
    });
  });

  it('keeps the suspended portals of several clients apart', async () => {
    const clients = await Promise.all([login(), login()]);
    for (const [i, client] of clients.entries()) {
      client.send(
        parse('s', 'SELECT id FROM big WHERE id > $1 ORDER BY id'),
        bind('p', 's', { values: [String(i * 100)] }),
        bind('q', 's', { values: [String(i * 100 + 500)] }),
      );
    }
    for (let round = 0; round < 5; round += 1) {
      for (const [i, client] of clients.entries()) {
        for (const [portal, start] of [
          ['p', i * 100],
          ['q', i * 100 + 500],
        ] as const) {
          client.send(execute(portal, 3), flush());
          const rows = rowsOf(await client.readUntil('PortalSuspended'));
          expect(rows).to.deep.equal([1, 2, 3].map((n) => [String(start + round * 3 + n)]));
        }
      }
    }
    for (const client of clients) {
      client.send(sync());
      await client.readUntil('ReadyForQuery');
      client.send(execute('p', 3), sync());
      expect(errorsOf(await client.readUntil('ReadyForQuery'))).to.deep.equal(['34000']);
      await client.close();
    }
  });

  it('refuses a statement that would hold too many rows, and loses nothing', async () => {
    const [client, other] = await Promise.all([login(), login()]);
    await client.simple('CREATE TABLE copy (id integer, note text)');
    const tooMuch =
      'INSERT INTO copy SELECT a.id, a.note FROM big a, big b WHERE b.id <= 700 RETURNING note, id';
    const answer = client.simple(tooMuch);
    expect(rowsOf(await other.simple('SELECT count(*) FROM big'))).to.deep.equal([['1000']]);
    expect(errorsOf(await answer)).to.deep.equal(['53200']);
    expect(rowsOf(await client.simple('SELECT count(*) FROM copy'))).to.deep.equal([['0']]);
    // Nothing of the first attempt is held any more.
    expect(errorsOf(await client.simple(tooMuch))).to.deep.equal(['53200']);
    await client.simple('DROP TABLE copy');
    await Promise.all([client.close(), other.close()]);
  });

  it('keeps an open portal from taking all memory when its session writes', async () => {
    const client = await login();
    await client.simple('BEGIN');
    client.send(
      parse('s', 'SELECT a.note, a.id FROM big a, big b WHERE b.id <= 700'),
      bind('p', 's'),
      execute('p', 1),
      flush(),
    );
    expect(rowsOf(await client.readUntil('PortalSuspended'))).to.have.length(1);
    client.send(parse('w', 'UPDATE big SET note = note WHERE id = 1'), bind('', 'w'), execute(''), sync());
    expect(errorsOf(await client.readUntil('ReadyForQuery'))).to.deep.equal(['53200']);
    await client.simple('ROLLBACK');
    expect(rowsOf(await client.simple('SELECT count(*) FROM big'))).to.deep.equal([['1000']]);
    await client.close();
  });
});
