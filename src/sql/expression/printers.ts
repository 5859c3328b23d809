import { aggregate } from '../functions/aggregates.ts';
import { windowFunction } from '../functions/windows.ts';
import { fragment, join, raw, type Fragment } from '../iris/fragment.ts';
import { SUBLINK } from '../tree/nodes.ts';
import type { BoolExpr, DistinctExpr, Expression, Var } from '../tree/nodes.ts';
import { arrayComparison } from './array-comparison.ts';
import { arrayValue } from './array-value.ts';
import { arrayCast, ioCast, relabel } from './cast.ts';
import { distinct } from './comparison.ts';
import { caseExpression, coalesce, minMax, nullIf } from './conditional.ts';
import { toDomain } from './domain.ts';
import { isDistanceColumn } from './distance.ts';
import { call, type Printed } from './invocation.ts';
import { booleanTest, nullTest } from './null-test.ts';
import { neverNull } from './nullability.ts';
import { bareParameter, constant, typedParameter, typedSlot } from './parameter.ts';
import type { Print } from './print.ts';
import { rowComparison } from './row-comparison.ts';
import { scopeOf, type ColumnReference, type Scope } from './scope.ts';
import { sqlValue } from './sql-value.ts';
import { conditionSublink, scalarSublink } from './sublink.ts';
import { unsupported } from './unsupported.ts';

/** All expressions: this is where the files of single nodes meet. */
export const print: Print = {
  scalar(node, scope) {
    const printed = printNode(node, scope);
    if (printed.gives === 'value') return printed.fragment;
    return neverNull(node, scope)
      ? fragment`CASE WHEN ${printed.fragment} THEN 1 ELSE 0 END`
      : truthValue(printed.fragment);
  },
  condition(node, scope) {
    const printed = printNode(node, scope);
    return printed.gives === 'condition' ? printed.fragment : fragment`(${printed.fragment} = 1)`;
  },
  filter(node, scope) {
    if (node.kind === 'BOOLEXPR' && node.boolop !== 'not') {
      const args = node.args.map((arg) => print.filter(arg, scope));
      return fragment`(${join(args, node.boolop === 'and' ? ' AND ' : ' OR ')})`;
    }
    if (node.kind === 'SUBLINK' && node.subLinkType === SUBLINK.any) {
      return conditionSublink(node, scope, print, true);
    }
    return print.condition(node, scope);
  },
  operand(node, scope) {
    if (node.kind === 'PARAM') return bareParameter(node, scope);
    if (node.kind === 'RELABELTYPE' && node.arg.kind === 'PARAM') return bareParameter(node.arg, scope);
    return print.scalar(node, scope);
  },
};

/** A condition as 1, 0 or NULL; three-valued logic is kept (iris-sql.md section 4). */
function truthValue(condition: Fragment): Fragment {
  return fragment`CASE WHEN ${condition} THEN 1 WHEN (NOT ${condition}) THEN 0 END`;
}

function value(printed: Fragment): Printed {
  return { gives: 'value', fragment: printed };
}

function condition(printed: Fragment): Printed {
  return { gives: 'condition', fragment: printed };
}

