import { expect } from 'chai';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { startGateway } from '../support/gateway-process.ts';
import { requireInstalled } from '../support/target.ts';

/** Stands in for systemd: prints each datagram as a line. */
const SYSTEMD = `
import socket, sys
s = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
s.bind(sys.argv[1])
print('bound', flush=True)
while True:
    print(s.recv(4096).decode().replace('\\n', ' '), flush=True)
`;

const missing = ['systemd-notify', 'python3'].filter(
  (program) => spawnSync(program, ['--version'], { stdio: 'ignore' }).status !== 0,
);

describe('a gateway that systemd has started', function () {
  this.timeout(120_000);

  before(function () {
    requireInstalled(this, missing.length === 0, missing.join(', '));
  });

  it('tells it when it serves, reloads, lives and ends', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'pgwire-systemd-'));
    const socket = join(folder, 'notify');
    const systemd = spawn('python3', ['-c', SYSTEMD, socket], { stdio: ['ignore', 'pipe', 'inherit'] });
    const heard: string[] = [];
    createInterface({ input: systemd.stdout }).on('line', (line) => heard.push(line));
    const hears = async (pattern: RegExp): Promise<void> => {
      while (!heard.some((line) => pattern.test(line))) await pause(20);
    };
    await hears(/^bound$/);
    const gateway = await startGateway({ environment: { NOTIFY_SOCKET: socket, WATCHDOG_USEC: '400000' } });
    await hears(/^READY=1 STATUS=serving clients$/);
    await hears(/^WATCHDOG=1$/);
    gateway.signal('SIGHUP');
    await hears(/^RELOADING=1 MONOTONIC_USEC=\d+ STATUS=/);
    const reloading = heard.findIndex((line) => line.startsWith('RELOADING=1'));
    while (!heard.slice(reloading).some((line) => line.startsWith('READY=1'))) await pause(20);
    await gateway.stop();
    await hears(/^STOPPING=1 STATUS=/);
    systemd.kill();
    await once(systemd, 'close');
    rmSync(folder, { recursive: true });
    expect(gateway.stderr()).not.to.contain('systemd cannot be told');
    expect(heard.filter((line) => line.startsWith('READY=1'))).to.have.length(2);
  });

  it('serves on without the program that tells systemd, and logs that once', async () => {
    const gateway = await startGateway({
      environment: { NOTIFY_SOCKET: '/nowhere', WATCHDOG_USEC: '20000', PATH: '/nowhere' },
    });
    while (!gateway.stderr().includes('systemd cannot be told the state of the gateway')) await pause(20);
    await pause(200);
    await gateway.stop();
    expect(gateway.stderr().match(/systemd cannot be told/g)).to.have.length(1);
  });
});
