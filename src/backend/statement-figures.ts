/** What the executions of one IRIS statement took together. */
export interface StatementFigures {
  readonly sql: string;
  readonly executions: number;
  /** Rows given, or changed. */
  readonly rows: number;
  /** Milliseconds to the first row, and to the end. */
  readonly startup: number;
  readonly total: number;
}
