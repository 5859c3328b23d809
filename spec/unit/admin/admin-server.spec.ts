import { expect } from 'chai';
import { request } from 'node:http';
import type { Health } from '../../../actors/pool/health.ts';
import type { Administration, Readiness } from '../../../src/admin/administration.ts';
import { AdminServer } from '../../../src/admin/admin-server.ts';
import { createActor } from 'xstate';
import { Levels } from '../../../src/diagnostics/log/levels.ts';
import { gatewayMachine } from '../../../actors/gateway/gateway.machine.ts';
import { Inspection } from '../../../actors/inspection/inspection.ts';

const POOL = {
  created: 3,
  available: 1,
  inUse: 2,
  failed: 0,
  waiting: 4,
  acquisitions: 10,
  releases: 8,
  averageAcquisitionMs: 0.25,
};

const INSPECTOR = new URL('../../../src/admin/inspector/', import.meta.url);

function unexpected(error: unknown): never {
  return expect.fail(String(error));
}

interface Reply {
  readonly status: number;
  readonly headers: Record<string, unknown>;
  readonly body: string;
}

/** A gateway that notes what is asked of it. */
class FakeGateway implements Administration {
  readonly version = '1.2.3';
  readonly backend = 'embedded';
  readonly asked: string[] = [];
  state: Readiness = 'ready';
  condition: Health = 'Healthy';
  measured = true;
  readiness = (): Readiness => this.state;
  pool = () => ({ ...POOL, health: this.condition, lastHealthCheck: '2026-11-24T00:00:00.000Z' });
  translation = () => ({ hits: 9, misses: 1, size: 1, translations: 1, seconds: 0.5, restarts: 0 });
  sessions = (): never[] => [];
  inspection = new Inspection(
    createActor(gatewayMachine, { input: { authTimeoutMs: 1000, report: unexpected } }).start(),
    (somebody) => this.asked.push(somebody ? 'looked at' : 'left alone'),
    unexpected,
  );
  connections = (): never[] => [];
  connection = (): undefined => undefined;
  describe = (sql: string) =>
    Promise.resolve([
      { sql, error: { sqlstate: '42601', message: 'no', detail: undefined, hint: undefined, position: 1 } },
    ]);
  cancel = (pid: number): boolean => this.asked.push(`cancel ${pid}`) > 0 && pid === 7;
  terminate = (pid: number): boolean => this.asked.push(`terminate ${pid}`) > 0 && pid === 7;
  logLevels = new Levels('info', { pool: 'warn' });
  drain = (): void => void this.asked.push('drain');
  wrong: string | null = null;
  reload = (): { readonly error: string | null } => ({ error: this.wrong });
  prometheus: Administration['prometheus'] = (_request, response) => {
    if (this.measured) response.end('up 1\n');
    return this.measured;
  };
}

