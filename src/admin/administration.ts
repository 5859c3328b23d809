import type { IncomingMessage, ServerResponse } from 'node:http';
import type { PoolStatistics } from '../../actors/pool/pool-statistics.ts';
import type { TranslatorStatistics } from '../translation/api.ts';
import type { ListedSession } from '../session/cancel-registry.ts';

/** Whether new clients are served: not from SIGTERM on. The port is opened when the first can be. */
export type Readiness = 'ready' | 'draining';

/** The gateway as its administrators see and control it. */
export interface Administration {
  readonly version: string;
  readonly backend: string;
  readiness(): Readiness;
  pool(): PoolStatistics;
  translation(): TranslatorStatistics;
  sessions(): readonly ListedSession[];
  /** Stops what a session runs (57014); false when there is no such session. */
  cancel(processId: number): boolean;
  /** Ends a session (57P01); false when there is no such session. */
  terminate(processId: number): boolean;
  /** Ends the gateway as SIGTERM does. */
  drain(): void;
  /** Answers in Prometheus's text format; false, and no answer, until it is measured. */
  prometheus(request: IncomingMessage, response: ServerResponse): boolean;
}
