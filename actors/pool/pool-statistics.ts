import type { Health } from './health.ts';

/** ConnectionPoolState of feature 018 (upstream.md 3.2). */
export interface PoolStatistics {
  readonly created: number;
  readonly available: number;
  readonly inUse: number;
  readonly failed: number;
  readonly waiting: number;
  readonly acquisitions: number;
  readonly releases: number;
  readonly averageAcquisitionMs: number;
  readonly health: Health;
  /** ISO 8601; null before the first connection. */
  readonly lastHealthCheck: string | null;
}
