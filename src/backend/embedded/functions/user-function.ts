import type { SqliteValue } from '../values/sql-type.ts';

/** A function that compiled SQL calls in SQLite. Integers arrive as bigint; to return one, return a bigint. */
export interface UserFunction {
  readonly name: string;
  /** Same arguments, same result: SQLite may index it and call it once for constants. */
  readonly deterministic: boolean;
  readonly run: (...args: SqliteValue[]) => SqliteValue;
}

/** A function that gives NULL when an argument is NULL. */
export function strict(
  name: string,
  run: (...args: NonNullable<SqliteValue>[]) => SqliteValue,
): UserFunction {
  return {
    name,
    deterministic: true,
    run: (...args) => (args.includes(null) ? null : run(...(args as NonNullable<SqliteValue>[]))),
  };
}
