import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const MAIN = join(import.meta.dirname, 'superserver', 'main.ts');
const READY = /^iris superserver simulator ready on (.+):(\d+) /;

/** The simulator of IRIS's superserver as a process of its own, so that specs do not work in its event loop. */
export interface SimulatorProcess {
  readonly host: string;
  readonly port: number;
  /** Sends a line of spec/support/superserver/control.ts and waits for no answer. */
  control(line: string): void;
  stop(): Promise<void>;
}

/** @param args of the simulator's command line, after `--port 0` */
export async function startSimulator(args: readonly string[]): Promise<SimulatorProcess> {
  const child = spawn(process.execPath, [MAIN, '--port', '0', ...args], { stdio: ['pipe', 'pipe', 'pipe'] });
  const kill = (): void => void child.kill('SIGKILL');
  process.once('exit', kill);
  const closed = once(child, 'close').then(() => process.removeListener('exit', kill));
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  const { promise, resolve, reject } = Promise.withResolvers<RegExpExecArray>();
  createInterface({ input: child.stdout }).on('line', (line) => {
    const match = READY.exec(line);
    if (match) resolve(match);
  });
  void closed.then(() => reject(new Error(`the simulator ended before it was ready\n${errors}`)));
  const [, host = '', port = ''] = await promise;
  return {
    host,
    port: Number(port),
    control: (line) => void child.stdin.write(`${line}\n`),
    stop: async () => {
      child.kill('SIGTERM');
      await closed;
      if (errors !== '') throw new Error(`the simulator failed\n${errors}`);
    },
  };
}
