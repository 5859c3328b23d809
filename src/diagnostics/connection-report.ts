import { channel, type Channel } from 'node:diagnostics_channel';

/** What becomes of a client's connection. */
export interface ConnectionReport {
  readonly happened: 'opened' | 'authenticated' | 'closed';
  /** The name of its actor: `conn-7`. */
  readonly connection: string;
  /** Null before it is authenticated. */
  readonly processId: number | null;
  readonly user: string | null;
  /** `address:port`; null for one that is not TCP. */
  readonly client: string | null;
}

/** Published only while somebody listens. */
export const connectionChanged = channel('iris-pgwire:connection.changed') as Channel<
  unknown,
  ConnectionReport
>;
