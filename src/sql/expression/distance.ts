import { OID } from '../../types/oids.ts';
import type { Measure } from '../../types/pgvector/distance.ts';
import type { Expression, FuncExpr, OpExpr } from '../tree/nodes.ts';
import { visitExpressions } from '../tree/visit.ts';
import { familyOf } from './family.ts';
import { scopeOf, type Scope } from './scope.ts';
import { typeOf } from './type-of.ts';

/** pgvector's functions (vector--0.8.0.sql), also those behind its operators, that give a number for vectors. */
export const MEASURES: ReadonlyMap<string, Measure> = new Map<string, Measure>([
  ['l1_distance', 'l1'],
  ['l2_distance', 'l2'],
  ['vector_l2_squared_distance', 'l2 squared'],
  ['halfvec_l2_squared_distance', 'l2 squared'],
  ['cosine_distance', 'cosine'],
  ['inner_product', 'inner product'],
  ['vector_negative_inner_product', 'negative inner product'],
  ['halfvec_negative_inner_product', 'negative inner product'],
  ['vector_norm', 'norm'],
  ['l2_norm', 'norm'],
]);

/** A call that measures vectors. */
export interface Distance {
  readonly measure: Measure;
  /** One for the norm, else two. */
  readonly vectors: readonly Expression[];
  readonly location: number;
}

/** The distance that an operator or function call computes; null for any other. Operators are known by their function. */
export function distanceOf(node: Expression, scope: Scope): Distance | null {
  if (node.kind !== 'OPEXPR' && node.kind !== 'FUNCEXPR') return null;
  const { context } = scope.statement;
  const { args } = node;
  if (args.length === 0 || args.some((arg) => familyOf(typeOf(arg), context) !== 'vector')) return null;
  const measure = MEASURES.get(context.function(functionOf(node, scope))?.name ?? '');
  return measure === undefined ? null : { measure, vectors: args, location: node.location };
}

function functionOf(node: OpExpr | FuncExpr, scope: Scope): number {
  if (node.kind === 'FUNCEXPR') return node.funcid;
  return scope.statement.context.operator(node.opno)?.functionOid ?? 0;
}

/**
 * Whether a value is made of distances, also through a derived table's column. IRIS computes such a value with other
 * numbers than pgvector: near enough to compare and to sort by, not to be shown.
 */
export function holdsDistance(node: Expression, scope: Scope): boolean {
  let found = false;
  visitExpressions(node, (inner) => {
    // A condition is no distance, whatever it compares.
    if (typeOf(inner) === OID.bool) return false;
    found ||= distanceOf(inner, scope) !== null || isDistanceColumn(inner, scope);
    return !found;
  });
  return found;
}

/** Whether a column of a derived table, WITH query or join is made of distances. */
export function isDistanceColumn(node: Expression, scope: Scope): boolean {
  if (node.kind !== 'VAR' || typeOf(node) !== OID.float8) return false;
  const definition = scopeOf(node, scope).definition(node.varno, node.varattno);
  return definition !== null && holdsDistance(definition.expression, definition.scope);
}
