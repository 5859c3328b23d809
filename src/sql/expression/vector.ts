import { fragment, join, type Fragment } from '../iris/fragment.ts';
import type { Expression } from '../tree/nodes.ts';
import { isFixed } from './constant.ts';
import type { Distance } from './distance.ts';
import { DEFAULT_VECTOR, vectorShape, type VectorShape } from './iris-type.ts';
import { constant, typedParameter } from './parameter.ts';
import type { Print } from './print.ts';
import { scopeOf, type Scope } from './scope.ts';
import { typeOf, typmodOf } from './type-of.ts';
import { unsupported } from './unsupported.ts';

/** Element type and length that a vector expression has by itself; null when only its counterpart knows. */
function shapeOf(node: Expression, scope: Scope): VectorShape | null {
  if (node.kind !== 'VAR') return null;
  const owner = scopeOf(node, scope);
  const definition = owner.definition(node.varno, node.varattno);
  if (definition !== null) return shapeOf(definition.expression, definition.scope);
  const { base } = owner.column(node.varno, node.varattno, node.location);
  return base === null ? null : vectorShape(base.irisType);
}

/**
 * Both vectors with the column's element type, since IRIS refuses to mix them (-259). No length is said: TO_VECTOR would
 * fill up or cut a vector of another one, where IRIS refuses it by itself (-257), as pgvector does.
 */
function operands(distance: Distance, scope: Scope, print: Print): Fragment[] {
  const shapes = distance.vectors.map((vector) => shapeOf(vector, scope));
  const shape = { ...(shapes.find((found) => found !== null) ?? DEFAULT_VECTOR), dimensions: null };
  return distance.vectors.map((vector) => operand(vector, shape, scope, print));
}

function operand(node: Expression, shape: VectorShape, scope: Scope, print: Print): Fragment {
  const inner = withoutLengthCheck(node);
  if (inner.kind === 'CONST') return constant(inner, scope, shape);
  if (inner.kind === 'PARAM') return typedParameter(inner, scope, shape);
  return print.scalar(node, scope);
}

/** The parameter or constant whose length `vector(x, typmod, explicit)` checks: the plan does it (Plan.sized). */
export function withoutLengthCheck(node: Expression): Expression {
  if (node.kind !== 'FUNCEXPR' || node.args.length !== 3) return node;
  const [inner] = node.args;
  return inner !== undefined && isFixed(inner) && typeOf(inner) === node.funcresulttype ? inner : node;
}

const DOT: Fragment = { sql: 'VECTOR_DOT_PRODUCT', slots: [] };
const COSINE: Fragment = { sql: 'VECTOR_COSINE', slots: [] };

function call(name: Fragment, vectors: readonly (Fragment | undefined)[]): Fragment {
  return fragment`${name}(${join(
    vectors.flatMap((vector) => vector ?? []),
    ', ',
  )})`;
}

/** VECTOR_COSINE of the vectors, by which an HNSW index on cosine distance is searched, descending (iris-sql.md 5.3). */
export function cosineSimilarity(distance: Distance, scope: Scope, print: Print): Fragment {
  return call(COSINE, operands(distance, scope, print));
}

/** VECTOR_DOT_PRODUCT of the vectors, searched descending. */
export function dotProduct(distance: Distance, scope: Scope, print: Print): Fragment {
  return call(DOT, operands(distance, scope, print));
}

/** The square of the first vector's length, without what is the same for all rows when the second is: 2 v.q off it. */
export function euclideanOrder(distance: Distance, scope: Scope, print: Print): Fragment {
  const [v, q] = operands(distance, scope, print);
  return fragment`(${call(DOT, [v, v])} - (2 * ${call(DOT, [v, q])}))`;
}

/** Whether a vector has length 0, for which pgvector's cosine distance is NaN; NULL when one of them is NULL. */
export function hasZeroLength(distance: Distance, scope: Scope, print: Print): Fragment {
  const [a, b] = operands(distance, scope, print);
  return fragment`((${call(DOT, [a, a])} * ${call(DOT, [b, b])}) = 0)`;
}

/**
 * A distance as IRIS computes it: near pgvector's, not the same digits.
 * @throws GatewayError 0A000 for L1, which has no expression in IRIS SQL (iris-sql.md 5.3)
 */
export function printDistance(distance: Distance, scope: Scope, print: Print): Fragment {
  const [a, b] = operands(distance, scope, print);
  switch (distance.measure) {
    case 'cosine':
      return fragment`(1 - ${call(COSINE, [a, b])})`;
    case 'inner product':
      return call(DOT, [a, b]);
    case 'negative inner product':
      return fragment`(-${call(DOT, [a, b])})`;
    case 'l2':
      return fragment`SQRT(${squared(a, b)})`;
    case 'l2 squared':
      return squared(a, b);
    case 'norm':
      return fragment`SQRT(${call(DOT, [a, a])})`;
    case 'l1':
      throw unsupported('taxicab distance', scope.statement.context, distance.location);
  }
}

/** From dot products (iris-sql.md 5.1); rounding may push the square of a distance near 0 below it. */
function squared(a: Fragment | undefined, b: Fragment | undefined): Fragment {
  const square = fragment`((${call(DOT, [a, a])} - (2 * ${call(DOT, [a, b])})) + ${call(DOT, [b, b])})`;
  return fragment`GREATEST(${square}, 0)`;
}

/** Number of elements, where the column says it. */
export function vectorDimensions(node: Expression, scope: Scope): number | null {
  const dimensions = shapeOf(node, scope)?.dimensions ?? typmodOf(node);
  return dimensions > 0 ? dimensions : null;
}
