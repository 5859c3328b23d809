import { parseArray } from '../../types/array-text.ts';
import { fragment, join, raw, type Fragment } from '../iris/fragment.ts';
import type { ArrayCoerceExpr, Expression, ScalarArrayOpExpr } from '../tree/nodes.ts';
import { fixedText } from './constant.ts';
import { familyOf } from './family.ts';
import { castTo } from './iris-type.ts';
import { literal } from './literal.ts';
import type { Print } from './print.ts';
import type { Scope } from './scope.ts';
import { typeOf } from './type-of.ts';
import { unsupported } from './unsupported.ts';

/** Longer IN lists are reported to find nothing on some versions (iris-sql.md section 4, unverified). */
const LONGEST_LIST = 499;

/** An element: a node and the scope it is read in. */
interface Element {
  readonly node: Expression;
  readonly scope: Scope;
}

/** `x = ANY (array)`, `x <> ALL (array)` as IN lists, other operators element by element. */
export function arrayComparison(node: ScalarArrayOpExpr, scope: Scope, print: Print): Fragment {
  const [left, array] = node.args;
  if (left === undefined || array === undefined) throw new Error('an array comparison takes two arguments');
  const elements = elementsOf(array, scope);
  if (elements === null) return fragment`(${castTo(raw('NULL'), typeOf(node), scope.statement.context)} = 1)`;
  if (elements.length === 0) return raw(node.useOr ? '(1 = 0)' : '(1 = 1)');
  const name = scope.statement.context.operator(node.opno)?.name;
  const list = name === '=' && node.useOr ? 'IN' : name === '<>' && !node.useOr ? 'NOT IN' : null;
  if (list !== null && inLists(left, scope)) {
    return joined(
      chunks(elements).map((part) => inList(left, list, part, scope, print)),
      node.useOr,
    );
  }
  return joined(
    elements.map((element) => print.condition(comparison(node, left, element), element.scope)),
    node.useOr,
  );
}

/** IN compares as IRIS's `=` does, which for these families is PostgreSQL's. */
function inLists(left: Expression, scope: Scope): boolean {
  const category = scope.statement.context.type(typeOf(left))?.category;
  return (
    category === 'N' ||
    category === 'S' ||
    category === 'D' ||
    category === 'B' ||
    category === 'E' ||
    typeOf(left) === 2950
  );
}

function inList(
  left: Expression,
  list: string,
  part: readonly Element[],
  scope: Scope,
  print: Print,
): Fragment {
  const value = print.scalar(left, scope);
  return fragment`(${value} ${raw(list)} (${join(
    part.map((element) => print.scalar(element.node, element.scope)),
    ', ',
  )}))`;
}

function comparison(node: ScalarArrayOpExpr, left: Expression, element: Element): Expression {
  return {
    kind: 'OPEXPR',
    opno: node.opno,
    opfuncid: 0,
    opresulttype: typeOf(node),
    opretset: false,
    inputcollid: 0,
    args: [left, element.node],
    location: node.location,
  };
}

/** Elements of ARRAY[...] or of an array that is fixed at translation; null for a NULL array. */
function elementsOf(array: Expression, scope: Scope): Element[] | null {
  if (array.kind === 'ARRAYEXPR') {
    if (array.multidims)
      throw unsupported('a multidimensional array', scope.statement.context, array.location);
    return (array.elements ?? []).map((node) => ({ node, scope }));
  }
  if (array.kind === 'ARRAYCOERCEEXPR' && array.arg.kind === 'ARRAYEXPR' && !makesEnums(array, scope)) {
    return elementsOf(array.arg, scope);
  }
  const { context } = scope.statement;
  const text = fixedText(array, scope);
  if (text === undefined) {
    throw unsupported(
      'a comparison with a computed array',
      context,
      'location' in array ? array.location : -1,
    );
  }
  if (text === null) return null;
  const typeId = context.type(typeOf(array))?.elementOid ?? 0;
  return parseArray(text, (part) => part).elements.map((part) => ({
    node: { kind: 'CASETESTEXPR', typeId, typeMod: -1 },
    scope: scope.bind({
      caseTest: {
        fragment: literal(part, typeId, context),
        collation: 'EXACT',
        notNull: part !== null,
        untyped: false,
        base: null,
      },
    }),
  }));
}

/** A cast of an array's elements that PostgreSQL checks. */
function makesEnums({ resulttype }: ArrayCoerceExpr, { statement }: Scope): boolean {
  const element = statement.context.type(resulttype)?.elementOid ?? 0;
  return familyOf(element, statement.context) === 'enum';
}

function chunks(elements: readonly Element[]): Element[][] {
  const parts: Element[][] = [];
  for (let at = 0; at < elements.length; at += LONGEST_LIST)
    parts.push(elements.slice(at, at + LONGEST_LIST));
  return parts;
}

function joined(conditions: readonly Fragment[], or: boolean): Fragment {
  const [only] = conditions;
  if (only !== undefined && conditions.length === 1) return only;
  return fragment`(${join(conditions, or ? ' OR ' : ' AND ')})`;
}
