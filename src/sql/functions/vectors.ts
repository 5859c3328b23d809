import { fixedInteger, node, refuse, value, type Call, type Rule } from '../expression/call.ts';
import type { Family } from '../expression/family.ts';
import { DEFAULT_VECTOR } from '../expression/iris-type.ts';
import { constant, typedParameter } from '../expression/parameter.ts';
import {
  cosineDistance,
  euclideanDistance,
  innerProduct,
  negativeInnerProduct,
  squaredDistance,
  vectorDimensions,
  vectorNorm,
} from '../expression/vector.ts';
import { fragment, raw, type Fragment } from '../iris/fragment.ts';

const VECTOR: readonly Family[] = ['vector'];

type Distance = typeof cosineDistance;

function distance(name: string, print: Distance): Rule {
  return {
    name,
    takes: [VECTOR, VECTOR],
    gives: 'value',
    print: (call) => print(node(call, 0), node(call, 1), call.scope, call.print),
  };
}

/** vector(v, typmod, explicit): the column checks the length; what is bound becomes a vector of it. */
function ofLength(call: Call): Fragment {
  const arg = node(call, 0);
  const length = fixedInteger(call, 1);
  const shape = { ...DEFAULT_VECTOR, dimensions: length !== null && length > 0 ? length : null };
  if (arg.kind === 'CONST') return constant(arg, call.scope, shape);
  if (arg.kind === 'PARAM') return typedParameter(arg, call.scope, shape);
  return value(call, 0);
}

/** The number of elements is the column's; a NULL vector has none. */
function dimensions(call: Call): Fragment {
  const count = vectorDimensions(node(call, 0), call.scope);
  if (count === null) throw refuse(call, ' of a vector without a declared length');
  return fragment`CASE WHEN ${value(call, 0)} IS NOT NULL THEN ${raw(String(count))} END`;
}

/** pgvector's functions. */
export const VECTORS: readonly Rule[] = [
  distance('l2_distance', euclideanDistance),
  distance('vector_l2_squared_distance', squaredDistance),
  distance('cosine_distance', cosineDistance),
  distance('inner_product', innerProduct),
  distance('vector_negative_inner_product', negativeInnerProduct),
  { name: 'vector_dims', takes: [VECTOR], gives: 'value', print: dimensions },
  {
    name: 'vector_norm',
    takes: [VECTOR],
    gives: 'value',
    print: (call) => vectorNorm(node(call, 0), call.scope, call.print),
  },
  { name: 'vector', takes: [VECTOR, ['integer'], ['boolean']], gives: 'value', print: ofLength },
];
