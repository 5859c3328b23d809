import type { IncomingMessage, ServerResponse } from 'node:http';
import type { PoolStatistics } from '../../actors/pool/pool-statistics.ts';
import type { TranslatorStatistics } from '../translation/api.ts';
import type { Levels } from '../diagnostics/log/levels.ts';
import type { ListedSession } from '../session/cancel-registry.ts';
import type { Described } from '../translation/describe-statements.ts';
import type { ConnectionDetail } from '../../actors/connection/connection-detail.ts';
import type { MessageTap } from '../../actors/connection/message-tap.ts';
import type { Inspection } from '../../actors/inspection/inspection.ts';

/** Whether new clients are served: not from SIGTERM on. The port is opened when the first can be. */
export type Readiness = 'ready' | 'draining';

/** A connection as the inspector watches it. */
export interface WatchedConnection {
  readonly id: string;
  detail(): ConnectionDetail;
  tap(tap: MessageTap): () => void;
}

/** The gateway as its administrators see and control it. */
export interface Administration {
  readonly version: string;
  readonly backend: string;
  readiness(): Readiness;
  pool(): PoolStatistics;
  translation(): TranslatorStatistics;
  sessions(): readonly ListedSession[];
  /** The actor system. */
  readonly inspection: Inspection;
  connections(): Iterable<WatchedConnection>;
  /** By the name of its actor. */
  connection(id: string): WatchedConnection | undefined;
  /** What becomes of each statement of a text; nothing is run. */
  describe(sql: string): Promise<readonly Described[]>;
  /** Stops what a session runs (57014); false when there is no such session. */
  cancel(processId: number): boolean;
  /** Ends a session (57P01); false when there is no such session. */
  terminate(processId: number): boolean;
  /** Which lines are logged, by area. */
  readonly logLevels: Levels;
  /** Ends the gateway as SIGTERM does. */
  drain(): void;
  /** Reads the configuration again, as SIGHUP does; `error` says why all stayed as it was. */
  reload(): { readonly error: string | null };
  /** Answers in Prometheus's text format; false, and no answer, until it is measured. */
  prometheus(request: IncomingMessage, response: ServerResponse): boolean;
}
