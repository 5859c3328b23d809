import { fragment, join, raw, type Fragment } from '../iris/fragment.ts';
import type { Expression, OpExpr } from '../tree/nodes.ts';
import { distanceOf, holdsDistance, isDistanceColumn, type Distance } from './distance.ts';
import type { Print } from './print.ts';
import { scopeOf, type Scope } from './scope.ts';
import { unsupported } from './unsupported.ts';
import { hasZeroLength, printDistance } from './vector.ts';

/** Stands for NaN, which PostgreSQL takes to be greater than any number: no distance comes near it. */
const NAN = raw('CAST(1E100 AS DOUBLE)');

/** float8's own operators that IRIS has, by their names. */
const ARITHMETIC: ReadonlySet<string> = new Set(['+', '-', '*', '/']);

/**
 * A value made of distances, to be compared and sorted by: IRIS's digits are near enough for that, and where pgvector says
 * NaN (cosine distance from a vector of length 0) the value is greater than all others.
 * @throws GatewayError 0A000 for a construct that might not keep that order
 */
export function nearValue(node: Expression, scope: Scope, print: Print): Fragment {
  const cosines: Distance[] = [];
  const value = near(node, scope, print, cosines, true);
  if (cosines.length === 0) return value;
  const zero = cosines.map((distance) => hasZeroLength(distance, scope, print));
  return fragment`CASE WHEN ${zero.length === 1 ? (zero[0] ?? raw('')) : fragment`(${join(zero, ' OR ')})`} THEN ${NAN} ELSE ${value} END`;
}

/** As nearValue where it is made of distances, else as it stands. */
export function comparableValue(node: Expression, scope: Scope, print: Print): Fragment {
  return holdsDistance(node, scope) ? nearValue(node, scope, print) : print.scalar(node, scope);
}

function near(node: Expression, scope: Scope, print: Print, cosines: Distance[], whole: boolean): Fragment {
  const distance = distanceOf(node, scope);
  if (distance !== null) {
    if (distance.measure === 'cosine') cosines.push(distance);
    return printDistance(distance, scope, print);
  }
  if (!holdsDistance(node, scope)) return print.scalar(node, scope);
  if (node.kind === 'VAR' && whole && isDistanceColumn(node, scope)) {
    return scopeOf(node, scope).column(node.varno, node.varattno, node.location).fragment;
  }
  const parts = arithmetic(node, scope)?.map((part) => near(part, scope, print, cosines, false));
  const [left, right] = parts ?? [];
  if (node.kind !== 'OPEXPR' || left === undefined) {
    throw unsupported('this use of a vector distance', scope.statement.context, locationOf(node));
  }
  const name = raw(operatorName(node, scope));
  return right === undefined ? fragment`(${name}${left})` : fragment`(${left} ${name} ${right})`;
}

function arithmetic(node: Expression, scope: Scope): readonly Expression[] | null {
  if (node.kind !== 'OPEXPR') return null;
  const name = operatorName(node, scope);
  return node.args.length === 1 ? (name === '-' ? node.args : null) : ARITHMETIC.has(name) ? node.args : null;
}

function operatorName(node: OpExpr, scope: Scope): string {
  return scope.statement.context.operator(node.opno)?.name ?? '';
}

function locationOf(node: Expression): number {
  return 'location' in node ? node.location : -1;
}
