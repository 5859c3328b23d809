import { GatewayError } from '../../errors/gateway-error.ts';
import { SQLSTATE } from '../../errors/sqlstate.ts';
import { floatFromIris } from '../iris-float.ts';
import type { IrisValue } from '../iris-value.ts';
import { DEFAULT_VALUE_SETTINGS } from '../value-settings.ts';
import { halfvecCodec, vectorCodec } from './dense.ts';
import { DISTANCES, type Measure } from './distance.ts';
import { dataException } from './limits.ts';

export type DenseType = 'vector' | 'halfvec';

/** A vector that a distance is computed from. */
export type VectorOperand =
  /** Column of IRIS's row, 0-based. */
  | { readonly kind: 'column'; readonly column: number }
  /** A bound parameter, 0-based. */
  | { readonly kind: 'parameter'; readonly index: number }
  | { readonly kind: 'constant'; readonly text: string | null };

export type FloatOperator = '+' | '-' | '*' | '/';

/**
 * A double precision value that is computed from distances in pgvector's arithmetic, because IRIS computes with other
 * numbers (doubles throughout, iris-sql.md 5.1). Plain data; NULL operands give NULL.
 */
export type DistanceExpression =
  | {
      readonly kind: 'distance';
      readonly measure: Measure;
      readonly type: DenseType;
      readonly vectors: readonly VectorOperand[];
    }
  | { readonly kind: 'number'; readonly value: number | null }
  /** A number in a column of IRIS's row, 0-based. */
  | { readonly kind: 'column'; readonly column: number }
  /** A bound parameter that is a number, 0-based. */
  | { readonly kind: 'parameter'; readonly index: number }
  | { readonly kind: 'sign'; readonly name: '-' | 'abs'; readonly value: DistanceExpression }
  | {
      readonly kind: 'infix';
      readonly name: FloatOperator;
      readonly left: DistanceExpression;
      readonly right: DistanceExpression;
    };

type Row = readonly IrisValue[];
type Compute = (row: Row) => number | null;

const CODECS = { vector: vectorCodec(0, 0), halfvec: halfvecCodec(0, 0) };
const CONTEXT = { typmod: -1, settings: DEFAULT_VALUE_SETTINGS };

function readVector(value: IrisValue | undefined, type: DenseType): Float32Array | null {
  return value === null || value === undefined ? null : CODECS[type].fromIris(value, CONTEXT);
}

function readNumber(value: IrisValue | undefined): number | null {
  return value === null || value === undefined ? null : floatFromIris(value, 'double precision');
}

function operand(
  vector: VectorOperand | undefined,
  type: DenseType,
  parameters: Row,
): (row: Row) => Float32Array | null {
  if (vector?.kind === 'column') return (row) => readVector(row[vector.column], type);
  const text = vector?.kind === 'parameter' ? parameters[vector.index] : (vector?.text ?? null);
  const fixed = readVector(text, type);
  return () => fixed;
}

function outOfRange(how: 'overflow' | 'underflow'): GatewayError {
  return new GatewayError(SQLSTATE.numericValueOutOfRange, `value out of range: ${how}`);
}

/** float8pl, float8mi, float8mul, float8div (utils/float.h). */
function infix(name: FloatOperator, left: number, right: number): number {
  if (name === '/' && right === 0 && !Number.isNaN(left)) {
    throw new GatewayError(SQLSTATE.divisionByZero, 'division by zero');
  }
  const value = OPERATORS[name](left, right);
  if (!Number.isFinite(value) && !Number.isNaN(value) && Number.isFinite(left) && Number.isFinite(right)) {
    throw outOfRange('overflow');
  }
  const mayUnderflow = name === '*' ? left !== 0 && right !== 0 : name === '/' && left !== 0;
  if (value === 0 && mayUnderflow && Number.isFinite(right)) throw outOfRange('underflow');
  return value;
}

const OPERATORS: Readonly<Record<FloatOperator, (left: number, right: number) => number>> = {
  '+': (left, right) => left + right,
  '-': (left, right) => left - right,
  '*': (left, right) => left * right,
  '/': (left, right) => left / right,
};

/**
 * The function that computes an expression for a row. Made once for each execution, when the vectors that are the same for
 * all rows are read.
 * @throws GatewayError from the function: 22000 for different numbers of dimensions, 22003, 22012
 */
export function computeDistance(expression: DistanceExpression, parameters: Row): Compute {
  const made = (part: DistanceExpression): Compute => computeDistance(part, parameters);
  switch (expression.kind) {
    case 'distance': {
      const { measure, type, vectors } = expression;
      const [left, right = left] = vectors.map((vector) => operand(vector, type, parameters));
      const distance = DISTANCES[measure];
      return (row) => {
        const a = left?.(row) ?? null;
        const b = right?.(row) ?? null;
        if (a === null || b === null) return null;
        if (a.length !== b.length) {
          throw dataException(`different ${type} dimensions ${a.length} and ${b.length}`);
        }
        return distance(a, b);
      };
    }
    case 'number':
      return () => expression.value;
    case 'column':
      return (row) => readNumber(row[expression.column]);
    case 'parameter': {
      const value = readNumber(parameters[expression.index]);
      return () => value;
    }
    case 'sign': {
      const value = made(expression.value);
      const { name } = expression;
      return (row) => {
        const number = value(row);
        if (number === null) return null;
        return name === '-' ? -number : Math.abs(number);
      };
    }
    case 'infix': {
      const left = made(expression.left);
      const right = made(expression.right);
      return (row) => {
        const a = left(row);
        const b = right(row);
        return a === null || b === null ? null : infix(expression.name, a, b);
      };
    }
  }
}
