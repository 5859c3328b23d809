import type { ErrorFields } from '../../errors/gateway-error.ts';
import type { MirrorStatement } from './statement.ts';

/** A statement of the mirror that failed, its fallback or not. */
export interface ApplyFailure {
  readonly object: string;
  readonly error: ErrorFields;
}

export interface StatementRunner {
  /** Runs `sql` on behalf of a statement: its own or its fallback's. Null when it succeeded. */
  one(sql: string, statement: MirrorStatement): ErrorFields | null;
  /** Runs statements in one transaction; false when it had to be rolled back. */
  together(statements: readonly MirrorStatement[]): boolean;
}

/** Statements in one transaction: half the time is that of its end (docs/PERFORMANCE.md), and each holds locks until then. */
const TOGETHER = 100;

/**
 * Runs statements in order. Those that may wait for others are tried again in rounds as long as one of them succeeds;
 * what still fails gets its fallback. Every statement that failed for good is reported, also when its fallback took its
 * place: the object is then there, but not as it was meant.
 */
export function applyStatements(
  statements: readonly MirrorStatement[],
  runner: StatementRunner,
): ApplyFailure[] {
  const failures: ApplyFailure[] = [];
  let waiting: MirrorStatement[] = [];
  const giveUp = (statement: MirrorStatement, error: ErrorFields): void => {
    failures.push({ object: statement.object, error });
    if (statement.fallback === undefined) return;
    const second = runner.one(statement.fallback, statement);
    if (second) failures.push({ object: statement.object, error: second });
  };
  for (const batch of batches(statements)) {
    if (batch.length > 1 && runner.together(batch)) continue;
    for (const statement of batch) {
      const error = runner.one(statement.sql, statement);
      if (!error) continue;
      if (statement.mayWait) waiting.push(statement);
      else giveUp(statement, error);
    }
  }
  while (waiting.length > 0) {
    const failed = waiting.flatMap((statement) => {
      const error = runner.one(statement.sql, statement);
      return error ? [{ statement, error }] : [];
    });
    if (failed.length === waiting.length) {
      // One fallback may be all the others were waiting for.
      const [first, ...others] = failed;
      if (first) giveUp(first.statement, first.error);
      waiting = others.map(({ statement }) => statement);
    } else {
      waiting = failed.map(({ statement }) => statement);
    }
  }
  return failures;
}

/** The statements in their order; those that need a transaction for themselves, or are likely to fail, are alone. */
function batches(statements: readonly MirrorStatement[]): MirrorStatement[][] {
  const found: MirrorStatement[][] = [];
  let open: MirrorStatement[] | null = null;
  for (const statement of statements) {
    if (statement.superuser === true || statement.mayWait === true) {
      found.push([statement]);
      open = null;
    } else if (open !== null && open.length < TOGETHER) open.push(statement);
    else found.push((open = [statement]));
  }
  return found;
}