describe('the admin port', () => {
  let gateway: FakeGateway;
  const opened: AdminServer[] = [];

  beforeEach(() => {
    gateway = new FakeGateway();
  });

  afterEach(async () => {
    for (const server of opened.splice(0)) await server.close();
  });

  async function open(token = ''): Promise<number> {
    const server = new AdminServer(gateway, { token, inspector: INSPECTOR }, unexpected);
    opened.push(server);
    return (await server.listen('127.0.0.1', 0)).port;
  }

  function ask(
    port: number,
    method: string,
    path: string,
    headers: Record<string, string> = {},
    sent = '',
  ): Promise<Reply> {
    return new Promise((resolve, reject) => {
      const asking = request({ host: '127.0.0.1', port, method, path, headers }, (response) => {
        let body = '';
        response.on('data', (chunk: Buffer) => (body += chunk.toString()));
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body }),
        );
      });
      asking.on('error', reject);
      asking.end(sent);
    });
  }

  it('tells health under the names of feature 018', async () => {
    const port = await open();
    expect(JSON.parse((await ask(port, 'GET', '/health')).body)).to.include({
      status: 'Healthy',
      active: 2,
      available: 1,
      readiness: 'ready',
    });
    expect(JSON.parse((await ask(port, 'GET', '/pool')).body)).to.deep.equal({
      connections_created: 3,
      connections_available: 1,
      connections_in_use: 2,
      connections_failed: 0,
      waiting: 4,
      total_acquisitions: 10,
      total_releases: 8,
      avg_acquisition_time_ms: 0.25,
      last_health_check: '2026-11-24T00:00:00.000Z',
      health_status: 'Healthy',
    });
  });

  it('is not ready while it drains or the backend is gone, and lives all the same', async () => {
    const port = await open();
    expect((await ask(port, 'GET', '/health/ready')).status).to.equal(200);
    gateway.condition = 'Unhealthy';
    expect((await ask(port, 'GET', '/health/ready')).status).to.equal(503);
    gateway.condition = 'Healthy';
    gateway.state = 'draining';
    const draining = await ask(port, 'HEAD', '/health/ready');
    expect([draining.status, draining.body]).to.deep.equal([503, '']);
    expect((await ask(port, 'GET', '/health/live')).status).to.equal(200);
  });

  it('controls sessions by POST only', async () => {
    const port = await open();
    expect((await ask(port, 'POST', '/sessions/7/cancel')).status).to.equal(200);
    expect((await ask(port, 'POST', '/sessions/7/terminate')).status).to.equal(200);
    expect((await ask(port, 'POST', '/sessions/8/cancel')).status).to.equal(404);
    const wrong = await ask(port, 'GET', '/drain');
    expect([wrong.status, wrong.headers['allow']]).to.deep.equal([405, 'POST']);
    expect((await ask(port, 'POST', '/drain')).status).to.equal(202);
    expect(gateway.asked).to.deep.equal(['cancel 7', 'terminate 7', 'cancel 8', 'drain']);
    expect((await ask(port, 'POST', '/reload')).status).to.equal(200);
    gateway.wrong = 'auth.file: no list';
    const kept = await ask(port, 'POST', '/reload');
    expect([kept.status, JSON.parse(kept.body)]).to.deep.equal([
      409,
      { error: 'not reloaded: auth.file: no list' },
    ]);
  });

  it('says what it answers, and that there is no more', async () => {
    const port = await open();
    const { routes } = JSON.parse((await ask(port, 'GET', '/?x=1')).body) as { routes: string[] };
    expect(routes).to.include('POST /drain: ends the gateway as SIGTERM does');
    expect((await ask(port, 'GET', '/nothing')).status).to.equal(404);
    expect((await ask(port, 'GET', '/metrics')).body).to.equal('up 1\n');
    gateway.measured = false;
    expect((await ask(port, 'GET', '/metrics')).status).to.equal(503);
  });

  it('asks for the token, but not of probes', async () => {
    const port = await open('sesame');
    for (const path of ['/health', '/metrics', '/sessions', '/', '/nothing']) {
      const refused = await ask(port, 'GET', path);
      expect([refused.status, refused.headers['www-authenticate']], path).to.deep.equal([401, 'Bearer']);
      expect((await ask(port, 'GET', path, { authorization: 'Bearer sesam' })).status, path).to.equal(401);
    }
    expect((await ask(port, 'POST', '/drain')).status).to.equal(401);
    expect(gateway.asked).to.deep.equal([]);
    expect((await ask(port, 'GET', '/health', { authorization: 'Bearer sesame' })).status).to.equal(200);
    expect((await ask(port, 'GET', '/health/ready')).status).to.equal(200);
  });

  it('refuses web pages of others that this machine shows', async () => {
    const port = await open();
    const rebound = await ask(port, 'GET', '/sessions', { host: `evil.example:${port}` });
    expect(rebound.status).to.equal(403);
    const foreign = await ask(port, 'POST', '/drain', {
      host: `localhost:${port}`,
      origin: 'http://evil.example',
    });
    expect(foreign.status).to.equal(403);
    const own = { host: `localhost:${port}`, origin: `http://localhost:${port}` };
    expect((await ask(port, 'POST', '/sessions/7/cancel', own)).status).to.equal(200);
    expect(gateway.asked).to.deep.equal(['cancel 7']);
  });

  it('shows its inspector to anybody, and nothing by it', async () => {
    const port = await open('sesame');
    const page = await ask(port, 'GET', '/inspector');
    expect(page.status).to.equal(200);
    expect(page.headers['content-security-policy'])
      .to.include("default-src 'none'")
      .and.to.include("frame-ancestors 'none'");
    for (const [, file = ''] of page.body.matchAll(/(?:src|href)="([^"]+)"/g)) {
      expect((await ask(port, 'GET', file)).status, file).to.equal(200);
    }
    for (const file of ['tsconfig.json', '..%2froutes.ts', 'nothing.js']) {
      expect((await ask(port, 'GET', `/inspector/${file}`)).status, file).to.be.oneOf([401, 404]);
    }
    expect((await ask(port, 'GET', '/inspector/stream')).status).to.equal(401);
    expect((await ask(port, 'POST', '/translate', {}, '{"sql":"select 1"}')).status).to.equal(401);
    expect(gateway.asked).to.deep.equal([]);
  });

  it('tells what becomes of SQL, and what is wrong with a request', async () => {
    const port = await open();
    const told = await ask(port, 'POST', '/translate', {}, JSON.stringify({ sql: 'selec 1' }));
    expect(JSON.parse(told.body)).to.deep.include({
      statements: [{ sql: 'selec 1', error: { sqlstate: '42601', message: 'no', position: 1 } }],
    });
    for (const body of ['', '[]', '{"sql":1}', '{']) {
      expect((await ask(port, 'POST', '/translate', {}, body)).status, body).to.equal(400);
    }
    const long = JSON.stringify({ sql: 'x'.repeat(300_000) });
    expect((await ask(port, 'POST', '/translate', {}, long)).status).to.equal(413);
  });

  it('opens no stream for pages of others, but a link on them may be followed', async () => {
    const port = await open();
    const host = `localhost:${port}`;
    const foreign = { host, 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' };
    expect((await ask(port, 'GET', '/inspector/stream', foreign)).status).to.equal(403);
    expect(
      (await ask(port, 'GET', '/inspector/stream', { host, origin: 'http://evil.example' })).status,
    ).to.equal(403);
    expect((await ask(port, 'GET', '/health', { ...foreign, 'sec-fetch-mode': 'navigate' })).status).to.equal(
      200,
    );
    expect(gateway.asked).to.deep.equal([]);
  });

  it('tells and changes the levels of the log', async () => {
    const port = await open();
    expect(JSON.parse((await ask(port, 'GET', '/log-levels')).body)).to.include({
      pool: 'warn',
      admin: 'info',
    });
    const changed = await ask(port, 'PUT', '/log-levels', {}, '{"pool":"debug"}');
    expect(JSON.parse(changed.body)).to.include({ pool: 'debug', admin: 'info' });
    expect(gateway.logLevels.allows('pool', 'debug')).to.equal(true);
    for (const body of ['{"pool":"loud"}', '{"lake":"info"}']) {
      expect((await ask(port, 'PUT', '/log-levels', {}, body)).status, body).to.equal(400);
    }
  });
});
