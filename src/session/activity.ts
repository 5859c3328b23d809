import { currentMicroseconds } from './wall-clock.ts';

/** The two ends of a client's connection. */
export interface Addresses {
  readonly clientAddress: string;
  readonly clientPort: number;
  readonly serverAddress: string;
  readonly serverPort: number;
}

/** pg_stat_activity.state (manual 28.2.3), as far as a session of the gateway can be in it. */
export type ActivityState = 'active' | 'idle' | 'idle in transaction' | 'idle in transaction (aborted)';

/** What a session waits for (manual 28.2.3, wait events). */
interface Wait {
  readonly type: string;
  readonly event: string;
}

/** What a session does, as it was when somebody looked. */
export interface ListedActivity {
  readonly started: number;
  readonly state: ActivityState;
  readonly stateChange: number;
  readonly query: string;
  readonly queryStart: bigint | null;
  readonly wait: Wait | null;
}

const CLIENT_READ: Wait = { type: 'Client', event: 'ClientRead' };

/** What one session does, as others may see it; times in milliseconds since 1970 UTC where nothing else is said. */
export class Activity implements ListedActivity {
  readonly started = Date.now();
  #state: ActivityState = 'active';
  #stateChange = this.started;
  #query = '';
  #queryStart: bigint | null = null;
  #wait: Wait | null = null;
  /** Command tag of the last statement that ended; for whoever observes it. */
  tag = '';

  get state(): ActivityState {
    return this.#state;
  }

  get stateChange(): number {
    return this.#stateChange;
  }

  /** The statement that runs, or was the last to run. */
  get query(): string {
    return this.#query;
  }

  /** When the client's last message with a statement came, in microseconds: statement_timestamp(). */
  get queryStart(): bigint | null {
    return this.#queryStart;
  }

  get wait(): Wait | null {
    return this.#state === 'active' ? this.#wait : CLIENT_READ;
  }

  /** A message of the client with a statement is served. */
  runs(query: string): void {
    this.#query = query;
    this.#queryStart = currentMicroseconds();
    this.#enter('active', Date.now());
  }

  /** The session waits for its client, in a transaction of this status or in none (I). */
  rests(status: 'I' | 'T' | 'E'): void {
    this.#enter(RESTING[status], Date.now());
  }

  /** Plain data, for who cannot look himself. */
  get listed(): ListedActivity {
    const { started, state, stateChange, query, queryStart, wait } = this;
    return { started, state, stateChange, query, queryStart, wait };
  }

  /** Runs `work` as a wait that others may see. */
  async waits<T>(type: string, event: string, work: () => Promise<T>): Promise<T> {
    this.#wait = { type, event };
    try {
      return await work();
    } finally {
      this.#wait = null;
    }
  }

  #enter(state: ActivityState, now: number): void {
    if (state === this.#state) return;
    this.#state = state;
    this.#stateChange = now;
  }
}

const RESTING = {
  I: 'idle',
  T: 'idle in transaction',
  E: 'idle in transaction (aborted)',
} as const satisfies Record<string, ActivityState>;