function printNode(node: Expression, scope: Scope): Printed {
  const computed = scope.bindings.computed?.get(node);
  if (computed !== undefined) return value(computed);
  const { context } = scope.statement;
  switch (node.kind) {
    case 'VAR':
      return value(column(node, scope));
    case 'CONST':
      return value(constant(node, scope));
    case 'PARAM':
      return value(typedParameter(node, scope));
    case 'CASETESTEXPR':
      return value(caseTest(scope));
    case 'OPEXPR':
    case 'FUNCEXPR':
      return call(node, scope, print);
    case 'AGGREF':
      return value(aggregate(node, scope, print));
    case 'WINDOWFUNC':
      return value(windowFunction(node, scope, print));
    case 'BOOLEXPR':
      return condition(boolean(node, scope));
    case 'NULLTEST':
      return condition(nullTest(node, scope, print));
    case 'BOOLEANTEST':
      return condition(booleanTest(node, scope, print));
    case 'DISTINCTEXPR':
      return condition(distinctFrom(node, scope));
    case 'SCALARARRAYOPEXPR':
      return condition(arrayComparison(node, scope, print));
    case 'ROWCOMPAREEXPR':
      return condition(rowComparison(node, scope, print));
    case 'SUBLINK':
      return node.subLinkType === SUBLINK.expression || node.subLinkType === SUBLINK.array
        ? value(scalarSublink(node, scope))
        : condition(conditionSublink(node, scope, print));
    case 'CASEEXPR':
      return value(caseExpression(node, scope, print));
    case 'COALESCEEXPR':
      return value(coalesce(node, scope, print));
    case 'MINMAXEXPR':
      return value(minMax(node, scope, print));
    case 'NULLIFEXPR':
      return value(nullIf(node, scope, print));
    case 'SQLVALUEFUNCTION':
      return value(sqlValue(node, scope));
    case 'RELABELTYPE':
      return value(relabel(node, scope, print));
    case 'COERCEVIAIO':
      return value(ioCast(node, scope, print));
    case 'COERCETODOMAIN':
      return value(toDomain(node, scope, print));
    case 'ARRAYCOERCEEXPR':
      return value(arrayCast(node, scope, print));
    case 'ARRAYEXPR':
      return value(arrayValue(node, scope));
    case 'NAMEDARGEXPR':
    case 'COLLATEEXPR':
      return printNode(node.arg, scope);
    case 'RETURNINGEXPR':
      return printNode(node.retexpr, scope);
    default:
      throw unsupported(CONSTRUCTS[node.kind] ?? node.kind, context, 'location' in node ? node.location : -1);
  }
}

const CONSTRUCTS: Readonly<Partial<Record<Expression['kind'], string>>> = {
  ROWEXPR: 'a row as a value',
  SUBSCRIPTINGREF: 'a subscript',
  FIELDSELECT: 'a field of a composite value',
  GROUPINGFUNC: 'GROUPING()',
  COERCETODOMAINVALUE: 'a domain constraint',
  SETTODEFAULT: 'DEFAULT in an expression',
  MERGESUPPORTFUNC: 'merge_action()',
};

function column(node: Var, scope: Scope): Fragment {
  if (isDistanceColumn(node, scope)) {
    throw unsupported('this use of a vector distance', scope.statement.context, node.location);
  }
  const owner = scopeOf(node, scope);
  const reference = owner.column(node.varno, node.varattno, node.location);
  return exact(reference, node.vartype, scope);
}

function caseTest(scope: Scope): Fragment {
  const reference = scope.bindings.caseTest;
  if (reference === undefined) throw new Error('a CASE operand is used outside of its CASE');
  return reference.fragment;
}

/**
 * A column's value as PostgreSQL sees it: strings of other collations than EXACT would be compared without case, and
 * even be read in upper case under GROUP BY, DISTINCT or ORDER BY (iris-sql.md 1.2, 1.3).
 */
function exact(reference: ColumnReference, oid: number, scope: Scope): Fragment {
  if (reference.untyped) return typedSlot(reference.fragment, oid, scope);
  const asIs = reference.collation === 'EXACT' || scope.statement.context.dialect.exactCollation === false;
  return asIs ? reference.fragment : fragment`%EXACT(${reference.fragment})`;
}

function boolean(node: BoolExpr, scope: Scope): Fragment {
  const args = node.args.map((arg) => print.condition(arg, scope));
  if (node.boolop === 'not') return fragment`(NOT ${args[0] ?? raw('')})`;
  return fragment`(${join(args, node.boolop === 'and' ? ' AND ' : ' OR ')})`;
}

function distinctFrom(node: DistinctExpr, scope: Scope): Fragment {
  const [left, right] = node.args;
  if (left === undefined || right === undefined) throw new Error('IS DISTINCT FROM takes two arguments');
  return distinct(left, right, scope, print);
}
