/** One COPY and what a client sends for it. */
export interface CopyCase {
  readonly name: string;
  readonly sql: string;
  /** CopyData messages; absent: none is sent, nor an end. */
  readonly data?: readonly (string | Uint8Array)[];
  /** How the client ends its data; CopyDone by default. */
  readonly end?: 'done' | 'fail' | 'none';
  /** Sent by Parse, Bind, Execute and Sync instead of Query. */
  readonly extended?: boolean;
  /** Statements before it, and after it, each with its answer compared. */
  readonly before?: readonly string[];
  readonly after?: readonly string[];
}

/** Cases on the same tables: `reset` brings them back before each. */
export interface CopyGroup {
  readonly topic: string;
  readonly setup: readonly string[];
  readonly reset: readonly string[];
  /** What all cases compare when they are over. */
  readonly look: readonly string[];
  readonly cases: readonly CopyCase[];
}

/** `a\tb\n` and so on, as one CopyData message. */
export function lines(...rows: readonly string[]): readonly string[] {
  return [rows.map((row) => `${row}\n`).join('')];
}
