import { fragment, join, type Fragment } from '../iris/fragment.ts';
import type { Expression } from '../tree/nodes.ts';
import { DEFAULT_VECTOR, vectorShape, type VectorShape } from './iris-type.ts';
import { constant, typedParameter } from './parameter.ts';
import type { Print } from './print.ts';
import { scopeOf, type Scope } from './scope.ts';
import { typmodOf } from './type-of.ts';

/** Element type and length that a vector expression has by itself; null when only its counterpart knows. */
function shapeOf(node: Expression, scope: Scope): VectorShape | null {
  if (node.kind === 'VAR') {
    const owner = scopeOf(node, scope);
    const definition = owner.definition(node.varno, node.varattno);
    if (definition !== null) return shapeOf(definition.expression, definition.scope);
    const { base } = owner.column(node.varno, node.varattno, node.location);
    return base === null ? null : vectorShape(base.irisType);
  }
  if (node.kind === 'FUNCEXPR' && node.args[0] !== undefined && node.funcformat !== 0) {
    return shapeOf(node.args[0], scope);
  }
  return null;
}

/** Both sides with one shape: the column's, since IRIS refuses to mix types and lengths (-257, -259). */
export function vectorPair(
  left: Expression,
  right: Expression,
  scope: Scope,
  print: Print,
): readonly [Fragment, Fragment] {
  const shape = shapeOf(left, scope) ?? shapeOf(right, scope) ?? declaredShape(left, right);
  return [vector(left, shape, scope, print), vector(right, shape, scope, print)];
}

function declaredShape(left: Expression, right: Expression): VectorShape {
  const dimensions = Math.max(typmodOf(left), typmodOf(right));
  return { ...DEFAULT_VECTOR, dimensions: dimensions > 0 ? dimensions : null };
}

function vector(node: Expression, shape: VectorShape, scope: Scope, print: Print): Fragment {
  if (node.kind === 'CONST') return constant(node, scope, shape);
  if (node.kind === 'PARAM') return typedParameter(node, scope, shape);
  // vector(x, typmod, explicit) checks the length; the value stays. An array cast to vector has no such form.
  if (node.kind === 'FUNCEXPR' && node.args[0] !== undefined && isLengthCheck(node.args[0], scope)) {
    return vector(node.args[0], shape, scope, print);
  }
  return print.scalar(node, scope);
}

function isLengthCheck(inner: Expression, scope: Scope): boolean {
  const type = inner.kind === 'CONST' ? inner.consttype : inner.kind === 'PARAM' ? inner.paramtype : 0;
  return scope.statement.context.type(type)?.name === 'vector';
}

function similarity(name: Fragment, pair: readonly [Fragment, Fragment]): Fragment {
  return fragment`${name}(${join(pair, ', ')})`;
}

const DOT: Fragment = { sql: 'VECTOR_DOT_PRODUCT', slots: [] };
const COSINE: Fragment = { sql: 'VECTOR_COSINE', slots: [] };

/** `<=>`: 1 - cosine similarity. */
export function cosineDistance(left: Expression, right: Expression, scope: Scope, print: Print): Fragment {
  return fragment`(1 - ${cosineSimilarity(left, right, scope, print)})`;
}

/** What an index on cosine distance is searched by, descending (iris-sql.md 5.3). */
export function cosineSimilarity(left: Expression, right: Expression, scope: Scope, print: Print): Fragment {
  return similarity(COSINE, vectorPair(left, right, scope, print));
}

/** `<#>`: the inner product with its sign turned. */
export function negativeInnerProduct(
  left: Expression,
  right: Expression,
  scope: Scope,
  print: Print,
): Fragment {
  return fragment`(-${innerProduct(left, right, scope, print)})`;
}

/** The inner product, searched descending. */
export function innerProduct(left: Expression, right: Expression, scope: Scope, print: Print): Fragment {
  return similarity(DOT, vectorPair(left, right, scope, print));
}

/** `<->` from dot products (iris-sql.md 5.1); rounding may push the square of a distance near 0 below it. */
export function euclideanDistance(left: Expression, right: Expression, scope: Scope, print: Print): Fragment {
  return fragment`SQRT(${squaredDistance(left, right, scope, print)})`;
}

/** The square of `<->`. */
export function squaredDistance(left: Expression, right: Expression, scope: Scope, print: Print): Fragment {
  const [a, b] = vectorPair(left, right, scope, print);
  const square = fragment`((${similarity(DOT, [a, a])} - (2 * ${similarity(DOT, [a, b])})) + ${similarity(DOT, [b, b])})`;
  return fragment`GREATEST(${square}, 0)`;
}

/** The length of a vector: SQRT(v . v). */
export function vectorNorm(node: Expression, scope: Scope, print: Print): Fragment {
  const [v] = vectorPair(node, node, scope, print);
  return fragment`SQRT(${similarity(DOT, [v, v])})`;
}

/** Number of elements, where the column says it. */
export function vectorDimensions(node: Expression, scope: Scope): number | null {
  const dimensions = shapeOf(node, scope)?.dimensions ?? typmodOf(node);
  return dimensions > 0 ? dimensions : null;
}
