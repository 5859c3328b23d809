import { expect } from 'chai';
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LOG_FILE, PID_FILE, Service } from '../../../src/service/service.ts';
import { identityOf, unixIdentity, windowsIdentity } from '../../../src/service/process-identity.ts';

/** Programs in the place of a gateway. */
const SERVING = `console.log('iris-pgwire ready on 127.0.0.1:5432 (backend: embedded)');
setInterval(() => {}, 1000);
process.on('SIGTERM', () => process.exit(0));`;
const STUBBORN = `process.on('SIGTERM', () => {}); setInterval(() => {}, 1000);
console.log('iris-pgwire ready on 127.0.0.1:5432 (backend: embedded)');`;
const WRONG = `console.error('iris-pgwire: server.port: must be a port'); process.exitCode = 78;`;
const SILENT = `setInterval(() => {}, 1000);`;

describe('service', function () {
  this.timeout(30_000);
  let folder = '';
  let pidFile = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'iris-pgwire-service-'));
    pidFile = join(folder, PID_FILE);
  });
  afterEach(async () => {
    await serviceOf(SERVING, { stopWait: 0 }).stop();
    rmSync(folder, { recursive: true });
  });

  function serviceOf(program: string, waits: { startWait?: number; stopWait?: number } = {}): Service {
    const entry = join(folder, 'program.mjs');
    writeFileSync(entry, program);
    return new Service({ folder, entry, environment: process.env, startWait: 20, stopWait: 10, ...waits });
  }

  function pid(): number {
    return Number(readFileSync(pidFile, 'utf8').split('\n')[0]);
  }

  it('starts, tells that it runs, and ends', async () => {
    const service = serviceOf(SERVING);
    expect(service.status()).to.include({ code: 3, message: 'iris-pgwire does not run' });
    const started = await service.start();
    expect(started).to.deep.equal({
      code: 0,
      message: `iris-pgwire runs (process ${pid()}): 127.0.0.1:5432 (backend: embedded)`,
    });
    expect(service.status().code).to.equal(0);
    const running = pid();
    expect(await service.stop()).to.deep.equal({
      code: 0,
      message: `iris-pgwire (process ${running}) has ended`,
    });
    expect(identityOf(running)).to.equal(null);
    expect(existsSync(pidFile)).to.equal(false);
    expect(service.status().code).to.equal(3);
  });

  it('starts once, however often it is told to', async () => {
    const service = serviceOf(SERVING);
    const [one, other] = await Promise.all([service.start(), serviceOf(SERVING).start()]);
    const running = pid();
    expect([one.code, other.code]).to.deep.equal([0, 0]);
    expect(other.message).to.equal(`iris-pgwire runs already (process ${running})`);
    expect(await service.start()).to.deep.equal({
      code: 0,
      message: `iris-pgwire runs already (process ${running})`,
    });
    expect(pid()).to.equal(running);
  });

  it('leaves a start that another process is at alone, and one that was abandoned not', async () => {
    writeFileSync(pidFile, '');
    const service = serviceOf(SERVING);
    expect(await service.start()).to.deep.equal({
      code: 1,
      message: 'somebody else starts iris-pgwire at this moment',
    });
    expect((await service.stop()).code).to.equal(1);
    const old = new Date(Date.now() - 60_000);
    utimesSync(pidFile, old, old);
    expect((await service.start()).code).to.equal(0);
  });

  it('tells why a gateway did not start, with its exit code', async () => {
    const outcome = await serviceOf(WRONG).start();
    expect(outcome).to.deep.equal({
      code: 78,
      message: `iris-pgwire ended before it served: server.port: must be a port (log: ${join(folder, LOG_FILE)})`,
    });
    expect(existsSync(pidFile)).to.equal(false);
  });

  it('gives up a gateway that does not serve in time, and leaves no process behind', async () => {
    const service = serviceOf(SILENT, { startWait: 1 });
    const starting = service.start();
    while (!existsSync(pidFile) || readFileSync(pidFile, 'utf8') === '') {
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    const silent = pid();
    expect(await starting).to.include({ code: 1 });
    expect(identityOf(silent)).to.equal(null);
    expect(existsSync(pidFile)).to.equal(false);
  });

  it('kills one that does not end by itself', async () => {
    const service = serviceOf(STUBBORN, { stopWait: 1 });
    await service.start();
    const stubborn = pid();
    const { code, message } = await service.stop();
    expect(code).to.equal(0);
    expect(message).to.include('did not end within 1 s and was killed');
    expect(identityOf(stubborn)).to.equal(null);
  });

  it('tells a gateway that was killed from one that was stopped, and starts again', async () => {
    const service = serviceOf(SERVING);
    await service.start();
    const killed = pid();
    process.kill(killed, 'SIGKILL');
    while (identityOf(killed) !== null) await new Promise((resolve) => setTimeout(resolve, 10));
    expect(service.status().code).to.equal(1);
    expect(service.status().message).to.include(`of process ${killed}, which has ended`);
    expect((await service.start()).code).to.equal(0);
    expect(pid()).not.to.equal(killed);
  });

  it('never touches a process that has the number of an earlier gateway', async () => {
    const foreign = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
    try {
      writeFileSync(pidFile, `${foreign.pid}\nwhat the gateway was\n`);
      const service = serviceOf(SERVING);
      expect(service.status().code).to.equal(1);
      expect(service.status().message).to.include('another process has');
      expect(await service.stop()).to.include({ code: 0 });
      expect(identityOf(foreign.pid ?? 0)).to.be.a('string');
      expect(existsSync(pidFile)).to.equal(false);
    } finally {
      foreign.kill('SIGKILL');
    }
  });

  it('restarts', async () => {
    const service = serviceOf(SERVING);
    await service.start();
    const first = pid();
    expect((await service.restart()).code).to.equal(0);
    expect(pid()).not.to.equal(first);
    expect(identityOf(first)).to.equal(null);
  });

  it('sets a long log aside', async () => {
    writeFileSync(join(folder, LOG_FILE), Buffer.alloc(10_000_001, 'x'));
    await serviceOf(SERVING).start();
    expect(readFileSync(join(folder, LOG_FILE)).length).to.be.lessThan(1000);
    expect(readFileSync(join(folder, `${LOG_FILE}.1`)).length).to.equal(10_000_001);
  });
});

describe('identity of a process', () => {
  it('is read from ps where there is no /proc', () => {
    expect(unixIdentity('Ss   Tue Nov 24 10:00:00 2026\n')).to.equal('Tue Nov 24 10:00:00 2026');
    expect(unixIdentity('Z    Tue Nov 24 10:00:00 2026\n')).to.equal(null);
    expect(unixIdentity('')).to.equal(null);
  });

  it('is read from tasklist on Windows', () => {
    const line = '"node.exe","4711","Console","1","45,000 K"\r\n';
    expect(windowsIdentity(line, 4711)).to.equal('node.exe');
    expect(windowsIdentity(line, 471)).to.equal(null);
    expect(windowsIdentity('INFO: No tasks are running which match the specified criteria.\r\n', 1)).to.equal(
      null,
    );
  });
});
