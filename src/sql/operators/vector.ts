import { node, type Call, type Rule } from '../expression/call.ts';
import type { Family } from '../expression/family.ts';
import { cosineDistance, euclideanDistance, negativeInnerProduct } from '../expression/vector.ts';
import type { Fragment } from '../iris/fragment.ts';

const VECTOR: readonly Family[] = ['vector'];

function rule(name: string, print: (call: Call) => Fragment): Rule {
  return { name, takes: [VECTOR, VECTOR], gives: 'value', print };
}

/** pgvector's distances. `<+>` (L1) has no expression in IRIS SQL (iris-sql.md 5.3). */
export const VECTOR_DISTANCES: readonly Rule[] = [
  rule('<->', (call) => euclideanDistance(node(call, 0), node(call, 1), call.scope, call.print)),
  rule('<#>', (call) => negativeInnerProduct(node(call, 0), node(call, 1), call.scope, call.print)),
  rule('<=>', (call) => cosineDistance(node(call, 0), node(call, 1), call.scope, call.print)),
];
