import type { PoolFigures } from '../../src/diagnostics/telemetry/figures.ts';
import type { Health } from './health.ts';

/** ConnectionPoolState of feature 018 (upstream.md 3.2). */
export interface PoolStatistics extends PoolFigures {
  readonly health: Health;
  /** ISO 8601; null before the first connection. */
  readonly lastHealthCheck: string | null;
}
