import { decodeDecimal, encodeDecimal } from '../values/decimal-key.ts';
import { type Decimal, ZERO, add, decimal, negate } from '../values/decimal.ts';
import type { SqliteValue } from '../values/sql-type.ts';

/** An aggregate that SQLite has not: also a window function, so every step can be taken back. */
export interface UserAggregate<State = unknown> {
  readonly name: string;
  readonly start: () => State;
  readonly step: (state: State, value: SqliteValue) => State;
  readonly inverse: (state: State, value: SqliteValue) => State;
  readonly result: (state: State) => SqliteValue;
}

interface Sum {
  readonly count: number;
  readonly total: Decimal;
}

/** SUM of decimal keys, exact. */
const sum: UserAggregate<Sum> = {
  name: 'iris_sum',
  start: () => ({ count: 0, total: ZERO }),
  step: (state, value) =>
    value === null
      ? state
      : { count: state.count + 1, total: add(state.total, decodeDecimal(value as string)) },
  inverse: (state, value) =>
    value === null
      ? state
      : { count: state.count - 1, total: add(state.total, negate(decodeDecimal(value as string))) },
  result: (state) => (state.count === 0 ? null : encodeDecimal(state.total)),
};

/** Sums of integers without SQLite's overflow error: a key. */
const sumIntegers: UserAggregate<Sum & { readonly wide: bigint }> = {
  name: 'iris_sum_integer',
  start: () => ({ count: 0, total: ZERO, wide: 0n }),
  step: (state, value) =>
    value === null
      ? state
      : { ...state, count: state.count + 1, wide: state.wide + BigInt(value as number | bigint) },
  inverse: (state, value) =>
    value === null
      ? state
      : { ...state, count: state.count - 1, wide: state.wide - BigInt(value as number | bigint) },
  result: (state) => (state.count === 0 ? null : encodeDecimal(decimal(state.wide))),
};

interface Moments {
  readonly count: number;
  readonly mean: number;
  /** Sum of squared distances from the mean (Welford). */
  readonly squares: number;
}

/** Variances and standard deviations on doubles; one value gives 0 (RSQL_stddev as remembered, unverified). */
function spread(name: string, sample: boolean, root: boolean): UserAggregate<Moments> {
  return {
    name,
    start: () => ({ count: 0, mean: 0, squares: 0 }),
    step: (state, value) => {
      if (value === null) return state;
      const x = Number(value);
      const count = state.count + 1;
      const mean = state.mean + (x - state.mean) / count;
      return { count, mean, squares: state.squares + (x - state.mean) * (x - mean) };
    },
    inverse: (state, value) => {
      if (value === null) return state;
      if (state.count <= 1) return { count: 0, mean: 0, squares: 0 };
      const x = Number(value);
      const count = state.count - 1;
      const mean = (state.mean * state.count - x) / count;
      return { count, mean, squares: Math.max(0, state.squares - (x - state.mean) * (x - mean)) };
    },
    result: ({ count, squares }) => {
      if (count === 0) return null;
      if (count === 1) return 0;
      const variance = squares / (sample ? count - 1 : count);
      return root ? Math.sqrt(variance) : variance;
    },
  };
}

/** Texts in their order, NULLs left out: LIST, JSON_ARRAYAGG, XMLAGG, %DLIST. */
function collected(name: string, result: (parts: readonly string[]) => SqliteValue): UserAggregate<string[]> {
  return {
    name,
    start: () => [],
    step: (state, value) => {
      if (value !== null) state.push(String(value));
      return state;
    },
    inverse: (state, value) => {
      if (value !== null) state.shift();
      return state;
    },
    result,
  };
}

export const USER_AGGREGATES: readonly UserAggregate<never>[] = [
  sum,
  sumIntegers,
  spread('iris_stddev_samp', true, true),
  spread('iris_stddev_pop', false, true),
  spread('iris_var_samp', true, false),
  spread('iris_var_pop', false, false),
  collected('iris_list', (parts) => (parts.length === 0 ? null : parts.join(','))),
  collected('iris_concatenated', (parts) => (parts.length === 0 ? null : parts.join(''))),
  collected('iris_json_arrayagg', (parts) => `[${parts.join(',')}]`),
] as unknown as readonly UserAggregate<never>[];
