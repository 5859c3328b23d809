import type { ListedSession } from '../../src/session/cancel-registry.ts';
import type { Phase } from './machine.ts';
import type { Session } from './session.ts';

/** A connection as its administrators see it. */
export interface ConnectionDetail {
  /** The name of its actor. */
  readonly id: string;
  readonly phase: Phase;
  /** Null before the client is authenticated. */
  readonly session: ListedSession | null;
  /** ReadyForQuery's status. */
  readonly transaction: 'I' | 'T' | 'E' | null;
  /** The number of the lane that it has at this moment. */
  readonly lane: number | null;
  /** In words; null while the gateway itself works. */
  readonly waitsFor: string | null;
  readonly statements: number;
  readonly portals: number;
}

export function detailOf(id: string, phase: Phase, session: Session | null): ConnectionDetail {
  return {
    id,
    phase,
    session: session?.listed() ?? null,
    transaction: session?.transaction.status ?? null,
    lane: session?.backend.lane ?? null,
    waitsFor: waitsFor(phase, session),
    statements: session?.statements.size ?? 0,
    portals: session?.portals.size ?? 0,
  };
}

function waitsFor(phase: Phase, session: Session | null): string | null {
  switch (phase) {
    case 'startup':
    case 'authenticating':
      return 'the client: login';
    case 'ready':
      return 'the client: next message';
    case 'skipping':
      return 'the client: Sync';
    case 'copy-in':
      return 'the client: COPY data';
    case 'executing':
    case 'copy-out':
      return session === null ? null : ofStatement(session);
    case 'closed':
      return null;
    default:
      return phase satisfies never;
  }
}

/** What a statement waits for, by its wait event where it has one. */
function ofStatement({ activity, backend }: Session): string | null {
  const event = activity.wait?.event;
  if (event !== undefined) return WAITS[event] ?? event;
  return backend.lane === null ? null : `lane ${backend.lane}`;
}

const WAITS: Readonly<Record<string, string>> = {
  BackendConnection: 'a lane: none is free',
  Translation: 'a translation thread',
  PgSleep: 'pg_sleep()',
  advisory: 'an advisory lock',
};
