import type { TranslatorStatistics } from '../../translation/api.ts';

/** The pool as feature 018 counts it (upstream.md 3.2). */
export interface PoolFigures {
  readonly created: number;
  readonly available: number;
  readonly inUse: number;
  readonly failed: number;
  readonly waiting: number;
  readonly acquisitions: number;
  readonly releases: number;
  readonly averageAcquisitionMs: number;
}

/** Bytes of all clients since the start. */
export interface Traffic {
  readonly received: number;
  readonly sent: number;
}

/** What is asked of the gateway when its metrics are read. */
export interface GatewayFigures {
  pool(): PoolFigures;
  translation(): TranslatorStatistics;
  traffic(): Traffic;
  /** Connections since the start. */
  opened(): number;
  /** Present ones by the phase of their machine. */
  phases(): ReadonlyMap<string, number>;
  /** Present ones by their state: pg_stat_activity's, or `starting`. */
  sessions(): ReadonlyMap<string, number>;
}
