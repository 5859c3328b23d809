import { IrisError } from '../../iris-session.ts';
import { convert } from '../compile/conversion.ts';
import type { CompileContext } from '../compile/context.ts';
import { type Constant, type Expression, constantValue, expression } from '../compile/expression.ts';
import { type Fragment, bound, call } from '../compile/fragment.ts';
import { convertValue } from '../values/convert.ts';
import { INPUT } from '../values/readers.ts';
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
  const vector = convert(data, type, context);
  return data.constant === null ? vector : { ...vector, keptVector: kept(data.constant, type) };
}

function kept(constant: Constant, type: SqlType): Fragment {
  return bound((args, state) => {
    const value = constantValue(constant, args);
    const bytes = value === null ? null : convertValue(value, INPUT, type);
    return bytes === null ? null : state.keepVector(vectorView(bytes as Uint8Array));
  });
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
function operands(args: readonly Expression[]): readonly [Expression, Expression] {
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
  return [a, b];
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
    compile: (args) => {
      const [a, b] = operands(args);
      // Both functions are symmetric: the constant goes to the right.
      if (b.keptVector) return expression(DOUBLE, call(`${key}_kept`, a.sql, b.keptVector));
      if (a.keptVector) return expression(DOUBLE, call(`${key}_kept`, b.sql, a.keptVector));
      return expression(DOUBLE, call(key, a.sql, b.sql));
    },
    userFunctions: [strict(key, (a, b) => run(vectorView(a as Uint8Array), vectorView(b as Uint8Array)))],
  };
}

export const VECTOR_FUNCTIONS: readonly FunctionDefinition[] = [
  distance('VECTOR_COSINE', 'iris_vector_cosine', cosine),
  distance('VECTOR_DOT_PRODUCT', 'iris_vector_dot_product', dotProduct),
];

/** The same with the second vector by its number. @param find the vector an execution keeps under a number */
export function keptVectorFunctions(find: (number: SqliteValue) => Float64Array): readonly UserFunction[] {
  return [
    strict('iris_vector_cosine_kept', (a, b) => cosine(vectorView(a as Uint8Array), find(b))),
    strict('iris_vector_dot_product_kept', (a, b) => dotProduct(vectorView(a as Uint8Array), find(b))),
  ];
}

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
