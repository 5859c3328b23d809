import { expect } from 'chai';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { ClientConnection } from '../../src/client/client-connection.ts';
import { Credentials } from '../../src/client/credentials.ts';
import { readAddress, type ServerAddress } from '../../src/client/server-address.ts';
import { WORKLOADS } from '../../src/load/builtin/index.ts';
import { DEFAULT_SETTINGS, type LoadSettings } from '../../src/load/load-settings.ts';
import type { LoadReport } from '../../src/load/report/report.ts';
import { runLoad } from '../../src/load/run-load.ts';
import type { LoadResult } from '../../src/load/run/result.ts';
import { Authority } from '../support/certificates.ts';
import { runGateway, startGateway, type GatewayProcess } from '../support/gateway-process.ts';

const MAIN = join(import.meta.dirname, '..', '..', 'src', 'main.ts');

describe('the load test', function () {
  this.timeout(90_000);
  let folder: string;
  let authority: Authority;
  let gateway: GatewayProcess;
  let url: string;
  let address: ServerAddress;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'pgwire-load-'));
    authority = new Authority();
    const { cert, key } = authority.issue('server', 'localhost');
    const userlist = join(folder, 'userlist');
    writeFileSync(userlist, '"ann" "se:cret"\n');
    gateway = await startGateway({
      environment: {
        PGWIRE_AUTH_METHOD: 'scram-sha-256',
        PGWIRE_AUTH_FILE: userlist,
        PGWIRE_TLS_CERT_FILE: cert,
        PGWIRE_TLS_KEY_FILE: key,
        PGWIRE_TLS_MODE: 'require',
      },
    });
    url = `postgresql://ann:se%3Acret@localhost:${gateway.port}/USER?sslmode=verify-full&sslrootcert=${encodeURIComponent(authority.certificate)}`;
    address = readAddress(url, {
      host: '',
      port: 0,
      user: '',
      password: '',
      database: '',
      sslMode: 'disable',
      authorities: null,
    });
  });

  after(async () => {
    await gateway.stop();
    rmSync(folder, { recursive: true });
    authority.remove();
  });

  function run(settings: Partial<LoadSettings>, ...servers: ServerAddress[]): Promise<LoadResult> {
    return runLoad({ ...DEFAULT_SETTINGS, warmUp: 0, ...settings }, [], servers, {
      onProgress: () => undefined,
      stop: new AbortController().signal,
    });
  }

  for (const protocol of ['simple', 'extended', 'prepared'] as const) {
    it(`runs every script over TLS with SCRAM, protocol ${protocol}, and their answers are right`, async () => {
      const workloads = WORKLOADS.map(({ name }) => ({ name, weight: 1 }));
      const { sides } = await run({ workloads, protocol, connections: 3, threads: 2, count: 60 }, address);
      const measured = sides[0]?.measured;
      expect(Object.fromEntries(measured?.errors ?? [])).to.deep.equal({});
      expect([measured?.operations, measured?.failed, sides[0]?.connected]).to.deep.equal([60, 0, 3]);
      expect(measured?.latency.totalCount).to.equal(60);
    });
  }

  it('lets operations arrive at a rate, whatever the answers take', async () => {
    const { sides } = await run(
      { workloads: [{ name: 'select-id', weight: 1 }], connections: 16, rate: 100, duration: 2 },
      address,
    );
    const [side] = sides;
    expect((side?.measured.operations ?? 0) + (side?.measured.unserved ?? 0)).to.be.within(140, 260);
  });

  it('measures two servers by turns', async () => {
    const { sides } = await run(
      { workloads: [{ name: 'point-select', weight: 1 }], connections: 2, count: 100 },
      address,
      address,
    );
    expect(sides.map(({ measured, slices }) => [measured.operations, slices.length])).to.deep.equal([
      [100, 10],
      [100, 10],
    ]);
  });

  it('counts errors by SQLSTATE, and exits with 1 beyond --max-errors', async () => {
    const script = join(folder, 'failing.sql');
    writeFileSync(script, 'BEGIN;\nSELECT 1 / :zero;\nEND;\n');
    const args = ['load', url, '--file', script, '-D', 'zero=0', '--count', '5', '-c', '2', '--warm-up', '0'];
    const failed = await runGateway([...args, '--json', '-']);
    const report = JSON.parse(failed.stdout) as LoadReport;
    expect(report.sides[0]?.errors).to.deep.equal({ '22012': { count: 5, message: 'division by zero' } });
    expect([failed.code, failed.stderr]).to.deep.equal([1, '']);
    expect((await runGateway([...args, '--max-errors', '5'])).code).to.equal(0);
  });

  it('counts answers with another number of rows as errors', async () => {
    const script = join(folder, 'wrong.sql');
    writeFileSync(script, 'SELECT generate_series(1, 3);\n\\expect 2\n');
    const { code, stdout } = await runGateway([
      'load',
      url,
      '--file',
      script,
      '--count',
      '4',
      '--warm-up',
      '0',
    ]);
    expect(stdout).to.contain('rows 4 times: 3 rows instead of 2: SELECT generate_series(1, 3)');
    expect(code).to.equal(1);
  });

  it('ends on Ctrl-C with its reports', async () => {
    const [json, html] = [join(folder, 'report.json'), join(folder, 'report.html')];
    const options = ['--duration', '3600', '--json', json, '--html', html, '--cleanup'];
    const child = spawn(process.execPath, [MAIN, 'load', url, ...options], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    const ended = once(child, 'close');
    const watching = await ClientConnection.open(address, new Credentials(address.user, address.password));
    const clients = "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'iris-pgwire load'";
    while (Number((await watching.table(clients)).rows[0]?.[0]) < 8) await pause(50);
    watching.close();
    // Its work has begun, or begins now: it ends cleanly whatever it is at.
    await pause(500);
    child.kill('SIGINT');
    expect(await ended).to.deep.equal([130, null]);
    expect(output).to.contain('ended before its time');
    expect((JSON.parse(readFileSync(json, 'utf8')) as LoadReport).interrupted).to.equal(true);
    expect(readFileSync(html, 'utf8')).to.match(/^<!doctype html>/);
  });

  for (const [what, args, code, message] of [
    [
      'a number that is none',
      ['--rate', 'fast'],
      64,
      /^error: option '--rate <n>' argument 'fast' is invalid/,
    ],
    ['an unknown preset', ['--preset', 'x'], 64, /Allowed choices are connections-1000, /],
    ['an unknown script', ['--script', 'x'], 64, /There are select-id, /],
    ['a file that is not there', ['--file', '/nowhere'], 64, /^iris-pgwire: cannot read \/nowhere: ENOENT/],
    ['a URL of something else', ['mysql://x'], 64, /^iris-pgwire: a connection URI begins with postgresql:/],
    [
      'a server that is not there',
      ['postgresql://127.0.0.1:1/x'],
      69,
      /^iris-pgwire: 08001 cannot connect to 127\.0\.0\.1:1: /,
    ],
  ] as const) {
    it(`says what is wrong with ${what}`, async () => {
      const ended = await runGateway(['load', ...args]);
      expect(ended.stderr).to.match(message);
      expect([ended.code, ended.stdout]).to.deep.equal([code, '']);
    });
  }

  it('says what the server refuses', async () => {
    const { code, stderr } = await runGateway(['load', url.replace('se%3Acret', 'wrong')]);
    expect(stderr).to.match(/^iris-pgwire: 28P01 password authentication failed/);
    expect(code).to.equal(69);
  });
});
