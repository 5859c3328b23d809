/**
 * The turn to write, for sessions on one file that nobody else keeps apart: SQLite's own waiting for its lock starves
 * writers, and holds up the whole thread.
 */
export interface WriteTurn {
  /**
   * Waits for the turn; at once when the session has it.
   * @throws IrisError -110 when it has not come within so many seconds, -456 when the statement is cancelled meanwhile
   */
  take(seconds: number): void;
  /** Gives it back. No effect when the session has it not. */
  give(): void;
}

/** Where the caller of the session keeps writers apart. */
export const NO_TURN: WriteTurn = { take: () => undefined, give: () => undefined };
