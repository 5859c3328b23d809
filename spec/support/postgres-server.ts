import { execFileSync, spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { endWithParent } from './end-with-parent.ts';
import { freePort } from './free-port.ts';
import { LinkError, WireClient } from './wire-client.ts';

/** Debian's place of PostgreSQL 15, the oracle of the differential suite. */
const BINARIES = '/usr/lib/postgresql/15/bin';

/** Texts in the order of code points, upper and lower case as Unicode has them, messages in English. */
const LOCALE = ['--locale=C', '--lc-ctype=C.UTF-8', '-E', 'UTF8'];

export interface PostgresServer {
  readonly host: string;
  readonly port: number;
  stop(): Promise<void>;
}

export function postgresInstalled(): boolean {
  return existsSync(join(BINARIES, 'initdb'));
}

/** PostgreSQL refuses to run as root: its own user of the Debian package is used then. */
function account(): { readonly uid?: number; readonly gid?: number } {
  if (process.getuid?.() !== 0) return {};
  const id = (flag: string): number => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

async function waitUntilReady(port: number, child: ChildProcess, log: () => string): Promise<WireClient> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    if (child.exitCode !== null) throw new Error(`PostgreSQL did not start:\n${log()}`);
    try {
      return await WireClient.connect({ host: '127.0.0.1', port, database: 'postgres' });
    } catch (error) {
      const refused = error instanceof Error && 'code' in error && error.code === 'ECONNREFUSED';
      const starting = error instanceof LinkError || String(error).includes('57P03');
      if (!refused && !starting) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
  throw new Error(`PostgreSQL was not ready in time:\n${log()}`);
}

/**
 * Starts a private PostgreSQL 15 with an empty database USER of superuser _SYSTEM: UTF-8, UTC, trust on
 * 127.0.0.1, no Unix socket. Its files are in a temporary folder and go with it.
 */
export async function startPostgres(): Promise<PostgresServer> {
  const owner = account();
  const folder = mkdtempSync(join(tmpdir(), 'pgwire-oracle-'));
  if (owner.uid !== undefined && owner.gid !== undefined) chownSync(folder, owner.uid, owner.gid);
  const data = join(folder, 'data');
  const options = { cwd: folder, ...owner };
  execFileSync(
    join(BINARIES, 'initdb'),
    ['-D', data, ...LOCALE, '-U', '_SYSTEM', '-A', 'trust', '--no-sync'],
    { ...options, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const port = await freePort();
  const settings = [
    'listen_addresses=127.0.0.1',
    `port=${port}`,
    'unix_socket_directories=',
    'fsync=off',
    'timezone=UTC',
    'log_timezone=UTC',
    'max_connections=100',
  ];
  const child = spawn(
    join(BINARIES, 'postgres'),
    ['-D', data, ...settings.flatMap((setting) => ['-c', setting])],
    { ...options, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  let log = '';
  child.stderr.on('data', (chunk: Buffer) => {
    log = (log + chunk.toString()).slice(-20_000);
  });
  const exited = once(child, 'exit');
  endWithParent(child, 'SIGQUIT');

  async function stop(): Promise<void> {
    if (child.exitCode === null) {
      // Fast shutdown: sessions are ended (manual 19.5).
      child.kill('SIGINT');
      await exited;
    }
    rmSync(folder, { recursive: true, force: true });
  }

  try {
    const client = await waitUntilReady(port, child, () => log);
    await client.simple('CREATE DATABASE "USER"');
    await client.close();
  } catch (error) {
    await stop();
    throw error;
  }
  return { host: '127.0.0.1', port, stop };
}
