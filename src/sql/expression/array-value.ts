import { formatArray } from '../../types/array-text.ts';
import type { Fragment } from '../iris/fragment.ts';
import type { ArrayExpr } from '../tree/nodes.ts';
import { requireFixed } from './constant.ts';
import { literal } from './literal.ts';
import type { Scope } from './scope.ts';
import { unsupported } from './unsupported.ts';

/** ARRAY[...] of constants and pinned parameters: arrays are text in IRIS (iris-sql.md 3.1), which computes none. */
export function arrayValue(node: ArrayExpr, scope: Scope): Fragment {
  const { context } = scope.statement;
  if (node.multidims) throw unsupported('a multidimensional ARRAY[...]', context, node.location);
  const elements = (node.elements ?? []).map((element) =>
    requireFixed(element, scope, 'ARRAY[...] with an element', node.location),
  );
  const dimensions = elements.length === 0 ? [] : [{ length: elements.length, lowerBound: 1 }];
  const text = formatArray({ dimensions, elements }, (element) => element);
  return literal(text, node.array_typeid, context, node.location);
}
