import { IrisError } from '../../iris-session.ts';
import { convert } from '../compile/conversion.ts';
import type { CompileContext } from '../compile/context.ts';
import { type Expression, expression } from '../compile/expression.ts';
import { call, type Fragment } from '../compile/fragment.ts';
import { convertValue } from '../values/convert.ts';
import { BIGINT, DOUBLE, type SqlType, type SqliteValue } from '../values/sql-type.ts';
import { cosine, dotProduct, vectorView, type VectorElement } from '../values/vector.ts';
import type { FunctionDefinition } from './definition.ts';
import { type UserFunction, strict } from './user-function.ts';

/**
 * TO_VECTOR(data, type, length). A parameter or literal becomes a vector before SQLite sees it, so that a scan parses
 * it once.
 */
export function toVector(
  data: Expression,
  element: VectorElement | null,
  length: number | null,
  context: CompileContext,
): Expression {
  const [year, release] = context.dialect.version;
  const defaultElement = year > 2024 || (year === 2024 && release >= 3) ? 'FLOAT' : 'DOUBLE';
  const type: SqlType = { kind: 'vector', element: element ?? defaultElement, length };
  return convert(data, type, context);
}

/** TO_VECTOR(data, type, ?): the length is only known at execution. */
export function toVectorOfLength(
  data: Expression,
  element: VectorElement,
  length: Expression,
  context: CompileContext,
): Expression {
  const type: SqlType = { kind: 'vector', element, length: null };
  const vector = convert(data, type, context).sql;
  return expression(type, call('iris_vector_resize', vector, convert(length, BIGINT, context).sql));
}

/** @throws IrisError -258 for what is no vector, -259 for different element types */
function operands(args: readonly Expression[]): readonly [Fragment, Fragment] {
  const [a, b] = args;
  if (!a || !b) throw new IrisError(-380, 'Too few arguments for the SQL function');
  for (const value of [a, b]) {
    if (value.type.kind !== 'vector' && value.type.kind !== 'null') {
      throw new IrisError(
        -258,
        'Cannot perform vector operation on a value that is not a vector: use TO_VECTOR',
      );
    }
  }
  if (a.type.kind === 'vector' && b.type.kind === 'vector' && a.type.element !== b.type.element) {
    throw new IrisError(
      -259,
      `Cannot perform vector operation on vectors of different datatypes ${a.type.element} and ${b.type.element}`,
    );
  }
  if (
    a.type.kind === 'vector' &&
    b.type.kind === 'vector' &&
    a.type.length !== null &&
    b.type.length !== null &&
    a.type.length !== b.type.length
  ) {
    throw new IrisError(
      -257,
      `Cannot perform vector operation on vectors of different lengths ${a.type.length} and ${b.type.length}`,
    );
  }
  return [a.sql, b.sql];
}

function distance(
  name: string,
  key: string,
  run: (a: Float64Array, b: Float64Array) => SqliteValue,
): FunctionDefinition {
  return {
    names: [name],
    arity: [2, 2],
    since: [2024, 1],
    compile: (args) => expression(DOUBLE, call(key, ...operands(args))),
    userFunctions: [strict(key, (a, b) => run(vectorView(a as Uint8Array), vectorView(b as Uint8Array)))],
  };
}

export const VECTOR_FUNCTIONS: readonly FunctionDefinition[] = [
  distance('VECTOR_COSINE', 'iris_vector_cosine', cosine),
  distance('VECTOR_DOT_PRODUCT', 'iris_vector_dot_product', dotProduct),
];

export const VECTOR_USER_FUNCTIONS: readonly UserFunction[] = [
  strict('iris_vector_resize', (vector, length) =>
    convertValue(
      vector,
      { kind: 'vector', element: 'DOUBLE', length: null },
      {
        kind: 'vector',
        element: 'DOUBLE',
        length: Number(length),
      },
    ),
  ),
];
