import type { Aspect } from './compare.ts';
import type { Mode } from './observe.ts';

/** A known difference from PostgreSQL. It must still be there: one that is gone fails the run and is taken out. */
export interface Exception {
  readonly topic: string;
  readonly name: string;
  /** All modes when absent. */
  readonly modes?: readonly Mode[];
  /** Exactly what differs. */
  readonly differs: readonly Aspect[];
  readonly reason: string;
}

export const EXCEPTIONS: readonly Exception[] = [];
