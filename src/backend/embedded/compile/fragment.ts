import type { IrisValue } from '../../../types/iris-value.ts';
import type { SqliteValue } from '../values/sql-type.ts';

/** What a statement may ask for while it runs, fixed for one execution. */
export interface ExecutionState {
  /** Start of the statement: microseconds since 1970 in the server's local time. */
  readonly localNow: bigint;
  /** The same in UTC. */
  readonly utcNow: bigint;
  readonly transactionLevel: number;
  /** Keeps a vector for the duration of the execution and gives it a number. */
  keepVector(vector: Float64Array): bigint;
}

/** The value of one SQLite `?`, made from the client's arguments at each execution. */
export type Bind = (args: readonly IrisValue[], state: ExecutionState) => SqliteValue;

/** A piece of SQLite SQL with the values of its `?`, in order. */
export interface Fragment {
  readonly sql: string;
  readonly binds: readonly Bind[];
}

const NO_BINDS: readonly Bind[] = [];

/** SQLite text without `?`. */
export function raw(sql: string): Fragment {
  return { sql, binds: NO_BINDS };
}

/** One `?`. */
export function bound(bind: Bind): Fragment {
  return { sql: '?', binds: [bind] };
}

/** Composes fragments: sqlite`${a} + ${b}`. Strings among the parts are SQLite text, not values. */
export function sqlite(texts: TemplateStringsArray, ...parts: readonly (Fragment | string)[]): Fragment {
  let sql = texts[0] ?? '';
  let binds: Bind[] | null = null;
  for (let i = 0; i < parts.length; i += 1) {
    const part = parts[i] as Fragment | string;
    if (typeof part === 'string') sql += part;
    else {
      sql += part.sql;
      if (part.binds.length > 0) binds = binds === null ? [...part.binds] : [...binds, ...part.binds];
    }
    sql += texts[i + 1] ?? '';
  }
  return { sql, binds: binds ?? NO_BINDS };
}

export function joined(parts: readonly Fragment[], separator: string): Fragment {
  return {
    sql: parts.map((part) => part.sql).join(separator),
    binds: parts.flatMap((part) => part.binds),
  };
}

/** `a AND b AND ...` with balanced parentheses: SQLite allows expressions 1000 deep, and counts a flat chain as deep. */
export function balanced(parts: readonly Fragment[], operator: 'AND' | 'OR'): Fragment {
  if (parts.length <= 8) return sqlite`(${joined(parts, ` ${operator} `)})`;
  const middle = parts.length >> 1;
  return sqlite`(${balanced(parts.slice(0, middle), operator)} ${operator} ${balanced(parts.slice(middle), operator)})`;
}

/** A call of an SQLite function. */
export function call(name: string, ...args: readonly Fragment[]): Fragment {
  const list = joined(args, ', ');
  return { sql: `${name}(${list.sql})`, binds: list.binds };
}

/** A value as SQLite text. */
export function literal(value: SqliteValue): Fragment {
  if (value === null) return raw('NULL');
  if (typeof value === 'bigint') return raw(value < 0n ? `(${value})` : String(value));
  if (typeof value === 'number') return raw(realText(value));
  if (typeof value === 'string') {
    // SQLite ends a statement at NUL, so such text is bound.
    if (value.includes('\0')) return bound(() => value);
    return raw(`'${value.replaceAll("'", "''")}'`);
  }
  return raw(`x'${Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('hex')}'`);
}

function realText(value: number): string {
  if (value === Infinity) return '9e999';
  if (value === -Infinity) return '(-9e999)';
  const text = String(value);
  const real = /[.e]/.test(text) ? text : `${text}.0`;
  return value < 0 ? `(${real})` : real;
}
