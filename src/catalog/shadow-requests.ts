import type { ErrorFields } from '../errors/gateway-error.ts';
import type { FormatCode } from '../protocol/format.ts';
import type { OutputColumn } from '../sql/plan.ts';
import type { OperatorMap } from './operator-map.ts';
import type { SequenceInput, SequenceOutcome } from './sequence-laying.ts';
import type { ShadowSession } from './shadow-session.ts';

export interface ShadowOptions {
  /** From loadImage() */
  readonly image: Uint8Array;
  /** pglite.wasm as a WebAssembly.Module; may be shared between threads. Compiled here when left out. */
  readonly wasmModule?: object;
  /** The PostgreSQL version clients are told, e.g. `14.20` (measurements.md, server_version to report). */
  readonly serverVersion?: string;
  /** Role that owns the mirrored objects. */
  readonly owner?: string;
  /** What `<->` and `<=>` of vectors mean; as in pgvector by default. */
  readonly operatorMap?: OperatorMap;
  /** It answers queries and tries no definitions: of NOT NULL constraints only what `serverVersion` has is there. */
  readonly answersQueries?: boolean;
  /** Largest answer of a query, bytes; beyond it the query fails with 54000. */
  readonly maximumAnswer?: number;
}

/** What PostgreSQL makes of a statement without running it. */
export type Analysis =
  | {
      readonly error: null;
      readonly parameterTypes: readonly number[];
      /** null when the statement returns no rows */
      readonly columns: readonly OutputColumn[] | null;
      /** The analysed query as nodeToString prints it; null for a utility statement. */
      readonly tree: string | null;
      readonly notices: readonly ErrorFields[];
    }
  | { readonly error: ErrorFields };

/** A statement with its parameters as the client sent them. */
export interface ShadowRequest {
  readonly text: string;
  readonly parameterTypes: readonly number[];
  readonly parameterFormats: readonly FormatCode[];
  readonly parameters: readonly (Uint8Array | null)[];
  readonly resultFormats: readonly FormatCode[];
  readonly session: ShadowSession;
  /** Positions that sequences are to have while it runs. Absent: the statement has nothing to do with sequences. */
  readonly sequences?: SequenceInput;
}

/** The answer to a query. Rows may have come before an error. */
export interface ShadowRows {
  readonly columns: readonly OutputColumn[] | null;
  /** Whole DataRow messages; its buffer may be transferred. */
  readonly rows: Uint8Array<ArrayBuffer>;
  readonly rowCount: number;
  /** As CommandComplete has it, e.g. `SELECT 5`; null after an error and for an empty statement. */
  readonly tag: string | null;
  readonly notices: readonly ErrorFields[];
  readonly error: ErrorFields | null;
  /** What became of the sequences that were laid for the statement; absent when there were none. */
  readonly sequences?: SequenceOutcome;
}

/** The answer to a statement that changes data, and what it did. */
export interface ChangeAnswer {
  readonly answer: ShadowRows;
  /**
   * For each change the rows it concerned, in order: DataRow messages in binary format with the row's number (INSERT) or
   * %ID, then the columns. Empty after an error.
   */
  readonly captured: readonly Uint8Array<ArrayBuffer>[];
}

/** How a client's DDL would fare. */
export interface DdlTrial {
  readonly error: ErrorFields | null;
  readonly notices: readonly ErrorFields[];
}
