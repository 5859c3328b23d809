import type { InspectedActor } from '../../../actors/inspection/inspected-actor.ts';
import type { TappedMessages } from '../../../actors/connection/message-tap.ts';

/** A connection in the list, as far as it changes. */
export interface ConnectionRow {
  readonly id: string;
  readonly pid: number | null;
  readonly user: string | null;
  readonly application: string | null;
  readonly client: string | null;
  readonly tls: string | null;
  readonly phase: string;
  readonly state: string | null;
  readonly transaction: string | null;
  readonly lane: number | null;
  readonly waits_for: string | null;
  /** Milliseconds since 1970 UTC. */
  readonly since: number | null;
  readonly transaction_since: number | null;
  readonly statements: number;
  readonly portals: number;
  /** The statement that runs, or ran last, without its literals. */
  readonly query: string | null;
}

export interface PoolRow {
  readonly in_use: number;
  readonly idle: number;
  readonly waiting: number;
  readonly failed: number;
  readonly acquisitions: number;
  readonly acquisition_ms: number;
  readonly health: string;
}

/** What a viewer is told. `at` is in milliseconds since 1970 UTC. */
export type FeedEntry =
  | { readonly kind: 'actor'; readonly at: number; readonly actor: InspectedActor }
  | {
      readonly kind: 'transition';
      readonly at: number;
      readonly actor: string;
      readonly event: string;
      readonly fields: Readonly<Record<string, string | number | boolean>>;
      readonly from: readonly string[];
      readonly to: readonly string[];
      readonly status: string;
    }
  | ({ readonly kind: 'messages'; readonly at: number; readonly connection: string } & TappedMessages)
  | {
      readonly kind: 'statement';
      readonly at: number;
      readonly connection: string;
      readonly operation: string;
      readonly route: string;
      readonly cached: boolean;
      readonly translation_ms: number;
      readonly lease_wait_ms: number;
      readonly execution_ms: number;
      readonly rows: number | null;
      readonly sqlstate: string | null;
      readonly text: string;
    }
  | { readonly kind: 'pool'; readonly at: number; readonly pool: PoolRow }
  /** Connections whose row has changed, and how many there are. */
  | {
      readonly kind: 'connections';
      readonly at: number;
      readonly count: number;
      readonly changed: readonly ConnectionRow[];
      readonly gone: readonly string[];
    }
  /** So many entries were left out, because they came faster than they can be looked at. */
  | { readonly kind: 'dropped'; readonly at: number; readonly count: number };
