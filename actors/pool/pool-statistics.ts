import type { PoolFigures } from '../../src/diagnostics/telemetry/figures.ts';
import type { Health } from './health.ts';

/** ConnectionPoolState of feature 018 (upstream.md 3.2). */
export interface PoolStatistics extends PoolFigures {
  readonly health: Health;
  /** ISO 8601; null before the first connection. */
  readonly lastHealthCheck: string | null;
}

/** Those of the gateway's own lanes and of users' together. */
export function together(own: PoolStatistics, others: readonly PoolStatistics[]): PoolStatistics {
  const all = [own, ...others];
  const sum = (figure: (one: PoolStatistics) => number): number =>
    all.reduce((total, one) => total + figure(one), 0);
  const acquisitions = sum((one) => one.acquisitions);
  const waited = sum((one) => one.averageAcquisitionMs * one.acquisitions);
  return {
    created: sum((one) => one.created),
    available: sum((one) => one.available),
    inUse: sum((one) => one.inUse),
    failed: sum((one) => one.failed),
    waiting: sum((one) => one.waiting),
    acquisitions,
    releases: sum((one) => one.releases),
    averageAcquisitionMs: acquisitions === 0 ? 0 : waited / acquisitions,
    health: own.health,
    lastHealthCheck: own.lastHealthCheck,
  };
}
