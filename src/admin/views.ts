import type { ListedSession } from '../session/cancel-registry.ts';
import { withoutLiterals } from '../sql/lexer/without-literals.ts';
import type { PoolStatistics } from '../../actors/pool/pool-statistics.ts';

/** ConnectionPoolState under the names of feature 018 (upstream.md 3.2). */
export function poolView(pool: PoolStatistics): object {
  return {
    connections_created: pool.created,
    connections_available: pool.available,
    connections_in_use: pool.inUse,
    connections_failed: pool.failed,
    waiting: pool.waiting,
    total_acquisitions: pool.acquisitions,
    total_releases: pool.releases,
    avg_acquisition_time_ms: Math.round(pool.averageAcquisitionMs * 1000) / 1000,
    last_health_check: pool.lastHealthCheck,
    health_status: pool.health,
  };
}

/** A session under the names of pg_stat_activity; its statement without literals. */
export function sessionView(session: ListedSession): object {
  const { activity, addresses, encryption, transactionStart } = session;
  return {
    pid: session.processId,
    user: session.user,
    application_name: session.applicationName,
    client_addr: addresses?.clientAddress ?? null,
    client_port: addresses?.clientPort ?? null,
    tls: encryption?.protocol ?? null,
    state: activity.state,
    wait_event: activity.wait?.event ?? null,
    backend_start: time(activity.started),
    state_change: time(activity.stateChange),
    xact_start: microseconds(transactionStart),
    query_start: microseconds(activity.queryStart),
    query: withoutLiterals(activity.query),
  };
}

/** Microseconds since 1970 UTC. */
function microseconds(since: bigint | null): string | null {
  return since === null ? null : time(Number(since / 1000n));
}

function time(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
