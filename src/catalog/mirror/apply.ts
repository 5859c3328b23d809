import type { ErrorFields } from '../../errors/gateway-error.ts';
import type { MirrorStatement } from './statement.ts';

/** A statement of the mirror that failed, its fallback or not. */
export interface ApplyFailure {
  readonly object: string;
  readonly error: ErrorFields;
}

/** Runs `sql` on behalf of a statement: its own or its fallback's. Null when it succeeded. */
export type RunStatement = (sql: string, statement: MirrorStatement) => ErrorFields | null;

/**
 * Runs statements in order. Those that may wait for others are tried again in rounds as long as one of them succeeds;
 * what still fails gets its fallback. Every statement that failed for good is reported, also when its fallback took its
 * place: the object is then there, but not as it was meant.
 */
export function applyStatements(statements: readonly MirrorStatement[], run: RunStatement): ApplyFailure[] {
  const failures: ApplyFailure[] = [];
  let waiting: MirrorStatement[] = [];
  const giveUp = (statement: MirrorStatement, error: ErrorFields): void => {
    failures.push({ object: statement.object, error });
    if (statement.fallback === undefined) return;
    const second = run(statement.fallback, statement);
    if (second) failures.push({ object: statement.object, error: second });
  };
  for (const statement of statements) {
    const error = run(statement.sql, statement);
    if (!error) continue;
    if (statement.mayWait) waiting.push(statement);
    else giveUp(statement, error);
  }
  while (waiting.length > 0) {
    const failed = waiting.flatMap((statement) => {
      const error = run(statement.sql, statement);
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
