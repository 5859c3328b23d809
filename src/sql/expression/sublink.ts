import { fragment, raw, type Fragment } from '../iris/fragment.ts';
import { outputName, qualified } from '../iris/names.ts';
import { RTE, SUBLINK, type Expression, type SubLink } from '../tree/nodes.ts';
import { hasOuterReferences } from '../tree/outer-references.ts';
import { visitExpressions } from '../tree/visit.ts';
import { familyOf } from './family.ts';
import type { Print } from './print.ts';
import type { ColumnReference, Scope } from './scope.ts';
import { hasOneRowAtMost } from './single-row.ts';
import { typeOf } from './type-of.ts';
import { unsupported } from './unsupported.ts';

/** `(SELECT ...)` as a value. */
export function scalarSublink(node: SubLink, scope: Scope): Fragment {
  if (node.subLinkType !== SUBLINK.expression) {
    throw unsupported('ARRAY of a sub-select', scope.statement.context, node.location);
  }
  // IRIS takes the first row without a word.
  if (!hasOneRowAtMost(node.subselect, scope)) {
    throw unsupported(
      'a sub-select that may have several rows as an expression',
      scope.statement.context,
      node.location,
    );
  }
  return fragment`(${scope.statement.subselect(node.subselect, scope, 'expression')})`;
}

/** EXISTS, IN, ANY and ALL. With `filter`, unknown may be false. */
export function conditionSublink(node: SubLink, scope: Scope, print: Print, filter = false): Fragment {
  const { statement } = scope;
  switch (node.subLinkType) {
    case SUBLINK.exists:
      return fragment`(EXISTS (${statement.subselect(node.subselect, scope, 'existence')}))`;
    case SUBLINK.any:
    case SUBLINK.all:
      return simple(node, scope, print) ?? general(node, scope, print, filter);
    default:
      throw unsupported('comparison of a row with a sub-select', statement.context, node.location);
  }
}

/** `x op ANY (sub-select)` where IRIS compares the column as PostgreSQL does. */
function simple(node: SubLink, scope: Scope, print: Print): Fragment | null {
  const test = node.testexpr;
  if (test === null || test.kind !== 'OPEXPR') return null;
  const [left, right] = test.args;
  if (left === undefined || right?.kind !== 'PARAM' || right.paramkind !== 2) return null;
  const { statement } = scope;
  const { context } = statement;
  const name = context.operator(test.opno)?.name ?? '';
  const family = familyOf(typeOf(left), context);
  if (family !== familyOf(right.paramtype, context)) return null;
  if (!(name === '=' || name === '<>' ? EQUAL : ORDERED).includes(family)) return null;
  if (!['=', '<>', '<', '<=', '>', '>='].includes(name)) return null;
  const value = print.scalar(left, scope);
  const query = statement.subselect(node.subselect, scope, 'expression');
  if (name === '=' && node.subLinkType === SUBLINK.any) return fragment`(${value} IN (${query}))`;
  if (name === '<>' && node.subLinkType === SUBLINK.all) return fragment`(${value} NOT IN (${query}))`;
  if (isGrouped(left, scope)) return null;
  const quantifier = raw(node.subLinkType === SUBLINK.any ? 'ANY' : 'ALL');
  return fragment`(${value} ${raw(name)} ${quantifier} (${query}))`;
}

const ORDERED: readonly string[] = [
  'integer',
  'numeric',
  'float',
  'boolean',
  'date',
  'time',
  'timestamp',
  'timestamptz',
];
const EQUAL: readonly string[] = [...ORDERED, 'text', 'bpchar', 'uuid', 'bytea', 'enum'];

/**
 * Any comparison, also of rows, with PostgreSQL's three values: ANY is true if a row compares true, unknown if one
 * compares unknown, else false; ALL is false, unknown, true alike.
 */
function general(node: SubLink, scope: Scope, print: Print, filter: boolean): Fragment {
  const { testexpr } = node;
  if (testexpr === null) throw new Error('ANY or ALL without a comparison');
  if (isGrouped(testexpr, scope)) {
    throw unsupported(
      'this comparison of an aggregate with a sub-select',
      scope.statement.context,
      node.location,
    );
  }
  // A derived table sees nothing of the query around it (iris-sql.md 1.7: LATERAL).
  if (hasOuterReferences(node.subselect)) {
    throw unsupported('this comparison with a correlated sub-select', scope.statement.context, node.location);
  }
  const alias = scope.statement.nextAlias();
  const inner = scope.bind({ sublink: (paramid) => outputColumn(alias, paramid) });
  const rows = fragment`(${scope.statement.subselect(node.subselect, scope, 'expression')}) ${raw(alias)}`;
  const test = print.condition(testexpr, inner);
  const decides = node.subLinkType === SUBLINK.any ? test : fragment`(NOT ${test})`;
  const decided = fragment`EXISTS (SELECT 1 AS "c1" FROM ${rows} WHERE ${decides})`;
  if (filter && node.subLinkType === SUBLINK.any) return fragment`(${decided})`;
  const unknown = fragment`(CASE WHEN ${test} THEN 1 WHEN (NOT ${test}) THEN 0 END IS NULL)`;
  const doubtful = fragment`EXISTS (SELECT 1 AS "c1" FROM ${rows} WHERE ${unknown})`;
  const [hit, miss] = node.subLinkType === SUBLINK.any ? ['1', '0'] : ['0', '1'];
  return fragment`(CASE WHEN ${decided} THEN ${raw(hit)} WHEN ${doubtful} THEN NULL ELSE ${raw(miss)} END = 1)`;
}

/** Whether a value exists for a whole group only: in a WHERE of its own it would be evaluated for each row. */
function isGrouped(value: Expression, scope: Scope): boolean {
  let found = false;
  visitExpressions(value, (node) => {
    if (node.kind === 'AGGREF' || node.kind === 'WINDOWFUNC') {
      found ||= scope.bindings.computed?.has(node) !== true;
      return false;
    }
    if (node.kind === 'VAR' && node.varlevelsup === 0 && scope.entry(node.varno).rtekind === RTE.group) {
      found ||= scope.bindings.columns?.(node.varno, node.varattno) === undefined;
    }
    return true;
  });
  return found;
}

function outputColumn(alias: string, paramid: number): ColumnReference {
  return {
    fragment: qualified(alias, outputName(paramid)),
    collation: 'EXACT',
    notNull: false,
    untyped: false,
    base: null,
  };
}
