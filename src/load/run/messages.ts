import type { ServerAddress } from '../../client/server-address.ts';
import type { LoadProtocol } from '../load-settings.ts';
import type { MeasurementData } from './measurement.ts';
import type { RepertoireData } from './repertoire.ts';

/** What a load thread is started with. */
export interface LoadThreadData {
  readonly sides: readonly ServerAddress[];
  readonly repertoire: RepertoireData;
  readonly protocol: LoadProtocol;
  readonly think: number;
  /** Sessions of this thread with each side, and the number of the first. */
  readonly sessions: number;
  readonly firstSession: number;
}

/** open: connect, and work as soon as connected until the time is over; work: all sessions at once. */
export type ToLoadThread =
  | {
      readonly type: 'open' | 'work';
      readonly side: number;
      readonly ms: number;
      readonly count: number;
      readonly rate: number;
    }
  | { readonly type: 'stop' }
  | { readonly type: 'close' };

/** What happened since the last tick; the histogram in HDR's compressed form. */
export interface Tick {
  readonly operations: number;
  readonly failed: number;
  readonly latency: string;
}

export type FromLoadThread =
  | { readonly type: 'tick'; readonly tick: Tick }
  | {
      readonly type: 'done';
      readonly data: MeasurementData;
      readonly elapsedMs: number;
      /** Sessions that are connected. */
      readonly connected: number;
      /** 99th percentile of the delay of this thread's event loop, in milliseconds. */
      readonly delayMs: number;
    }
  | { readonly type: 'failed'; readonly message: string };
