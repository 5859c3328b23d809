import type { IrisSession } from '../../../../src/backend/iris-session.ts';
import type { Dialect } from '../../../../src/sql/context.ts';
import type { Features } from '../features.ts';
import type { StreamStore } from './stream.ts';

/** What SQL objects of a job share. */
export interface SqlServices {
  readonly session: IrisSession;
  readonly dialect: Dialect;
  readonly features: Features;
  readonly streams: StreamStore;
}
