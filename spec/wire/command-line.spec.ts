import { expect } from 'chai';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { program } from '../../src/cli/program.ts';
import { runGateway, startGateway, type GatewayProcess } from '../support/gateway-process.ts';
import { errorsOf } from '../support/rows.ts';
import { LoginError, WireClient } from '../support/wire-client.ts';

const MAIN = join(import.meta.dirname, '..', '..', 'src', 'main.ts');

describe('the command line', function () {
  this.timeout(90_000);
  let folder: string;
  let userlist: string;
  let gateway: GatewayProcess;
  let watching: Record<string, string>;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'iris-pgwire-cli-'));
    userlist = join(folder, 'userlist');
    writeFileSync(userlist, '"ann" "first"\n');
    gateway = await startGateway({
      environment: {
        PGWIRE_AUTH_METHOD: 'scram-sha-256',
        PGWIRE_AUTH_FILE: userlist,
        PGWIRE_ADMIN_TOKEN: 'sesame',
      },
    });
    const [, port = ''] = /admin port open host="127\.0\.0\.1" port=(\d+)/.exec(gateway.stderr()) ?? [];
    watching = { PGWIRE_ADMIN_PORT: port, PGWIRE_ADMIN_TOKEN: 'sesame' };
  });

  after(async () => {
    gateway.signal('SIGKILL');
    await gateway.exited;
    rmSync(folder, { recursive: true });
  });

  function login(user: string, password: string): Promise<WireClient> {
    const { host, port } = gateway;
    return WireClient.connect({ host, port, user, password, database: 'USER', timeoutMs: 60_000 });
  }

  async function refused(user: string, password: string): Promise<string> {
    const result = await login(user, password).catch((error: unknown) => error);
    return result instanceof LoginError ? result.response.fields.sqlstate : 'let in';
  }

  it('lists sessions without literals, cancels and ends them', async () => {
    const client = await login('ann', 'first');
    const sleeping = client.simple("select pg_sleep(60), 'Mustermann'");
    const listed = await runGateway(['sessions'], watching);
    expect(listed.code).to.equal(0);
    expect(listed.stdout).to.match(/^pid +user +application_name +client_addr +state +query_start +query\n/);
    expect(listed.stdout).to.match(
      new RegExp(`\n${client.processId} +ann .* active .*select pg_sleep\\(\\?\\), \\?`),
    );
    const cancelled = await runGateway(['cancel', String(client.processId)], watching);
    expect(cancelled.stdout).to.equal(`what session ${client.processId} ran is cancelled\n`);
    expect(errorsOf(await sleeping)[0]).to.match(/57014/);
    const unknown = await runGateway(['terminate', '99999'], watching);
    expect([unknown.code, unknown.stderr]).to.deep.equal([1, 'iris-pgwire: there is no session 99999\n']);
    const none = await runGateway(['cancel', 'ann'], watching);
    expect(none.stderr).to.equal('iris-pgwire: "ann" is no process id; iris-pgwire sessions lists them\n');
    await client.close();
  });

  it('tells the state of the gateway, and that there is none', async () => {
    const { code, stdout } = await runGateway(['status'], watching);
    expect(code).to.equal(0);
    expect(stdout)
      .to.match(/^status +Healthy$/m)
      .and.to.match(/^connections_in_use +0$/m);
    const wrong = await runGateway(['status'], { ...watching, PGWIRE_ADMIN_TOKEN: 'sesam' });
    expect([wrong.code, wrong.stderr]).to.deep.equal([
      1,
      'iris-pgwire: a token is needed (Authorization: Bearer ...)\n',
    ]);
    const nobody = await runGateway(['status'], { PGWIRE_ADMIN_PORT: '1' });
    expect([nobody.code, nobody.stderr]).to.deep.equal([
      69,
      'iris-pgwire: no gateway answers on http://127.0.0.1:1 (admin.host, admin.port)\n',
    ]);
  });

  it('makes userlist entries, which SIGHUP lets in; a broken list changes nothing', async () => {
    const made = spawnSync(process.execPath, [MAIN, 'user', 'bob'], { input: 'builder\n', encoding: 'utf8' });
    expect(made.stdout).to.match(/^"bob" "SCRAM-SHA-256\$4096:[^"]+"\n$/);
    expect(await refused('bob', 'builder')).to.equal('28P01');
    writeFileSync(userlist, `"ann" "second"\n${made.stdout}`);
    gateway.signal('SIGHUP');
    while (!gateway.stderr().includes('info reloaded')) await pause(20);
    expect(await refused('bob', 'builder')).to.equal('let in');
    expect(await refused('ann', 'first')).to.equal('28P01');
    writeFileSync(userlist, 'no list\n');
    gateway.signal('SIGHUP');
    while (!gateway.stderr().includes('not reloaded')) await pause(20);
    expect(gateway.stderr()).to.match(/error not reloaded: auth\.file: .* line 1 is not of the form/);
    expect(await refused('ann', 'second')).to.equal('let in');
  });

  it('reloads by command, and says why not', async () => {
    writeFileSync(userlist, '"ann" "third"\n');
    const done = await runGateway(['reload'], watching);
    expect([done.code, done.stdout]).to.deep.equal([0, 'the gateway has read its configuration again\n']);
    expect(await refused('ann', 'third')).to.equal('let in');
    writeFileSync(userlist, 'no list\n');
    const kept = await runGateway(['reload'], watching);
    expect(kept.stderr).to.match(/^iris-pgwire: not reloaded: auth\.file: .* line 1 is not of the form/);
    expect(kept.code).to.equal(1);
    expect(await refused('ann', 'third')).to.equal('let in');
  });

  it('tells of commands and options that there are not, with exit code 64', async () => {
    for (const [args, message] of [
      [['swerve'], "error: unknown command 'swerve'"],
      [['serve', '--prot', '1'], "error: unknown option '--prot'"],
      [['cancel'], "error: missing required argument 'pid'"],
    ] as const) {
      const { code, stderr, stdout } = await runGateway(args);
      expect(stderr).to.contain(message);
      expect([code, stdout]).to.deep.equal([64, '']);
    }
  });

  it('has help with examples for every command', async () => {
    const { stdout } = await runGateway(['--help']);
    const names = [...stdout.matchAll(/^ {2}([a-z]+) /gm)].map(([, name = '']) => name);
    expect(names).to.include.members(['serve', 'check', 'translate', 'load', 'reload', 'service']);
    // `service` has commands of its own, and what it does not list is not for people.
    const commands = program().commands.filter(
      (command) => command.commands.length === 0 && names.includes(command.name()),
    );
    for (const command of commands) {
      let text = '';
      command.configureOutput({ writeOut: (part) => void (text += part) });
      command.outputHelp();
      if (command.name() !== 'help') expect(text, command.name()).to.match(/\nExamples:\n {2}\S/);
    }
  });

  it('checks everything that a start would find wrong', async () => {
    const fine = await runGateway(['check']);
    expect([fine.code, fine.stdout]).to.deep.equal([
      0,
      'ok     settings\nok     access rules and userlist\nok     TLS certificate\nok     address\nok     data folder\n',
    ]);
    const wrong = await runGateway(['check'], {
      PGWIRE_HBA_FILE: '/nowhere/rules',
      PGWIRE_TLS_CERT_FILE: '/nowhere/cert',
      PGWIRE_TLS_KEY_FILE: '/nowhere/key',
    });
    expect(wrong.code).to.equal(78);
    expect(wrong.stdout).to.match(
      /wrong {2}access rules and userlist: auth\.rulesFile: .*\nwrong {2}TLS certificate: tls\.certFile: /,
    );
  });

  it('drains', async () => {
    const { stdout } = await runGateway(['drain'], watching);
    expect(stdout).to.equal('the gateway drains and ends\n');
    expect((await gateway.exited).code).to.equal(0);
  });
});
