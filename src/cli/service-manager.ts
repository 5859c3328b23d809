import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** How much earlier than it must be a sign of life is given: sd_watchdog_enabled(3) advises half of the time. */
const WATCHDOG_SHARE = 0.5;

/**
 * Tells systemd how the gateway is (sd_notify(3)), where a unit of Type=notify has started it. Node has no datagram sockets of
 * the Unix domain, so systemd's own program sends; the unit needs NotifyAccess=all for that. Nothing is told elsewhere.
 */
export class ServiceManager {
  readonly #environment: NodeJS.ProcessEnv;
  readonly #report: (error: unknown) => void;
  #silent: boolean;
  #told: Promise<void> = Promise.resolve();

  constructor(environment: NodeJS.ProcessEnv, report: (error: unknown) => void) {
    this.#environment = environment;
    this.#report = report;
    this.#silent = (environment['NOTIFY_SOCKET'] ?? '') === '';
  }

  /** Clients are served: after the start, and after a reload. */
  ready(): void {
    this.#tell('READY=1', 'STATUS=serving clients');
  }

  /** The configuration is read again; `ready` follows. */
  reloading(): void {
    this.#tell(
      'RELOADING=1',
      `MONOTONIC_USEC=${process.hrtime.bigint() / 1000n}`,
      'STATUS=reading the configuration',
    );
  }

  stopping(): void {
    this.#tell('STOPPING=1', 'STATUS=draining: running statements end');
  }

  /** Gives signs of life while the event loop turns, if the unit wants them (WatchdogSec). The process may end meanwhile. */
  watch(): void {
    const { WATCHDOG_USEC: period = '', WATCHDOG_PID: pid } = this.#environment;
    if (this.#silent || !/^[1-9]\d*$/.test(period) || (pid !== undefined && Number(pid) !== process.pid)) {
      return;
    }
    setInterval(() => this.#tell('WATCHDOG=1'), (Number(period) / 1000) * WATCHDOG_SHARE).unref();
  }

  /** In the order of the calls. */
  #tell(...assignments: readonly string[]): void {
    this.#told = this.#told.then(() => this.#send(assignments));
  }

  async #send(assignments: readonly string[]): Promise<void> {
    if (this.#silent) return;
    try {
      await run('systemd-notify', assignments, { env: this.#environment, timeout: 10_000 });
    } catch (error) {
      // A program that is not there will not come.
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') this.#silent = true;
      this.#report(new Error('systemd cannot be told the state of the gateway', { cause: error }));
    }
  }
}
