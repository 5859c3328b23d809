import { GatewayError } from '../../src/errors/gateway-error.ts';

/** How the backend is, as far as the pool knows (upstream.md 3.2). */
export type Health = 'Healthy' | 'Degraded' | 'Unhealthy';

/** Attempts before which waiting doubles: 1, 2, 4 ... 512 s; then 1024 s each (upstream.md 3.8, IRIS restart). */
const GROWING_ATTEMPTS = 10;
/** Somebody who asks for a lane may have an attempt made sooner, but not more often than this. */
const ASKED_EVERY_MS = 1000;
/** Attempts of several gateways are not to come at the same moment: waiting is up to a quarter shorter or longer. */
const JITTER = 0.25;
/** SQLSTATE of a connection that is one too many: the backend is there. */
export const TOO_MANY = '53300';

/** What is known of the backend from the connections that were tried, and when the next one is to be. */
export class BackendHealth {
  readonly #retry: () => void;
  readonly #random: () => number;
  #failures = 0;
  #triedAt = Number.NEGATIVE_INFINITY;
  #timer: NodeJS.Timeout | undefined;
  #checkedAt: Date | null = null;

  /**
   * @param retry called when the time has come to try a connection again, whether somebody waits for one or not
   * @param random of 0 to 1, for the jitter
   */
  constructor(retry: () => void, random: () => number = Math.random) {
    this.#retry = retry;
    this.#random = random;
  }

  /**
   * @param lanes how many work
   * @param limited whether the backend allows fewer than are wanted
   */
  status(lanes: number, limited = false): Health {
    if (this.#failures === 0) return limited ? 'Degraded' : 'Healthy';
    return lanes > 0 ? 'Degraded' : 'Unhealthy';
  }

  /** When the backend last answered, or did not. */
  get checkedAt(): Date | null {
    return this.#checkedAt;
  }

  /** Whether a connection may be tried for somebody who asks. */
  get mayTry(): boolean {
    return this.#failures === 0 || performance.now() - this.#triedAt >= ASKED_EVERY_MS;
  }

  /** A connection was opened, or a lane has answered. */
  answered(): void {
    this.#checkedAt = new Date();
    this.#failures = 0;
    clearTimeout(this.#timer);
  }

  /** A connection could not be opened. */
  failed(error: unknown): void {
    this.#checkedAt = new Date();
    if (error instanceof GatewayError && error.sqlstate === TOO_MANY) return;
    this.#triedAt = performance.now();
    const seconds = 2 ** Math.min(this.#failures, GROWING_ATTEMPTS);
    this.#failures += 1;
    const jitter = 1 + JITTER * (2 * this.#random() - 1);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.#retry, seconds * 1000 * jitter);
    this.#timer.unref();
  }

  /** Tries no more. */
  stop(): void {
    clearTimeout(this.#timer);
  }
}

/** What somebody is told who wants the backend while it cannot be reached. */
export function unreachable(cause?: unknown): GatewayError {
  return new GatewayError(
    '57P03',
    'the database system is not accepting connections',
    { detail: 'The backend cannot be reached.' },
    { cause },
  );
}
