import { expect } from 'chai';
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { runs } from '../clients/support/program.ts';
import { Instance } from '../support/ipm/instance.ts';
import { freePort } from '../support/free-port.ts';
import { packages } from '../support/package.ts';
import { requireInstalled } from '../support/target.ts';
import { driverFolder } from '../../src/backend/native/driver/load-driver.ts';
import { identityOf } from '../../src/service/process-identity.ts';
import { startSimulator, type SimulatorProcess } from '../support/simulator-process.ts';

describe('IPM package, installed into an instance', function () {
  this.timeout(300_000);
  let module = '';
  let instance: Instance | undefined;
  before(async () => {
    ({ module } = await packages());
  });
  afterEach(() => instance?.remove());

  async function installed(
    parameters: Record<string, string>,
    settings: Record<string, string>,
    password?: string,
  ): Promise<Instance> {
    instance = new Instance(module, {
      namespace: 'USER',
      parameters,
      settings: { 'admin.port': '0', ...settings },
      ...(password === undefined ? {} : { password }),
    });
    await instance.install();
    return instance;
  }

  function psql(port: string, sql: string): string {
    const args = ['-X', '-A', '-t', '-h', '127.0.0.1', '-p', port, '-U', '_SYSTEM', '-d', 'USER', '-c', sql];
    return execFileSync('psql', args, { encoding: 'utf8', stdio: 'pipe', timeout: 60_000 }).trim();
  }

  it('copies, sets up, serves psql, is installed again over it, and leaves nothing behind', async function () {
    requireInstalled(this, await runs('psql', ['--version']), 'psql');
    const port = String(await freePort());
    const one = await installed({ port, backend: 'embedded' }, { 'backend.embeddedPath': ':memory:' });
    expect(psql(port, 'select 1 + 1')).to.equal('2');
    expect(
      psql(
        port,
        "create table v (e vector(3)); insert into v values ('[1,2,3]'); select e <-> '[1,2,2]' from v",
      ),
    ).to.equal('CREATE TABLE\nINSERT 0 1\n1');
    expect((await one.call('status')).code).to.equal(0);
    const pid = Number(readFileSync(join(one.state, 'gateway.pid'), 'utf8').split('\n')[0]);

    const config = join(one.state, 'config.yaml');
    expect(statSync(config).mode & 0o777).to.equal(0o600);
    writeFileSync(config, readFileSync(config, 'utf8').replace('port: 0', 'port: 0 # ours'));
    await one.install();
    expect(readFileSync(config, 'utf8')).to.include('# ours');
    expect(identityOf(pid)).to.equal(null);
    expect(psql(port, 'select 2 + 2')).to.equal('4');

    await one.uninstall();
    expect(readdirSync(join(one.folder, 'mgr'))).to.deep.equal([]);
    expect(existsSync(one.bundle)).to.equal(false);
    expect(() => psql(port, 'select 1')).to.throw(/refused/);
    expect(one.calls.map(({ args }) => args[2])).to.deep.equal([
      'setup',
      'start',
      'status',
      'stop',
      'setup',
      'start',
      'stop',
    ]);
  });

  it("works with IRIS (a simulator) through the vendor's driver, which is not in the package", async function () {
    const driver = driverFolder();
    requireInstalled(this, driver !== null, '@intersystems/intersystems-iris-native');
    requireInstalled(this, await runs('psql', ['--version']), 'psql');
    const port = String(await freePort());
    const iris: SimulatorProcess = await startSimulator(['--path', ':memory:', '--user', '_SYSTEM:SYS']);
    try {
      const one = await installed(
        { port },
        {
          'iris.hostname': iris.host,
          'iris.port': String(iris.port),
          'iris.driver': join(driver ?? '', '..'),
          'iris.installHelper': 'false',
        },
        'SYS',
      );
      expect(psql(port, 'create table t (id int); insert into t values (7); select id from t')).to.include(
        '\n7',
      );
      await one.uninstall();
    } finally {
      await iris.stop();
    }
  });

  it('says why it cannot be installed: the port is taken', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as AddressInfo;
    const taken = { port: String(port), backend: 'embedded' };
    const error: unknown = await installed(taken, { 'backend.embeddedPath': ':memory:' }).catch(
      (failure: unknown) => failure,
    );
    server.close();
    expect(error)
      .to.be.an('error')
      .with.property('message')
      .that.matches(/server\.port: cannot serve: .*EADDRINUSE/);
  });

  it('says why it cannot be installed: a file of the package is damaged', async () => {
    instance = new Instance(module, { namespace: 'USER', parameters: {} });
    const one = instance;
    one.copy();
    writeFileSync(join(one.bundle, 'pglite.data'), 'x');
    const { code, text } = await one.call('setup', [
      '--set',
      'backend.embeddedPath=:memory:',
      'server.port=0',
      'admin.port=0',
    ]);
    expect(code).to.equal(1);
    expect(text).to.include('pglite.data is not the file that was packaged');
  });
});
