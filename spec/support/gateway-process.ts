import { execFileSync, spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { startSimulator, type SimulatorProcess } from './simulator-process.ts';

/** PGWIRE_TEST_ENTRY names the main file of a package (`npm run package:ipm`) that is to be tested instead of the sources. */
const MAIN = process.env['PGWIRE_TEST_ENTRY'] ?? join(import.meta.dirname, '..', '..', 'src', 'main.ts');
const READY = /^iris-pgwire ready on (.+):(\d+) \(backend: (\w+)\)$/;

export interface GatewayOptions {
  /** Over the defaults of specs: free ports, `:memory:`. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Milliseconds until the ready line; 60 s by default: a first start builds the shadow's image. */
  readonly readyWithinMs?: number;
  /** Milliseconds from SIGTERM to exit; 20 s by default. */
  readonly exitWithinMs?: number;
  /** The gateway's main file, in the place of the one under test. */
  readonly entry?: string;
  /** Options of Node itself, e.g. --cpu-prof. */
  readonly nodeOptions?: readonly string[];
}

/** How a process ended. */
export interface Exit {
  readonly code: number | null;
  readonly signal: string | null;
}

export interface GatewayProcess {
  readonly host: string;
  readonly port: number;
  readonly backend: string;
  readonly pid: number;
  /** Everything it wrote to stderr so far. */
  stderr(): string;
  /** Everything it wrote to stdout so far, the ready line included. */
  stdout(): string;
  /** Memory it occupies now (RSS), in MB. */
  resident(): number;
  /** Sends a signal and waits for nothing. */
  signal(name: NodeJS.Signals): void;
  /** Resolves when it has ended. */
  readonly exited: Promise<Exit>;
  /** SIGTERM; fails unless it exits with code 0 in time. */
  stop(): Promise<void>;
}

type Child = ChildProcessByStdio<null, Readable, Readable>;

/** Starts the gateway's main file; it does not outlive this process. */
function launch(args: readonly string[], options: GatewayOptions): { child: Child; exited: Promise<Exit> } {
  const child = spawn(process.execPath, [...(options.nodeOptions ?? []), options.entry ?? MAIN, ...args], {
    env: {
      ...process.env,
      PGWIRE_PORT: '0',
      PGWIRE_ADMIN_PORT: '0',
      PGWIRE_EMBEDDED_PATH: ':memory:',
      ...options.environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const killNow = (): void => void child.kill('SIGKILL');
  process.once('exit', killNow);
  const exited = once(child, 'close').then(([code, signal]): Exit => {
    process.removeListener('exit', killNow);
    return { code: code as number | null, signal: signal as string | null };
  });
  return { child, exited };
}

/** Runs `node src/main.ts` with arguments until it ends by itself, at most so long. */
export async function runGateway(
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
  withinMs = 30_000,
): Promise<Exit & { readonly stdout: string; readonly stderr: string }> {
  const { child, exited } = launch(args, { environment });
  const limit = setTimeout(() => child.kill('SIGKILL'), withinMs);
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const exit = await exited;
  clearTimeout(limit);
  return { ...exit, stdout, stderr };
}

/**
 * Starts `node src/main.ts serve` and waits for its ready line. With PGWIRE_TEST_BACKEND=native it works on a simulator of
 * IRIS of its own, through the vendor's driver, instead of the embedded engine; PGWIRE_TEST_LEVEL=batches or rows takes
 * away from it what better levels need (docs/NATIVE.md).
 */
export async function startGateway(options: GatewayOptions = {}): Promise<GatewayProcess> {
  const { environment = {} } = options;
  if (process.env['PGWIRE_TEST_BACKEND'] !== 'native' || environment['PGWIRE_BACKEND_TYPE'] !== undefined) {
    return startProcess(options);
  }
  const simulator = await startSimulator(simulatorArguments(environment));
  for (const feature of MISSING_FEATURES[process.env['PGWIRE_TEST_LEVEL'] ?? 'helper'] ?? []) {
    simulator.control(`without ${feature}`);
  }
  try {
    return await nativeGateway(options, simulator);
  } catch (error) {
    await simulator.stop();
    throw error;
  }
}

const MISSING_FEATURES: Readonly<Record<string, readonly string[]>> = {
  helper: [],
  batches: ['helper'],
  rows: ['helper', 'getRows'],
};

/** The simulator takes the settings of the embedded engine, which it is in front of. */
function simulatorArguments(environment: Readonly<Record<string, string>>): string[] {
  const { PGWIRE_EMBEDDED_PATH: path = ':memory:', PGWIRE_EMBEDDED_VERSION: version = '2025.3' } =
    environment;
  const { IRIS_NAMESPACE: namespace = 'USER', IRIS_USERNAME: user = '_SYSTEM' } = environment;
  return ['--path', path, '--iris-version', version, '--namespace', namespace, '--user', `${user}:SYS`];
}

async function nativeGateway(options: GatewayOptions, simulator: SimulatorProcess): Promise<GatewayProcess> {
  const gateway = await startProcess({
    ...options,
    environment: {
      PGWIRE_BACKEND_TYPE: 'native',
      IRIS_HOSTNAME: simulator.host,
      IRIS_PORT: String(simulator.port),
      IRIS_PASSWORD: 'SYS',
      PGWIRE_INSTALL_HELPER: 'false',
      ...options.environment,
    },
  });
  const stop = async (): Promise<void> => {
    try {
      await gateway.stop();
    } finally {
      await simulator.stop();
    }
  };
  return { ...gateway, stop };
}

async function startProcess(options: GatewayOptions): Promise<GatewayProcess> {
  const { child, exited } = launch(['serve'], options);
  const killNow = (): void => void child.kill('SIGKILL');
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => {
    errors += chunk.toString();
  });
  let output = '';
  const { promise: ready, resolve, reject } = Promise.withResolvers<RegExpExecArray>();
  createInterface({ input: child.stdout }).on('line', (line) => {
    output += `${line}\n`;
    const match = READY.exec(line);
    if (match) resolve(match);
  });
  void exited.then(({ code, signal }) =>
    reject(new Error(`the gateway ended before it was ready: ${String(code ?? signal)}\n${errors}`)),
  );
  const limit = setTimeout(() => {
    reject(new Error(`the gateway was not ready in time\n${output}${errors}`));
    killNow();
  }, options.readyWithinMs ?? 60_000);
  const [, host = '', port = '', backend = ''] = await ready.finally(() => clearTimeout(limit));

  async function stop(): Promise<void> {
    child.kill('SIGTERM');
    const timer = setTimeout(killNow, options.exitWithinMs ?? 20_000);
    const { code, signal } = await exited;
    clearTimeout(timer);
    if (code !== 0) {
      throw new Error(`the gateway ended with ${String(code ?? signal)} instead of 0\n${errors}`);
    }
  }

  return {
    host,
    port: Number(port),
    backend,
    pid: child.pid ?? 0,
    stderr: () => errors,
    stdout: () => output,
    resident: () => residentOf(child.pid ?? 0),
    signal: (name) => void child.kill(name),
    exited,
    stop,
  };
}

function residentOf(pid: number): number {
  const status = `/proc/${pid}/status`;
  const kilobytes = existsSync(status)
    ? /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(status, 'utf8'))?.[1]
    : execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' });
  return Number(kilobytes) / 1024;
}
