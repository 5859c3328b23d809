import { expect } from 'chai';
import { setTimeout as pause } from 'node:timers/promises';
import { driverFolder } from '../../src/backend/native/driver/load-driver.ts';
import { asObject, asText, DriverClient, type Login } from '../support/superserver/driver/driver-client.ts';
import { DriverSql } from '../support/superserver/driver/driver-sql.ts';
import { Superserver } from '../support/superserver/superserver.ts';
import { readList } from '../support/superserver/wire/read-list.ts';
import { requireInstalled } from '../support/target.ts';

/** The vendor's real driver against the simulator: what it does on the wire is what the simulator has to be right about. */
describe('the superserver simulator and the vendor driver', function () {
  this.timeout(60_000);
  let server: Superserver;
  let client: DriverClient;
  /** A process that connects anew for most cases: each costs a second. */
  let spare: DriverClient;
  const clients: DriverClient[] = [];

  before(async function () {
    requireInstalled(this, driverFolder() !== null, '@intersystems/intersystems-iris-native');
    server = await Superserver.start({ users: { _SYSTEM: 'SYS', alice: 'Tr\u00e9s s\u00ecmple' } });
    client = opened();
    spare = opened();
    await client.connect({ port: server.port });
  });
  after(async () => {
    for (const one of clients) await one.kill();
    await server?.stop();
  });
  afterEach(() => {
    server.faults.heal();
    expect(server.failures).to.deep.equal([]);
  });

  function opened(): DriverClient {
    const one = new DriverClient();
    clients.push(one);
    return one;
  }

  async function connected(login: Partial<Login> = {}): Promise<DriverClient> {
    await spare.connect({ port: server.port, ...login });
    return spare;
  }

  async function failure(work: Promise<unknown>): Promise<string> {
    try {
      await work;
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
    return 'no error';
  }

  describe('session', () => {
    it('shakes hands and serves 100 calls of a class method', async () => {
      const version = 'IRIS for UNIX (iris-pgwire embedded engine) 2025.3 (Build 0)';
      expect(await client.call('getServerVersion')).to.equal(version);
      expect(await client.repeat(100, 'classMethodString', '%SYSTEM.Version', 'GetNumber')).to.equal(
        '2025.3',
      );
    });

    it('admits a user by his own password and tells his name', async () => {
      const alice = await connected({ user: 'ALICE', password: 'Tr\u00e9s s\u00ecmple' });
      const sql = await DriverSql.open(alice);
      const rows = await sql.rows('SELECT $USERNAME, $NAMESPACE, $JOB, CURRENT_USER', 4);
      const [[user, namespace, job, current] = []] = rows;
      expect([user, namespace, current]).to.deep.equal(['alice', 'USER', 'alice']);
      expect(Number(job)).to.be.greaterThan(4711);
      await alice.close();
    });

    it('refuses wrong passwords, users and namespaces in the words of the driver', async () => {
      for (const login of [{ password: 'sys' }, { user: 'nobody' }]) {
        expect(await failure(connected(login))).to.match(/^<COMMUNICATION LINK ERROR>.*Access Denied/s);
      }
      expect(await failure(connected({ namespace: 'NOWHERE' }))).to.include('Namespace does not exist');
      server.faults.denied = true;
      expect(await failure(connected())).to.include('Access Denied');
    });

    it('keeps to a number of licences', async () => {
      server.faults.licences = server.connections;
      expect(await failure(connected())).to.include('License limit exceeded');
      server.faults.licences += 1;
      const one = await connected();
      await one.close();
    });

    it('counts transaction levels', async () => {
      await client.call('tStart');
      await client.call('tStart');
      expect(await client.call('getTLevel')).to.equal(2);
      await client.call('tCommit');
      expect(await client.call('getTLevel')).to.equal(1);
      await client.call('tRollback');
      expect(await client.call('getTLevel')).to.equal(0);
    });

    it('tells errors of calls and goes on', async () => {
      expect(await failure(client.call('classMethodString', 'No.Class', 'X'))).to.equal(
        '<CLASS DOES NOT EXIST> *No.Class',
      );
      expect(await failure(client.call('classMethodString', '%SYSTEM.Version', 'X'))).to.equal(
        '<METHOD DOES NOT EXIST> *X,%SYSTEM.Version',
      );
      expect(await client.call('classMethodString', '%SYSTEM.Version', 'GetNumber')).to.equal('2025.3');
    });

    it('releases objects in lots of hundred', async () => {
      for (let i = 0; i < 250; i += 1) {
        const statement = asObject(await client.call('classMethodObject', '%SQL.Statement', '%New', '1'));
        await client.on(statement, 'close');
      }
      expect(await client.call('classMethodString', '%SYSTEM.Version', 'GetNumber')).to.equal('2025.3');
    });
  });

  describe('SQL', () => {
    let sql: DriverSql;
    before(async () => {
      sql = await DriverSql.open(client);
      await sql.change(
        'CREATE TABLE kinds (id INTEGER PRIMARY KEY, t VARCHAR(50) COLLATE %EXACT, n NUMERIC(9,3), d DOUBLE, b VARBINARY(9), ts TIMESTAMP, v VECTOR(DOUBLE,3), long TEXT)',
      );
    });

    it('takes arguments of every kind and gives them back', async () => {
      const insert =
        'INSERT INTO kinds (id, t, n, d, b, ts, v) VALUES (?, ?, ?, ?, ?, ?, TO_VECTOR(?, DOUBLE))';
      const bytes = Uint8Array.of(0, 1, 254, 255);
      const values = ['\u017elu\u0165 \u{1f40e}', '-1.5', 0.25, bytes, '2024-02-29 12:00:00.5', '[1,.5,-2]'];
      expect(await sql.change(insert, 1n, ...values)).to.equal(0);
      expect(await sql.change(insert, 2n, null, null, null, null, null, null)).to.equal(0);
      expect(await sql.change(insert, 3n, '\0', '.007', -2.5, null, null, null)).to.equal(0);
      expect(await sql.rows('SELECT id, t, n, d, b, ts, v FROM kinds ORDER BY id', 7)).to.deep.equal([
        [
          '1',
          '\u017elu\u0165 \u{1f40e}',
          '-1.5',
          '.25',
          '\0\u0001\u00fe\u00ff',
          '2024-02-29 12:00:00.5',
          '1,0.5,-2',
        ],
        ['2', null, null, null, null, null, null],
        ['3', '', '.007', '-2.5', null, null, null],
      ]);
      expect(await sql.rows('SELECT id FROM kinds WHERE t = ?', 1, '\0')).to.deep.equal([['3']]);
    });

    it('tells of failures in band: SQLCODE and message', async () => {
      expect(await sql.prepare('SELECT nothing FROM kinds')).to.equal(
        "ERROR #5540: SQLCODE: -29 Message: Field 'nothing' not found in the applicable tables",
      );
      expect(await sql.prepare('SELECT 1 LIMIT')).to.match(/^ERROR #5540: SQLCODE: -\d+ Message: /);
      const result = await sql.execute('INSERT INTO kinds (id) VALUES (?)', 1n);
      expect(await sql.property(result, '%SQLCODE')).to.equal('-119');
      expect(await sql.property(result, '%Message')).to.match(/^Table 'SQLUser.kinds', Constraint '/);
      expect(await sql.change('DELETE FROM kinds WHERE id = 99')).to.equal(100);
    });

    it('tells counts, row ids and statement types', async () => {
      const insert = await sql.execute('INSERT INTO kinds (id) VALUES (?)', 4n);
      expect(await sql.property(insert, '%StatementType')).to.equal('2');
      expect(Number(await sql.property(insert, '%ROWID'))).to.be.greaterThan(0);
      const update = await sql.execute('UPDATE kinds SET t = ? WHERE id > ?', 'x', 2n);
      expect(await sql.property(update, '%ROWCOUNT')).to.equal('2');
      expect(await sql.property(update, '%StatementType')).to.equal('3');
    });

    it('describes columns as %SQL.StatementMetadata does', async () => {
      const result = await sql.execute('SELECT t, n FROM kinds');
      const metadata = asObject(await client.on(result, 'invokeObject', '%GetMetadata'));
      expect(await client.on(metadata, 'getString', 'columnCount')).to.equal('2');
      const columns = asObject(await client.on(metadata, 'getObject', 'columns'));
      const second = asObject(await client.on(columns, 'invokeObject', 'GetAt', '2'));
      const told = [];
      for (const name of ['colName', 'ODBCType', 'precision', 'scale', 'isNullable']) {
        told.push(await client.on(second, 'getString', name));
      }
      expect(told).to.deep.equal(['n', '2', '9', '3', '1']);
    });

    it('gives a stream by its OID', async () => {
      const text = 'stream '.repeat(10_000);
      await sql.change('UPDATE kinds SET long = ? WHERE id = 1', text);
      const result = await sql.execute('SELECT long FROM kinds WHERE id = 1');
      await client.on(result, 'invokeString', '%Next');
      const oid = (await client.on(result, 'invokeBytes', '%GetData', '1')) as Uint8Array;
      const stream = asObject(await client.call('classMethodObject', '%Stream.Object', '%Open', oid));
      let read = '';
      while ((await client.on(stream, 'getString', 'AtEnd')) === '0') {
        read += asText(await client.on(stream, 'invokeString', 'Read', '32000'));
      }
      expect(read).to.equal(text);
    });

    it('gives 10,000 rows through %GetRows', async () => {
      await sql.change('CREATE TABLE many (id INTEGER, word VARCHAR(20))');
      await sql.change('CREATE TABLE hundred (i INTEGER)');
      const hundred = Array.from({ length: 100 }, (_, i) => `SELECT ${i}`).join(' UNION ALL ');
      await sql.change(`INSERT INTO hundred (i) ${hundred}`);
      const id = 'h.i * 100 + l.i';
      expect(
        await sql.change(
          `INSERT INTO many (id, word) SELECT ${id}, 'word ' || CAST(${id} AS INTEGER) FROM hundred h, hundred l`,
        ),
      ).to.equal(0);
      const result = await sql.execute('SELECT id, word FROM many ORDER BY id');
      const ids: number[] = [];
      for (let count = 1000; count === 1000; ) {
        const reference = { reference: '' };
        const reply = await client.callWithReferences(
          result,
          'invokeString',
          '%GetRows',
          '1000',
          reference,
          reference,
        );
        count = Number(reply.result);
        for (const row of readList(reply.references[0] ?? Buffer.alloc(0))) {
          const [id, word] = readList(Buffer.from(row.kind === 'text' ? row.text : '', 'latin1'));
          if (id?.kind !== 'integer' || word?.kind !== 'text') throw new Error('a row of another form');
          expect(word.text).to.equal(`word ${id.value}`);
          ids.push(Number(id.value));
        }
        expect(Buffer.from(reply.references[1] ?? []).toString()).to.equal('1');
      }
      expect(ids).to.deep.equal(Array.from({ length: 10_000 }, (_, i) => i));
      expect(await sql.property(result, '%SQLCODE')).to.equal('100');
    });

    it('has no %GetRows where that is missing', async () => {
      server.features.set('getRows', false);
      const result = await sql.execute('SELECT 1');
      const reference = { reference: '' };
      expect(
        await failure(client.on(result, 'invokeString', '%GetRows', '1', reference, reference)),
      ).to.include('<METHOD DOES NOT EXIST> *%GetRows');
      server.features.set('getRows', true);
    });

    it('ends a string at MAXSTRING', async () => {
      const limit = 3_641_144;
      await sql.change('CREATE TABLE big (s VARCHAR(3641144))');
      expect(await sql.change('INSERT INTO big VALUES (?)', 'x'.repeat(limit))).to.equal(0);
      expect((await sql.rows('SELECT s FROM big', 1))[0]?.[0]).to.have.length(limit);
      expect(await failure(sql.change('INSERT INTO big VALUES (?)', 'x'.repeat(limit + 1)))).to.equal(
        '<MAXSTRING>',
      );
    });
  });

  describe('several connections', () => {
    let other: DriverClient;
    let first: DriverSql;
    let second: DriverSql;
    before(async () => {
      other = await connected();
      first = await DriverSql.open(client);
      second = await DriverSql.open(other);
      await first.change('CREATE TABLE shared (id INTEGER PRIMARY KEY)');
    });
    const ids = (sql: DriverSql): Promise<string> =>
      sql.rows('SELECT id FROM shared ORDER BY id', 1).then((rows) => rows.flat().join(','));

    it('have transactions of their own', async () => {
      await first.change('START TRANSACTION');
      await first.change('INSERT INTO shared VALUES (1)');
      expect(await ids(second)).to.equal('');
      await first.change('COMMIT');
      expect(await ids(second)).to.equal('1');
      await client.call('tStart');
      await first.change('DELETE FROM shared');
      await client.call('tRollback');
      expect(await ids(second)).to.equal('1');
    });

    it('wait for each other to write, as long as LOCK_TIMEOUT', async () => {
      await first.change('START TRANSACTION');
      await first.change('INSERT INTO shared VALUES (2)');
      await second.change('SET OPTION LOCK_TIMEOUT = 0');
      expect(await second.change('INSERT INTO shared VALUES (3)')).to.equal(-110);
      await second.change('SET OPTION LOCK_TIMEOUT = 10');
      const waiting = second.change('INSERT INTO shared VALUES (3)');
      await pause(50);
      await first.change('COMMIT');
      expect(await waiting).to.equal(0);
      expect(await ids(first)).to.equal('1,2,3');
    });

    it('roll back what a lost connection has begun, and give its turn back', async () => {
      const lost = opened();
      await lost.connect({ port: server.port });
      const sql = await DriverSql.open(lost);
      await sql.change('START TRANSACTION');
      await sql.change('INSERT INTO shared VALUES (9)');
      await lost.kill();
      expect(await first.change('INSERT INTO shared VALUES (4)')).to.equal(0);
      expect(await ids(first)).to.equal('1,2,3,4');
    });

    it('cancel each other\u2019s statements', async () => {
      const [[job] = []] = await second.rows('SELECT $JOB', 1);
      expect(await first.prepare('CANCEL QUERY 1')).to.equal('1');
      expect(await first.change('CANCEL QUERY 1')).to.equal(-400);
      expect(await first.change(`CANCEL QUERY ${String(job)}`)).to.equal(-400);
      const from = Array.from({ length: 9 }, (_, i) => `many m${i}`).join(', ');
      const running = second.execute(`SELECT COUNT(*) FROM ${from} WHERE m0.id + m8.id > 0`);
      const rows = running.then((result) =>
        second.property(result, '%SQLCODE').then(async (code) => {
          if (code !== '0') return code;
          await other.on(result, 'invokeString', '%Next');
          return second.property(result, '%SQLCODE');
        }),
      );
      let cancelled = -400;
      while (cancelled === -400) {
        await pause(50);
        cancelled = await first.change(`CANCEL QUERY ${String(job)}`);
      }
      expect(await rows).to.equal('-456');
      expect(await second.rows('SELECT 1', 1)).to.deep.equal([['1']]);
    });
  });

  describe('faults', () => {
    const call = (one: DriverClient): Promise<unknown> =>
      one.call('classMethodString', '%SYSTEM.Version', 'GetNumber');

    it('cut connections as the driver reports it', async () => {
      const codes = { fin: 'Error code: 110', rst: 'Error code: 104' };
      for (const how of ['fin', 'rst'] as const) {
        for (const when of ['before', 'after', 'middle'] as const) {
          const one = await connected();
          server.faults.cutNext({ how, when, containing: 'GetNumber' });
          const message = await failure(call(one));
          expect(message, `${how} ${when}`).to.match(/^<COMMUNICATION LINK ERROR> Failed to receive message/);
          // What the kernel has not sent when an RST comes may be lost: either is right then.
          if (when !== 'middle') expect(message, `${how} ${when}`).to.include(codes[how]);
        }
      }
    });

    it('execute a call that is not answered, and not one that is cut before', async () => {
      const sql = await DriverSql.open(client);
      await sql.change('CREATE TABLE acknowledged (id INTEGER)');
      for (const when of ['before', 'after'] as const) {
        const one = await connected();
        const its = await DriverSql.open(one);
        await its.prepare(`INSERT INTO acknowledged VALUES (${when === 'after' ? 1 : 2})`);
        server.faults.cutNext({ how: 'rst', when, containing: '%Execute' });
        expect(await failure(its.change('INSERT INTO acknowledged VALUES (1)'))).to.include('LINK ERROR');
        const count = await sql.rows('SELECT COUNT(*) FROM acknowledged', 1);
        expect(count, when).to.deep.equal([[when === 'after' ? '1' : '0']]);
      }
    });

    it('are silent: the driver waits, at login no longer than its timeout', async () => {
      for (const silent of ['handshake', 'login'] as const) {
        server.faults.silent = silent;
        expect(await failure(connected({ timeout: 1 })), silent).to.include('Communication timed out');
      }
      server.faults.heal();
      const one = opened();
      await one.connect({ port: server.port });
      server.faults.silent = 'calls';
      const answered = await Promise.race([call(one), pause(300, 'waits')]);
      expect(answered).to.equal('waits');
      await one.kill();
    });

    it('refuse connects, restart with what was committed', async () => {
      const sql = await DriverSql.open(client);
      await sql.change('CREATE TABLE kept (id INTEGER)');
      await sql.change('INSERT INTO kept VALUES (1)');
      await sql.change('START TRANSACTION');
      await sql.change('INSERT INTO kept VALUES (2)');
      const { port } = server;
      await server.crash();
      expect(await failure(call(client))).to.match(/^<COMMUNICATION LINK ERROR>/);
      expect(await failure(connected({ port }))).to.include('Error code: -1');
      await server.accept();
      expect(server.port).to.equal(port);
      await client.connect({ port });
      const again = await DriverSql.open(client);
      expect(await again.rows('SELECT id FROM kept', 1)).to.deep.equal([['1']]);
    });
  });
});
