import type { ServerAddress } from '../../client/server-address.ts';
import type { Measurement } from './measurement.ts';

/** What happened in about half a second. */
export interface Sample {
  /** Seconds since the run began. */
  readonly at: number;
  /** Length in seconds. */
  readonly length: number;
  readonly operations: number;
  readonly failed: number;
  /** Milliseconds; null where nothing succeeded. */
  readonly p50: number | null;
  readonly p99: number | null;
  /** False while connections are opened and in the warm-up. */
  readonly measured: boolean;
}

/** One of the stretches in which a side was measured. */
export interface Slice {
  readonly operations: number;
  readonly seconds: number;
  readonly p50: number;
}

/** What was seen of one server. */
export interface SideResult {
  readonly address: ServerAddress;
  /** As the server says it. */
  readonly version: string;
  readonly measured: Measurement;
  /** Opening and warm-up. */
  readonly before: Measurement;
  readonly seconds: number;
  readonly slices: readonly Slice[];
  readonly samples: readonly Sample[];
  /** Sessions that were connected at the end. */
  readonly connected: number;
}

export interface LoadResult {
  readonly sides: readonly SideResult[];
  readonly statements: readonly { readonly script: string; readonly text: string }[];
  readonly began: Date;
  /** Of the machine before the run (load average of a minute). */
  readonly loadBefore: number;
  /** Somebody has ended it before its time. */
  readonly interrupted: boolean;
  /** 99th percentile of the delay of the load threads' event loops, in milliseconds: what the generator itself is late. */
  readonly generatorDelayMs: number;
}
