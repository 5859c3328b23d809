import { expect } from 'chai';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { query } from '../support/frontend.ts';
import { runGateway, startGateway, type GatewayProcess } from '../support/gateway-process.ts';
import { errorsOf, rowsOf } from '../support/rows.ts';
import { LoginError, WireClient } from '../support/wire-client.ts';

const CONFIG_WRONG = 78;
const UNAVAILABLE = 69;

function login(gateway: GatewayProcess, password = 'SYS', user = '_SYSTEM'): Promise<WireClient> {
  return WireClient.connect({ host: gateway.host, port: gateway.port, user, password });
}

async function refusal(work: Promise<WireClient>): Promise<string> {
  try {
    (await work).destroy();
  } catch (error) {
    if (error instanceof LoginError) return error.response.fields.sqlstate;
    throw error;
  }
  return 'admitted';
}

async function connects(gateway: GatewayProcess): Promise<boolean> {
  const socket = connect(gateway.port, gateway.host);
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

describe('the gateway as a process', function () {
  this.timeout(90_000);
  let folder: string;
  let environment: Record<string, string>;

  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'pgwire-spec-'));
    const userlist = join(folder, 'userlist.txt');
    writeFileSync(userlist, '"_SYSTEM" "SYS"\n');
    environment = {
      PGWIRE_EMBEDDED_PATH: join(folder, 'data'),
      PGWIRE_AUTH_METHOD: 'scram-sha-256',
      PGWIRE_AUTH_FILE: userlist,
    };
  });

  after(() => rmSync(folder, { recursive: true, force: true }));

  describe('with a data folder and a userlist', () => {
    let gateway: GatewayProcess;

    before(async () => {
      gateway = await startGateway({ environment });
    });

    it('prints one line on stdout, and the log goes to stderr', () => {
      expect(gateway.stdout()).to.equal(
        `iris-pgwire ready on 127.0.0.1:${gateway.port} (backend: embedded)\n`,
      );
      expect(gateway.port).to.be.greaterThan(0);
      expect(gateway.stderr()).to.include('serving');
    });

    it('occupies 0.4 GB when idle, most of it the two shadows', () => {
      expect(gateway.resident()).to.be.lessThan(700);
    });

    it('lets users of the list in by SCRAM, nobody else', async () => {
      const client = await login(gateway);
      expect(rowsOf(await client.simple('SELECT current_user'))).to.deep.equal([['_SYSTEM']]);
      await client.close();
      expect(await refusal(login(gateway, 'sys'))).to.equal('28P01');
      expect(await refusal(login(gateway, 'SYS', 'nobody'))).to.equal('28P01');
    });

    it('tells in one line that its port or its data folder is taken, with exit code 69', async () => {
      const port = await runGateway(['serve'], {
        ...environment,
        PGWIRE_PORT: String(gateway.port),
        PGWIRE_EMBEDDED_PATH: ':memory:',
      });
      expect(port.stderr).to.match(/^iris-pgwire: server\.port: .*EADDRINUSE.*\n$/);
      expect(port).to.include({ code: UNAVAILABLE, stdout: '' });
      const data = await runGateway(['serve'], environment);
      expect(data.stderr).to.match(/^iris-pgwire: backend\.embeddedPath: .* is used by another gateway\n$/);
      expect(data).to.include({ code: UNAVAILABLE, stdout: '' });
      await (await login(gateway)).close();
    });

    it('ends with code 0 on SIGINT and frees the folder', async () => {
      const client = await login(gateway);
      expect(
        errorsOf(
          await client.simple(
            "CREATE TABLE kept (id integer PRIMARY KEY, note text); INSERT INTO kept VALUES (1, 'still here')",
          ),
        ),
      ).to.deep.equal([]);
      gateway.signal('SIGINT');
      expect(await gateway.exited).to.deep.equal({ code: 0, signal: null });
    });
  });

  describe('started again on the same folder', () => {
    let gateway: GatewayProcess;

    before(async () => {
      gateway = await startGateway({ environment });
    });

    it('has its tables and rows', async () => {
      const client = await login(gateway);
      expect(rowsOf(await client.simple('SELECT id, note FROM kept'))).to.deep.equal([['1', 'still here']]);
      expect(errorsOf(await client.simple('CREATE TABLE kept (id integer)'))).to.deep.equal(['42P07']);
      await client.close();
    });

    it('drains on SIGTERM: what runs finishes, who is idle hears 57P01, nobody new comes in', async () => {
      const [idle, sleeping, inBlock] = await Promise.all([login(gateway), login(gateway), login(gateway)]);
      const silent = connect(gateway.port, gateway.host);
      await once(silent, 'connect');
      const silentClosed = once(silent.resume(), 'close');
      await inBlock.simple('BEGIN');
      sleeping.send(query('SELECT pg_sleep(1)'));
      await pause(200);
      const began = performance.now();
      gateway.signal('SIGTERM');
      expect(errorsOf([await idle.next()])).to.deep.equal(['57P01']);
      await silentClosed;
      expect(await connects(gateway)).to.equal(false);
      gateway.signal('SIGTERM');
      gateway.signal('SIGINT');
      const answer = await sleeping.readUntil('ReadyForQuery');
      expect(rowsOf(answer)).to.deep.equal([['']]);
      expect(errorsOf([await sleeping.next()])).to.deep.equal(['57P01']);
      expect(rowsOf(await inBlock.simple('SELECT count(*) FROM kept'))).to.deep.equal([['1']]);
      await inBlock.simple('COMMIT');
      expect(errorsOf([await inBlock.next()])).to.deep.equal(['57P01']);
      expect(await gateway.exited).to.deep.equal({ code: 0, signal: null });
      // Well before the 30 s after which it would have been cut.
      expect(performance.now() - began).to.be.within(700, 20_000);
    });
  });

  it('cuts what does not finish within the time for it, and still ends with 0', async () => {
    const temporary = join(folder, 'tmp');
    mkdirSync(temporary);
    const gateway = await startGateway({
      environment: {
        TMPDIR: temporary,
        PGWIRE_IMAGE_FOLDER: process.env['PGWIRE_IMAGE_FOLDER'] ?? join(tmpdir(), 'iris-pgwire-image'),
        PGWIRE_SHUTDOWN_TIMEOUT: '1',
      },
    });
    const client = await login(gateway);
    expect(readdirSync(temporary)).to.have.length(1);
    client.send(query('SELECT pg_sleep(60)'));
    await pause(100);
    gateway.signal('SIGTERM');
    const answer = await client.readUntil('ErrorResponse');
    expect(errorsOf(answer)).to.deep.equal(['57P01']);
    expect(await gateway.exited).to.deep.equal({ code: 0, signal: null });
    expect(readdirSync(temporary), ':memory: leaves nothing behind').to.deep.equal([]);
  });

  it('heeds a signal that comes while it starts', async () => {
    const temporary = join(folder, 'starting');
    mkdirSync(temporary);
    const starting = startGateway({
      environment: {
        TMPDIR: temporary,
        PGWIRE_IMAGE_FOLDER: process.env['PGWIRE_IMAGE_FOLDER'] ?? join(tmpdir(), 'iris-pgwire-image'),
      },
    });
    while (readdirSync(temporary).length === 0) await pause(20);
    (await starting).signal('SIGTERM');
    expect(await (await starting).exited).to.deep.equal({ code: 0, signal: null });
    expect(readdirSync(temporary)).to.deep.equal([]);
  });

  describe('says in one line which setting is wrong, with exit code 78', () => {
    const CASES: readonly (readonly [name: string, key: string, environment: Record<string, string>])[] = [
      ['a number out of its range', 'pool.size', { PGWIRE_POOL_SIZE: '0' }],
      ['no number', 'server.port', { PGWIRE_PORT: 'five' }],
      ['an unknown backend', 'backend.type', { PGWIRE_BACKEND_TYPE: 'oracle' }],
      ['an unreadable userlist', 'auth.file', { PGWIRE_AUTH_METHOD: 'md5', PGWIRE_AUTH_FILE: '/nowhere/u' }],
      ['a userlist that is none', 'auth.file', { PGWIRE_AUTH_METHOD: 'md5', PGWIRE_AUTH_FILE: '/etc/hosts' }],
      ['a method without its userlist', 'auth.file', { PGWIRE_AUTH_METHOD: 'scram-sha-256' }],
      ['trust for everybody', 'auth.method', { PGWIRE_HOST: '0.0.0.0' }],
      ['a data folder that cannot be', 'backend.embeddedPath', { PGWIRE_EMBEDDED_PATH: '/etc/hosts/data' }],
      ['an image folder that cannot be', 'translation.imageFolder', { PGWIRE_IMAGE_FOLDER: '/etc/hosts/i' }],
      ['a missing file of settings', 'PGWIRE_CONFIG', { PGWIRE_CONFIG: '/nowhere/gateway.yaml' }],
    ];
    for (const [name, key, wrong] of CASES) {
      it(name, async () => {
        const { code, stdout, stderr } = await runGateway(['serve'], wrong);
        expect(stderr.split('\n')).to.have.length(2);
        expect(stderr).to.match(new RegExp(`^iris-pgwire: ${key.replaceAll('.', String.raw`\.`)}: `));
        expect({ code, stdout }).to.deep.equal({ code: CONFIG_WRONG, stdout: '' });
      });
    }
  });

  it('tells of a database file that is none without a stack trace', async () => {
    const data = join(folder, 'broken');
    mkdirSync(data);
    writeFileSync(join(data, 'iris.sqlite'), 'this is no database, by no means\n'.repeat(100));
    const { code, stderr, stdout } = await runGateway(['serve'], { PGWIRE_EMBEDDED_PATH: data });
    expect(stderr).to.equal(
      'iris-pgwire: the database system is not accepting connections: a lane could not be opened: file is not a database\n',
    );
    expect({ code, stdout }).to.deep.equal({ code: 1, stdout: '' });
  });

  it('shows its settings with secrets masked, and opens nothing', async () => {
    const data = join(folder, 'unopened');
    const { code, stdout, stderr } = await runGateway(['config'], {
      IRIS_PASSWORD: 'very-secret',
      PGWIRE_PORT: '5433',
      PGWIRE_EMBEDDED_PATH: data,
    });
    expect({ code, stderr }).to.deep.equal({ code: 0, stderr: '' });
    const shown: unknown = JSON.parse(stdout);
    expect(shown).to.have.nested.property('server.port', 5433);
    expect(shown).to.have.nested.property('iris.password').that.is.a('string');
    expect(stdout).not.to.include('very-secret');
    expect(existsSync(data)).to.equal(false);
  });
});
