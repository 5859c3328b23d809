import type { CancelKey, ListedSession } from './cancel-registry.ts';

/** What may be done to a session from outside. */
export type SessionSignal = 'cancel' | 'terminate';

/** What came of a signal: `denied` when the session is another user's (manual 9.28.2). */
export type SignalOutcome = 'sent' | 'unknown' | 'denied';

/** The other processes that serve clients of this gateway (PGWIRE_WORKERS), as a session needs them. */
export interface Neighbours {
  /** Hands on a CancelRequest for a session that is not of this process. */
  cancel(key: CancelKey): void;
  /** Signals a session that is not of this process; `user` null for administrators, who may signal everybody's. */
  signal(processId: number, signal: SessionSignal, user: string | null): Promise<SignalOutcome>;
  /** Sessions of the other processes. */
  sessions(): Promise<readonly ListedSession[]>;
  /** Takes one of the user's connections, which `left` gives back. @returns false when he has as many as he may have */
  entered(user: string): Promise<boolean>;
  left(user: string): void;
  /** Definitions were changed here: resolves when all others know them. */
  definitionsChanged(): Promise<void>;
}
