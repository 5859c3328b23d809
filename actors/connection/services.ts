import type { Admission } from '../../src/auth/access/admission.ts';
import type { AdvisoryLockTable } from '../../src/session/advisory-locks.ts';
import type { CancelRegistry } from '../../src/session/cancel-registry.ts';
import type { Neighbours } from '../../src/session/neighbours.ts';
import type { Report } from '../../src/diagnostics/log/report-errors.ts';
import type { NotificationHub } from '../../src/session/notification-hub.ts';
import type { Translation } from '../../src/translation/api.ts';
import type { TypeRegistry } from '../../src/types/index.ts';
import type { DictionaryFollower } from '../dictionary/dictionary-follower.ts';
import type { LanePool } from '../pool/lane-pool.ts';
import type { UserPools } from '../pool/user-pools.ts';
import type { SequencePositions } from './sequences/sequence-positions.ts';

/** Bounds that keep one client from using up what is everybody's. */
export interface SessionLimits {
  /** Longest text of a statement message, in UTF-16 units. */
  readonly statementLength: number;
  readonly preparedStatements: number;
  readonly portals: number;
  /** Longest message after authentication, bytes. */
  readonly messageBytes: number;
  readonly authTimeoutMs: number;
  /** Connections of one user at once; 0 for as many as there are. */
  readonly connectionsPerUser: number;
  /** Most that is read from the backend so that PostgreSQL can evaluate one statement in the gateway. */
  readonly remainderRows: number;
  readonly remainderBytes: number;
  /** Most that one cursor may keep of its rows, in memory and on disk. */
  readonly cursorBytes: number;
}

/** What every connection is given; made once by the composition root. */
export interface Services {
  readonly translation: Translation;
  /** Lanes of the gateway's own account in the backend. */
  readonly pool: LanePool;
  /** Lanes of clients who have logged in with accounts of their own; null where the backend has none. */
  readonly accounts: UserPools | null;
  readonly registry: TypeRegistry;
  readonly dictionary: DictionaryFollower;
  readonly sequences: SequencePositions;
  readonly cancels: CancelRegistry;
  readonly notifications: NotificationHub;
  readonly advisoryLocks: AdvisoryLockTable;
  /** Other processes that serve clients of the same gateway; null: there are none. */
  readonly neighbours: Neighbours | null;
  readonly admission: Admission;
  readonly limits: SessionLimits;
  /** The one database clients may name: the IRIS namespace. */
  readonly database: string;
  /** server_version for clients, e.g. `14.20`. */
  readonly serverVersion: string;
  /** Takes errors that no client can be blamed for: for the log. */
  readonly report: Report;
}
