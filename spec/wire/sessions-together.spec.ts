import { expect } from 'chai';
import { setTimeout as pause } from 'node:timers/promises';
import type { BackendMessage } from '../../src/protocol/index.ts';
import { bind, execute, parse, sync } from '../support/frontend.ts';
import { errorsOf, rowsOf } from '../support/rows.ts';
import { startTarget, type Target } from '../support/target.ts';
import { WireClient } from '../support/wire-client.ts';

/** Long enough for a message that should not come to have come. */
const MOMENT_MS = 150;

/** What one session does that another one hears or feels; the same against PostgreSQL (PGWIRE_TEST_TARGET). */
describe('sessions together', function () {
  this.timeout(60_000);
  let target: Target;
  let clients: WireClient[] = [];

  before(async () => {
    target = await startTarget();
  });
  after(() => target?.stop());
  afterEach(async () => {
    await Promise.all(clients.map((client) => client.close()));
    clients = [];
  });

  async function login(): Promise<WireClient> {
    const client = await WireClient.connect({ host: target.host, port: target.port, timeoutMs: 10_000 });
    clients.push(client);
    return client;
  }

  function heard(messages: readonly BackendMessage[]): string[] {
    return messages.flatMap((message) =>
      message.type === 'NotificationResponse' ? [`${message.channel}:${message.payload}`] : [],
    );
  }

  describe('NOTIFY', () => {
    it('is heard by who listens, idle or at the end of what it does, with the pid of the sender', async () => {
      const [listener, sender] = [await login(), await login()];
      await listener.simple('LISTEN news');
      await sender.simple("NOTIFY news, 'first'");
      const message = await listener.readUntil('NotificationResponse');
      expect(message).to.deep.equal([
        { type: 'NotificationResponse', processId: sender.processId, channel: 'news', payload: 'first' },
      ]);
      const answer = await listener.simple("NOTIFY news, 'own'; SELECT 1");
      expect(answer.map(({ type }) => type).slice(-2)).to.deep.equal([
        'NotificationResponse',
        'ReadyForQuery',
      ]);
      expect(heard(answer)).to.deep.equal(['news:own']);
    });

    it("waits for the commit of the sender and the end of the listener's transaction", async () => {
      const [listener, sender] = [await login(), await login()];
      await listener.simple('LISTEN news');
      await sender.simple(
        "BEGIN; NOTIFY news, 'a'; SAVEPOINT s; NOTIFY news, 'b'; ROLLBACK TO s; NOTIFY news, 'c'",
      );
      await sender.simple("SELECT pg_notify('news', 'a'), pg_notify('news', 'd')");
      expect(heard(await listener.simple('BEGIN'))).to.deep.equal([]);
      await sender.simple('COMMIT');
      await pause(MOMENT_MS);
      expect(heard(await listener.simple('SELECT 1'))).to.deep.equal([]);
      expect(heard(await listener.simple('COMMIT'))).to.deep.equal(['news:a', 'news:c', 'news:d']);
    });

    it('is forgotten with the transaction, and so is LISTEN', async () => {
      const [listener, sender] = [await login(), await login()];
      await listener.simple('BEGIN; LISTEN gone; ROLLBACK; LISTEN stays');
      await sender.simple("BEGIN; NOTIFY stays, 'x'; ROLLBACK");
      await sender.simple("NOTIFY gone, 'x'; NOTIFY stays, 'y'");
      await pause(MOMENT_MS);
      expect(heard(await listener.simple('SELECT 1'))).to.deep.equal(['stays:y']);
    });

    it('is heard no more after UNLISTEN, UNLISTEN * and DISCARD ALL', async () => {
      const [listener, sender] = [await login(), await login()];
      for (const [listen, stop] of [
        ['LISTEN a', 'UNLISTEN a'],
        ['LISTEN a; LISTEN b', 'UNLISTEN *'],
        ['LISTEN a', 'DISCARD ALL'],
      ] as const) {
        await listener.simple(listen);
        await listener.simple(stop);
        await sender.simple('NOTIFY a; NOTIFY b');
        await pause(MOMENT_MS);
        expect(heard(await listener.simple('SELECT 1'))).to.deep.equal([]);
      }
    });

    it('refuses names and payloads that are too long', async () => {
      const client = await login();
      expect(errorsOf(await client.simple(`NOTIFY a, '${'x'.repeat(8000)}'`))).to.deep.equal(['22023']);
      expect(errorsOf(await client.simple("SELECT pg_notify('', 'x')"))).to.deep.equal(['22023']);
      expect(errorsOf(await client.simple(`SELECT pg_notify('${'n'.repeat(64)}', 'x')`))).to.deep.equal([
        '22023',
      ]);
      expect(errorsOf(await client.simple(`NOTIFY a, '${'x'.repeat(7999)}'`))).to.deep.equal([]);
    });

    it('reaches a listener of the extended protocol at Sync', async () => {
      const [listener, sender] = [await login(), await login()];
      listener.send(parse('', 'LISTEN "Mixed"'), bind('', ''), execute(''), sync());
      await listener.readUntil('ReadyForQuery');
      await sender.simple('NOTIFY "Mixed"');
      expect(heard(await listener.readUntil('NotificationResponse'))).to.deep.equal(['Mixed:']);
    });
  });

  describe('advisory locks', () => {
    it('make the other wait, and are gone when their session is', async () => {
      const [first, second] = [await login(), await login()];
      await first.simple('SELECT pg_advisory_lock(7)');
      expect(
        rowsOf(await second.simple('SELECT pg_try_advisory_lock(7), pg_try_advisory_lock(0, 7)')),
      ).to.deep.equal([['f', 't']]);
      const waiting = second.simple('SELECT pg_advisory_lock(7)');
      await pause(MOMENT_MS);
      clients = clients.filter((client) => client !== first);
      await first.close();
      expect(rowsOf(await waiting)).to.deep.equal([['']]);
      expect(
        rowsOf(await second.simple('SELECT pg_advisory_unlock(7), pg_advisory_unlock(7)')),
      ).to.deep.equal([['t', 'f']]);
    });

    it('of a transaction end with it', async () => {
      const [first, second] = [await login(), await login()];
      await first.simple('BEGIN; SELECT pg_advisory_xact_lock(8)');
      expect(rowsOf(await second.simple('SELECT pg_try_advisory_xact_lock_shared(8)'))).to.deep.equal([
        ['f'],
      ]);
      await first.simple('ROLLBACK');
      expect(rowsOf(await second.simple('SELECT pg_try_advisory_xact_lock(8)'))).to.deep.equal([['t']]);
      expect(rowsOf(await first.simple('SELECT pg_try_advisory_lock(8)'))).to.deep.equal([['t']]);
      expect(rowsOf(await second.simple('SELECT pg_try_advisory_lock_shared(8)'))).to.deep.equal([['f']]);
      await first.simple('DISCARD ALL');
      expect(rowsOf(await second.simple('SELECT pg_try_advisory_lock_shared(8)'))).to.deep.equal([['t']]);
    });

    it('heed lock_timeout and tell deadlocks', async () => {
      const [first, second] = [await login(), await login()];
      await first.simple('SELECT pg_advisory_lock(1)');
      await second.simple('SELECT pg_advisory_lock(2)');
      await second.simple("SET lock_timeout = '50ms'");
      expect(errorsOf(await second.simple('SELECT pg_advisory_lock(1)'))).to.deep.equal(['55P03']);
      await second.simple('SET lock_timeout = 0');
      const waiting = first.simple('SELECT pg_advisory_lock(2)');
      await pause(MOMENT_MS);
      const other = second.simple('SELECT pg_advisory_lock(1)');
      // PostgreSQL's detector may choose either: the other one goes on when the victim gives back what it has.
      const [victim, answer] = await Promise.race([
        waiting.then((messages) => [first, messages] as const),
        other.then((messages) => [second, messages] as const),
      ]);
      expect(errorsOf(answer)).to.deep.equal(['40P01']);
      await victim.simple('SELECT pg_advisory_unlock_all()');
      expect(errorsOf(await (victim === first ? other : waiting))).to.deep.equal([]);
    });
  });
});
