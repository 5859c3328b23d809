import { isFinite, roundToInteger, type FiniteDecimal } from './decimal.ts';
import { unexpectedIrisValue } from './input-error.ts';
import { irisDecimal } from './iris-number.ts';
import type { IrisValue } from './iris-value.ts';
import {
  absolute,
  add,
  ceiling,
  compare,
  floor,
  multiply,
  negate,
  remainder,
  roundTo,
  subtract,
  truncateTo,
} from './numeric-arithmetic.ts';
import { divide } from './numeric-division.ts';
import { fitTypmod } from './numeric.ts';

/**
 * A numeric value that is computed from the columns of IRIS's row instead of in IRIS, whose results have 18 or 19
 * significant digits and no display scale (iris-sql.md 3.1). Plain data. NULL operands give NULL where not said otherwise.
 */
export type NumericExpression =
  /**
   * Column of IRIS's row, 0-based. `scale`: digits after the point that PostgreSQL has there, where they are known (IRIS
   * drops trailing zeros); `scaleColumn`: the column that says so row by row.
   */
  | {
      readonly kind: 'column';
      readonly column: number;
      readonly scale?: number;
      readonly scaleColumn?: number;
    }
  | { readonly kind: 'constant'; readonly text: string | null }
  /** A bound parameter, 0-based. */
  | { readonly kind: 'parameter'; readonly index: number }
  | {
      readonly kind: 'infix';
      readonly name: InfixName;
      readonly left: NumericExpression;
      readonly right: NumericExpression;
    }
  | { readonly kind: 'prefix'; readonly name: PrefixName; readonly value: NumericExpression }
  /** round() and trunc() to `places`, an integer. */
  | {
      readonly kind: 'places';
      readonly name: 'round' | 'trunc';
      readonly value: NumericExpression;
      readonly places: NumericExpression;
    }
  /** A cast to numeric(p,s). */
  | { readonly kind: 'typmod'; readonly value: NumericExpression; readonly typmod: number }
  /** COALESCE */
  | { readonly kind: 'first'; readonly values: readonly NumericExpression[] }
  /** CASE: the value whose 1-based number stands in the column; NULL when that is NULL. Only this one is computed. */
  | { readonly kind: 'choice'; readonly column: number; readonly values: readonly NumericExpression[] }
  /** GREATEST and LEAST, which leave NULLs out. */
  | {
      readonly kind: 'extreme';
      readonly name: 'greatest' | 'least';
      readonly values: readonly NumericExpression[];
    };

export type InfixName = '+' | '-' | '*' | '/' | '%';
export type PrefixName = '-' | 'abs' | 'ceil' | 'floor';

type Row = readonly IrisValue[];
type Compute = (row: Row) => FiniteDecimal | null;

const INFIX: Readonly<Record<InfixName, (left: FiniteDecimal, right: FiniteDecimal) => FiniteDecimal>> = {
  '+': add,
  '-': subtract,
  '*': multiply,
  '/': divide,
  '%': remainder,
};

const PREFIX: Readonly<Record<PrefixName, (value: FiniteDecimal) => FiniteDecimal>> = {
  '-': negate,
  abs: absolute,
  ceil: ceiling,
  floor,
};

/** round() and trunc() reach no further (numeric.c, NUMERIC_MAX_RESULT_SCALE). */
const MOST_PLACES = 2000;

function fromIris(value: IrisValue | undefined): FiniteDecimal | null {
  if (value === null || value === undefined) return null;
  const decimal = irisDecimal(value, 'numeric');
  if (!isFinite(decimal)) throw unexpectedIrisValue('numeric', value);
  return decimal;
}

function column(at: number, scale: number | undefined, scaleColumn: number | undefined): Compute {
  if (scaleColumn !== undefined) {
    return (row) => {
      const value = fromIris(row[at]);
      const places = fromIris(row[scaleColumn]);
      return value === null || places === null ? value : roundTo(value, Number(places.digits));
    };
  }
  if (scale === undefined) return (row) => fromIris(row[at]);
  return (row) => {
    const value = fromIris(row[at]);
    return value === null ? null : roundTo(value, scale);
  };
}

function constant(value: FiniteDecimal | null): Compute {
  return () => value;
}

function toPlaces(name: 'round' | 'trunc', value: Compute, places: Compute): Compute {
  const run = name === 'round' ? roundTo : truncateTo;
  return (row) => {
    const number = value(row);
    const wanted = places(row);
    if (number === null || wanted === null) return null;
    return run(number, Math.min(Math.max(Number(roundToInteger(wanted)), -MOST_PLACES), MOST_PLACES));
  };
}

function extreme(name: 'greatest' | 'least', values: readonly Compute[]): Compute {
  const sign = name === 'greatest' ? 1 : -1;
  return (row) => {
    let best: FiniteDecimal | null = null;
    for (const value of values) {
      const candidate = value(row);
      if (candidate !== null && (best === null || compare(candidate, best) * sign > 0)) best = candidate;
    }
    return best;
  };
}

/**
 * The function that computes an expression for a row. Made once for each execution.
 * @throws GatewayError 22012 for a zero divisor, 22003 for a value that a numeric(p,s) cannot hold: from the function
 */
export function computeNumeric(expression: NumericExpression, parameters: readonly IrisValue[]): Compute {
  const made = (part: NumericExpression): Compute => computeNumeric(part, parameters);
  switch (expression.kind) {
    case 'column':
      return column(expression.column, expression.scale, expression.scaleColumn);
    case 'constant':
      return constant(expression.text === null ? null : fromIris(expression.text));
    case 'parameter':
      return constant(fromIris(parameters[expression.index]));
    case 'infix': {
      const run = INFIX[expression.name];
      const left = made(expression.left);
      const right = made(expression.right);
      return (row) => {
        const a = left(row);
        const b = right(row);
        return a === null || b === null ? null : run(a, b);
      };
    }
    case 'prefix': {
      const run = PREFIX[expression.name];
      const value = made(expression.value);
      return (row) => {
        const number = value(row);
        return number === null ? null : run(number);
      };
    }
    case 'places':
      return toPlaces(expression.name, made(expression.value), made(expression.places));
    case 'typmod': {
      const value = made(expression.value);
      return (row) => {
        const number = value(row);
        return number === null ? null : fitTypmod(number, expression.typmod);
      };
    }
    case 'first': {
      const values = expression.values.map(made);
      return (row) => {
        for (const value of values) {
          const number = value(row);
          if (number !== null) return number;
        }
        return null;
      };
    }
    case 'choice': {
      const values = expression.values.map(made);
      return (row) => {
        const chosen = row[expression.column] ?? null;
        return chosen === null ? null : (values[Number(chosen) - 1]?.(row) ?? null);
      };
    }
    case 'extreme':
      return extreme(expression.name, expression.values.map(made));
  }
}
