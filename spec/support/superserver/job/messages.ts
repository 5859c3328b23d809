import type { Dialect } from '../../../../src/sql/context.ts';
import type { JobIdentity } from './instance-control.ts';

/** What a job's thread is started with. */
export interface JobData {
  readonly path: string;
  readonly dialect: Dialect;
  readonly identity: JobIdentity;
  /** Memory of Features. */
  readonly features: Int32Array;
  /** JobMemory. */
  readonly memory: Int32Array;
}

export type ToJob =
  | { readonly call: number; readonly code: number; readonly payload: Uint8Array }
  | { readonly end: true };

/** What a job asks of the main thread; it waits for the answer in shared memory. */
export type JobQuestion =
  | { readonly ask: 'turn'; readonly seconds: number }
  | { readonly ask: 'cancel'; readonly processId: number }
  | { readonly ask: 'terminate'; readonly processId: number };

export type FromJob =
  | { readonly say: 'ready' }
  | {
      readonly say: 'answer';
      readonly call: number;
      readonly status: number;
      readonly payload: Uint8Array<ArrayBuffer>;
    }
  | { readonly say: 'question'; readonly question: JobQuestion }
  | { readonly say: 'turnGiven' }
  | { readonly say: 'log'; readonly text: string; readonly severity: number };

/** Integers that a job and the main thread share. */
export const JobMemory = {
  /** The call that runs, from 1; 0 for none. Written by the job. */
  running: 0,
  /** The call that is to stop. Written by the main thread. */
  stop: 1,
  /** One of Answer, for the job's question. */
  answer: 2,
  integers: 3,
} as const;

export const Answer = { waiting: 0, yes: 1, no: 2, cancelled: 3 } as const;
