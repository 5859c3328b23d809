import { ScriptError } from './script-error.ts';

/** A function of `\set`. */
export interface ScriptFunction {
  /** Fewest and most operands. */
  readonly operands: readonly [least: number, most: number];
  apply(values: readonly number[]): number | string;
}

/** Digits of a vector's elements: enough for pgvector's single precision. */
const VECTOR_DIGITS = 6;

/** pgbench's functions under its names, and random_vector. */
export const FUNCTIONS: Readonly<Record<string, ScriptFunction>> = {
  abs: { operands: [1, 1], apply: ([value = 0]) => Math.abs(value) },
  greatest: { operands: [1, 16], apply: (values) => Math.max(...values) },
  least: { operands: [1, 16], apply: (values) => Math.min(...values) },
  mod: { operands: [2, 2], apply: ([a = 0, b = 1]) => a % b },
  random: { operands: [2, 2], apply: ([low = 0, high = 0]) => low + spread(Math.random(), low, high) },
  // The manual of pgbench, "Random Functions": a parameter makes low values likelier.
  random_exponential: {
    operands: [3, 3],
    apply: ([low = 0, high = 0, parameter = 1]) => {
      if (parameter <= 0) throw new ScriptError('the parameter of random_exponential is greater than 0');
      const cut = Math.exp(-parameter);
      return low + spread(-Math.log(cut + (1 - cut) * (1 - Math.random())) / parameter, low, high);
    },
  },
  // A normal distribution over the range, its standard deviation a fraction of half the range.
  random_gaussian: {
    operands: [3, 3],
    apply: ([low = 0, high = 0, parameter = 2]) => {
      if (parameter < 2) throw new ScriptError('the parameter of random_gaussian is at least 2');
      return low + spread((gaussian(parameter) + parameter) / (2 * parameter), low, high);
    },
  },
  random_vector: {
    operands: [1, 1],
    apply: ([dimensions = 1]) => {
      if (!Number.isInteger(dimensions) || dimensions < 1)
        throw new ScriptError('random_vector takes a number of dimensions');
      return randomVector(dimensions);
    },
  },
};

/** A vector as pgvector writes it, each element from -1 to 1. */
export function randomVector(dimensions: number): string {
  const elements = Array.from({ length: dimensions }, () => (Math.random() * 2 - 1).toFixed(VECTOR_DIGITS));
  return `[${elements.join(',')}]`;
}

/** A share of 0 to 1, exclusive, as a whole number of 0 to high - low. */
function spread(share: number, low: number, high: number): number {
  if (high < low) throw new ScriptError(`there is no number from ${low} to ${high}`);
  return Math.min(high - low, Math.floor(share * (high - low + 1)));
}

/** Normally distributed within -limit and limit (Box and Muller). */
function gaussian(limit: number): number {
  for (;;) {
    const value = Math.sqrt(-2 * Math.log(1 - Math.random())) * Math.sin(2 * Math.PI * Math.random());
    if (Math.abs(value) < limit) return value;
  }
}
