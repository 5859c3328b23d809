import type { DictionaryChanges, KnownTable } from '../../catalog/reader.ts';
import type { ErrorFields } from '../../errors/gateway-error.ts';
import type { Origin } from '../../copy/from/batch.ts';
import type { CopyExecution, Execution, Outcome, TransactionModes } from '../backend.ts';
import type { StatementDescription } from '../iris-session.ts';
import type { PlanReference } from './known-plans.ts';

/** What the gateway's main thread asks of a lane's thread or process; one request at a time. */
export type LaneRequest =
  | {
      readonly ask: 'execute';
      readonly portal: string;
      readonly plan: PlanReference;
      readonly execution: Omit<Execution, 'plan'>;
    }
  | { readonly ask: 'copyIn'; readonly plan: PlanReference; readonly copy: Omit<CopyExecution, 'plan'> }
  | { readonly ask: 'resume'; readonly portal: string; readonly limit: number }
  | { readonly ask: 'closePortal'; readonly portal: string }
  | { readonly ask: 'begin'; readonly modes: TransactionModes }
  | { readonly ask: 'commit' }
  | { readonly ask: 'rollback' }
  | { readonly ask: 'savepoint' | 'rollbackTo' | 'release'; readonly name: string }
  | { readonly ask: 'describe'; readonly sql: string }
  /** What of the dictionary is not known. */
  | { readonly ask: 'snapshot'; readonly known: ReadonlyMap<string, KnownTable> }
  | { readonly ask: 'dictionaryVersion' };

/** What comes after the request `copyIn`: any number of pieces of data, then their end, or the error to end with. */
export type CopyPiece =
  | { readonly data: Uint8Array }
  | { readonly end: 'done' }
  | { readonly end: 'failed'; readonly error: ErrorFields };

/** Requests carry a number so that a cancel names the one it means; `credit` answers a `rows`. */
export type ToLane =
  | { readonly id: number; readonly request: LaneRequest }
  | { readonly credit: number }
  | { readonly copy: CopyPiece };

/** Answers of the lane: any number of `rows`, then one of the others. */
export type FromLane =
  | { readonly say: 'ready' }
  | { readonly say: 'rows'; readonly frames: Uint8Array; readonly rows: number }
  /** The last rows travel with the outcome: a small answer is one message. */
  | {
      readonly say: 'done';
      readonly frames: Uint8Array | null;
      readonly rows: number;
      readonly outcome: Outcome;
    }
  | { readonly say: 'described'; readonly description: StatementDescription }
  | { readonly say: 'snapshot'; readonly changes: DictionaryChanges }
  | { readonly say: 'dictionaryVersion'; readonly version: string }
  /** A piece of a COPY FROM's data is used up. */
  | { readonly say: 'taken'; readonly notices: readonly ErrorFields[] }
  /** `refused`: the row of a COPY FROM that the error is about; `lost`: the lane's link, before or after it was begun. */
  | {
      readonly say: 'failed';
      readonly error: ErrorFields;
      readonly refused?: Origin;
      readonly lost?: 'before' | 'after';
    };
