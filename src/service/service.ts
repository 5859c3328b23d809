import { spawn } from 'node:child_process';
import { closeSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { LogFile } from './log-file.ts';
import { PidFile } from './pid-file.ts';

export const PID_FILE = 'gateway.pid';
export const LOG_FILE = 'gateway.log';
/** The configuration, unless another one is named. */
export const CONFIG_FILE = 'config.yaml';

/** The line a gateway prints when it accepts connections. */
const READY = /^iris-pgwire ready on (.+)$/m;

/** How often processes and the log are looked at while waiting. */
const LOOK_MS = 100;

/** How long a killed process may take to be gone. */
const KILLED_MS = 5000;

export interface ServiceOptions {
  /** Where pid file and log are; also the working directory of the gateway. */
  readonly folder: string;
  /** The gateway's main file. */
  readonly entry: string;
  /** Its environment: settings come from there. */
  readonly environment: NodeJS.ProcessEnv;
  /** Seconds to wait for a start, or for an end before it is forced. */
  readonly startWait: number;
  readonly stopWait: number;
}

/** What became of a command: the exit code (LSB, init script actions) and what to say. */
export interface Outcome {
  readonly code: number;
  readonly message: string;
}

/** Exit codes of `status` (Linux Standard Base, "Init Script Actions"). */
export const STATUS_RUNNING = 0;
export const STATUS_DEAD = 1;
export const STATUS_STOPPED = 3;

/** Runs the gateway in the background, one per folder. */
export class Service {
  readonly #options: ServiceOptions;
  readonly #pidFile: PidFile;
  readonly #log: LogFile;

  constructor(options: ServiceOptions) {
    this.#options = options;
    this.#pidFile = new PidFile(join(options.folder, PID_FILE));
    this.#log = new LogFile(join(options.folder, LOG_FILE));
  }

  /** Starts it and waits until it serves. Success also when it runs already. */
  async start(): Promise<Outcome> {
    const found = this.#pidFile.find();
    if (found.state === 'running') {
      return { code: 0, message: `iris-pgwire runs already (process ${found.pid})` };
    }
    if (found.state === 'stale') this.#pidFile.remove();
    if (!this.#pidFile.claim())
      return { code: 1, message: 'somebody else starts iris-pgwire at this moment' };
    try {
      return await this.#launch();
    } catch (error) {
      this.#pidFile.remove();
      throw error;
    }
  }

  async #launch(): Promise<Outcome> {
    const { entry, folder, environment, startWait } = this.#options;
    mkdirSync(folder, { recursive: true });
    const log = this.#log.open();
    const child = spawn(process.execPath, [entry, 'serve'], {
      cwd: folder,
      env: environment,
      detached: true,
      windowsHide: true,
      stdio: ['ignore', log, log],
    });
    closeSync(log);
    const { promise: ended, resolve, reject } = Promise.withResolvers<number>();
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
    const pid = child.pid;
    if (pid === undefined) return { code: await ended, message: 'iris-pgwire could not be started' };
    this.#pidFile.write(pid);
    const until = Date.now() + startWait * 1000;
    let code: number | null = null;
    void ended.then((ending) => (code = ending));
    for (;;) {
      const ready = READY.exec(this.#log.written());
      if (ready) {
        child.unref();
        return { code: 0, message: `iris-pgwire runs (process ${pid}): ${ready[1]}` };
      }
      if (code !== null) return this.#failed(code, 'ended before it served');
      if (Date.now() > until) break;
      await sleep(LOOK_MS);
    }
    child.kill('SIGKILL');
    await ended;
    return this.#failed(1, `did not serve within ${startWait} s and was ended`);
  }

  /** The gateway tells what is wrong in one line that begins with its name. */
  #failed(code: number, what: string): Outcome {
    this.#pidFile.remove();
    const lines = this.#log.written().trimEnd().split('\n');
    const reason = lines.findLast((line) => line.startsWith('iris-pgwire: ')) ?? lines.at(-1) ?? '';
    const because = reason.replace(/^iris-pgwire: /, '');
    const message = `iris-pgwire ${what}${because === '' ? '' : `: ${because}`} (log: ${this.#log.path})`;
    return { code: code === 0 ? 1 : code, message };
  }

  /** Ends it: asks, waits, forces. Success also when it does not run. */
  async stop(): Promise<Outcome> {
    const found = this.#pidFile.find();
    switch (found.state) {
      case 'none':
        return { code: 0, message: 'iris-pgwire does not run' };
      case 'starting':
        return { code: 1, message: 'somebody starts iris-pgwire at this moment' };
      case 'stale':
        this.#pidFile.remove();
        return {
          code: 0,
          message: `iris-pgwire does not run; ${whatIsStale(found.pid, found.foreign)} and was removed`,
        };
      case 'running':
        return this.#end(found.pid);
    }
  }

  async #end(pid: number): Promise<Outcome> {
    const { stopWait } = this.#options;
    send(pid, 'SIGTERM');
    let how = 'has ended';
    if (!(await this.#gone(stopWait * 1000))) {
      send(pid, 'SIGKILL');
      how = `did not end within ${stopWait} s and was killed`;
      if (!(await this.#gone(KILLED_MS))) {
        return { code: 1, message: `iris-pgwire (process ${pid}) cannot be ended` };
      }
    }
    this.#pidFile.remove();
    return { code: 0, message: `iris-pgwire (process ${pid}) ${how}` };
  }

  async #gone(withinMs: number): Promise<boolean> {
    const until = Date.now() + withinMs;
    while (this.#pidFile.find().state === 'running') {
      if (Date.now() > until) return false;
      await sleep(LOOK_MS);
    }
    return true;
  }

  /** Whether it runs, as `status` of an init script tells. */
  status(): Outcome {
    const found = this.#pidFile.find();
    switch (found.state) {
      case 'running':
        return {
          code: STATUS_RUNNING,
          message: `iris-pgwire runs (process ${found.pid}, log: ${this.#log.path})`,
        };
      case 'starting':
        return { code: STATUS_RUNNING, message: 'iris-pgwire starts' };
      case 'stale':
        return {
          code: STATUS_DEAD,
          message: `iris-pgwire has died: ${whatIsStale(found.pid, found.foreign)} (log: ${this.#log.path})`,
        };
      case 'none':
        return { code: STATUS_STOPPED, message: 'iris-pgwire does not run' };
    }
  }

  async restart(): Promise<Outcome> {
    const stopped = await this.stop();
    return stopped.code === 0 ? this.start() : stopped;
  }
}

function whatIsStale(pid: number, foreign: boolean): string {
  const whose = foreign ? `whose number another process has` : 'which has ended';
  return pid === 0 ? 'the pid file is empty' : `the pid file is of process ${pid}, ${whose}`;
}

/** On Windows either signal ends the process at once. */
function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
