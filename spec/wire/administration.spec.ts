import { expect } from 'chai';
import { Buffer } from 'node:buffer';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { Collector } from '../support/collector.ts';
import { startGateway, type GatewayProcess } from '../support/gateway-process.ts';
import { errorsOf, rowsOf } from '../support/rows.ts';
import { WireClient } from '../support/wire-client.ts';

/** What a span of 128 bits looks like in OTLP's protobuf is not read here: texts stand in it as they are. */
const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';

interface ListedSession {
  readonly pid: number;
  readonly state: string;
  readonly query: string;
}

describe('a gateway that is watched', function () {
  this.timeout(60_000);
  const collector = new Collector();
  let gateway: GatewayProcess;
  let admin = '';

  before(async () => {
    gateway = await startGateway({
      environment: {
        PGWIRE_ENABLE_OTEL: 'true',
        PGWIRE_OTEL_ENDPOINT: await collector.open(),
        PGWIRE_LOG_SLOW_STATEMENT: '300',
      },
    });
    const [, port = ''] = /admin port open host="127\.0\.0\.1" port=(\d+)/.exec(gateway.stderr()) ?? [];
    admin = `http://127.0.0.1:${port}`;
    // What measures is loaded when the gateway is ready.
    while ((await fetch(`${admin}/metrics`)).status === 503) await pause(50);
  });

  after(() => gateway.signal('SIGKILL'));

  function login(): Promise<WireClient> {
    return WireClient.connect({ host: gateway.host, port: gateway.port, timeoutMs: 30_000 });
  }

  async function metric(pattern: RegExp): Promise<number> {
    const text = await (await fetch(`${admin}/metrics`)).text();
    for (const line of text.trim().split('\n')) {
      expect(line).to.match(
        /^(?:# (?:HELP|TYPE|UNIT) \S+ .+|[a-z_]+(?:\{[^}]*\})? (?:[-+.\deE]+|\+Inf|NaN))$/,
      );
    }
    return Number(pattern.exec(text)?.[1] ?? Number.NaN);
  }

  it('counts statements, rows, errors and sessions for Prometheus', async () => {
    const client = await login();
    await client.simple('create table watched (id integer primary key, note text)');
    await client.simple("insert into watched values (1, 'Mustermann'), (2, 'x')");
    const inserted = /iris_pgwire_statement_rows_total\{operation="INSERT",route="backend"\} (\d+)/;
    expect(await metric(inserted)).to.equal(2);
    expect(errorsOf(await client.simple("insert into watched values (1, 'Mustermann')"))).to.have.length(1);
    expect(await metric(/iris_pgwire_errors_total\{sqlstate="23505"\} (\d+)/)).to.equal(1);
    expect(
      await metric(/iris_pgwire_statement_duration_count\{operation="INSERT",route="backend"\} (\d+)/),
    ).to.equal(2);
    expect(await metric(/iris_pgwire_sessions\{state="idle"\} (\d+)/)).to.equal(1);
    expect(await metric(/iris_pgwire_network_received_total (\d+)/)).to.be.greaterThan(100);
    expect(await metric(/iris_pgwire_pool_connections_available (\d+)/)).to.be.greaterThan(0);
    await client.close();
  });

  it('shows what sessions do without their literals, and cancels and ends them', async () => {
    const client = await login();
    const sleeping = client.simple("select pg_sleep(30), 'Mustermann'");
    const session = await running(client.processId);
    expect(session).to.include({ state: 'active', query: 'select pg_sleep(?), ?' });
    expect((await post(`/sessions/${session.pid}/cancel`)).status).to.equal(200);
    expect(errorsOf(await sleeping)[0]).to.match(/57014/);
    expect(rowsOf(await client.simple('select 1'))).to.deep.equal([['1']]);
    expect((await post(`/sessions/${session.pid}/terminate`)).status).to.equal(200);
    while ((await sessions()).some(({ pid }) => pid === session.pid)) await pause(20);
    expect((await post(`/sessions/${session.pid}/cancel`)).status).to.equal(404);
  });

  it('logs slow statements without their literals', async () => {
    const client = await login();
    await client.simple("select pg_sleep(0.4), 'Mustermann'");
    await client.close();
    expect(gateway.stderr()).to.match(
      /warn slow statement .*statement="select pg_sleep\(\?\), \?" area="statement"/,
    );
    expect(gateway.stderr()).not.to.contain('Mustermann');
  });

  it('sends spans of statements to the collector, in the trace of their caller', async () => {
    const client = await login();
    await client.simple(
      `select * from watched where note = 'Mustermann' /*traceparent='00-${TRACE}-00f067aa0ba902b7-01'*/`,
    );
    await client.close();
    const shown = 'select * from watched where note = ?';
    const found = (): Buffer | undefined =>
      collector.posted.find(({ path, body }) => path === '/v1/traces' && body.includes(shown))?.body;
    while (!found()) await pause(50);
    expect(found()?.includes(Buffer.from(TRACE, 'hex'))).to.equal(true);
    for (const name of ['SELECT', 'translate', 'execute', 'db.query.text', 'intersystems_iris']) {
      expect(found()?.includes(name), name).to.equal(true);
    }
    expect(collector.posted.some(({ body }) => body.includes('Mustermann'))).to.equal(false);
  });

  it('serves on when the collector is gone, and ends at once when it is drained', async () => {
    await collector.close();
    const client = await login();
    for (let i = 0; i < 200; i += 1) {
      expect(rowsOf(await client.simple(`select note from watched where id = ${i}`))).to.have.length(
        i === 1 || i === 2 ? 1 : 0,
      );
    }
    expect((await post('/drain')).status).to.equal(202);
    const { code } = await gateway.exited;
    expect(code).to.equal(0);
    expect(gateway.stderr()).not.to.match(/ error /);
  });

  async function sessions(): Promise<readonly ListedSession[]> {
    const body = (await (await fetch(`${admin}/sessions`)).json()) as { sessions: ListedSession[] };
    return body.sessions;
  }

  async function running(processId: number): Promise<ListedSession> {
    for (;;) {
      const session = (await sessions()).find(({ pid }) => pid === processId);
      if (session?.state === 'active') return session;
      await pause(20);
    }
  }

  function post(path: string): Promise<Response> {
    return fetch(`${admin}${path}`, { method: 'POST' });
  }
});

describe('an admin port that is taken', function () {
  this.timeout(60_000);

  it('is logged, and clients are served', async () => {
    const other = createServer();
    other.listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const gateway = await startGateway({ environment: { PGWIRE_ADMIN_PORT: String(port) } });
    const client = await WireClient.connect({ host: gateway.host, port: gateway.port });
    expect(rowsOf(await client.simple('select 1'))).to.deep.equal([['1']]);
    expect(gateway.stderr()).to.match(/warn admin\.port: the admin port is not served: .*EADDRINUSE/);
    await client.close();
    await gateway.stop();
    other.close();
  });
});
