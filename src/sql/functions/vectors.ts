import { isFixed } from '../expression/constant.ts';
import { node, refuse, value, type Call, type Rule } from '../expression/call.ts';
import { MEASURES } from '../expression/distance.ts';
import type { Family } from '../expression/family.ts';
import { typeOf } from '../expression/type-of.ts';
import { vectorDimensions } from '../expression/vector.ts';
import { fragment, raw, type Fragment } from '../iris/fragment.ts';
import { onlyNear } from '../operators/vector.ts';

const VECTOR: readonly Family[] = ['vector'];

/** vector(v, typmod, explicit) and halfvec's: what is bound is checked with the plan (Plan.sized), the rest cannot be. */
function ofLength(call: Call): Fragment {
  const arg = node(call, 0);
  if (!isFixed(arg) || typeOf(arg) !== call.resultType) throw refuse(call);
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
  ...[...MEASURES].map(([name, measure]) => onlyNear(name, measure === 'norm' ? [VECTOR] : [VECTOR, VECTOR])),
  { name: 'vector_dims', takes: [VECTOR], gives: 'value', print: dimensions },
  ...['vector', 'halfvec'].map(
    (name): Rule => ({ name, takes: [VECTOR, ['integer'], ['boolean']], gives: 'value', print: ofLength }),
  ),
];
