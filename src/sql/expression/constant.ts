import { ParameterNeeded, type TranslationContext } from '../context.ts';
import { constText, vectorText } from '../tree/datum.ts';
import type { Const, Expression } from '../tree/nodes.ts';
import { visitNodes } from '../tree/visit.ts';
import { enumDatum } from './enum-label.ts';
import { familyOf, isHalfvec } from './family.ts';
import type { Scope } from './scope.ts';
import { sourceLiteral } from './source-literal.ts';
import { unsupported } from './unsupported.ts';

/** Text of a Const, read from its datum or, for types whose datum is not read, from the client's own literal. */
export function valueOf(node: Const, context: TranslationContext): string | null {
  if (node.constisnull || node.constvalue === null) return null;
  const text = constText(node);
  if (text !== undefined) return text;
  if (familyOf(node.consttype, context) === 'vector') {
    return vectorText(node.constvalue, isHalfvec(node.consttype, context) ? 'halfvec' : 'vector');
  }
  const label = enumDatum(node.constvalue, context.type(node.consttype));
  if (label !== undefined) return label;
  const written = sourceLiteral(context.sourceText, node.location);
  if (written === null) {
    const type = context.type(node.consttype)?.name ?? String(node.consttype);
    throw unsupported(`a constant of type ${type}`, context, node.location);
  }
  return written;
}

/**
 * The text of a node that is fixed at translation: a Const or a pinned parameter, casts between strings seen through.
 * Undefined for anything computed. An unpinned parameter is asked for (ParameterNeeded).
 */
export function fixedText(node: Expression, scope: Scope): string | null | undefined {
  const { context } = scope.statement;
  switch (node.kind) {
    case 'CONST':
      return valueOf(node, context);
    case 'PARAM': {
      if (node.paramkind !== 0) return undefined;
      const index = node.paramid - 1;
      const pinned = context.pinned.get(index);
      if (pinned === undefined) throw new ParameterNeeded([index]);
      return pinned;
    }
    case 'RELABELTYPE':
    case 'COLLATEEXPR':
    case 'COERCEVIAIO':
      return fixedText(node.arg, scope);
    default:
      return undefined;
  }
}

/** As fixedText, but 0A000 when the node is computed: `construct` needs a constant there. */
export function requireFixed(
  node: Expression,
  scope: Scope,
  construct: string,
  location: number,
): string | null {
  const text = fixedText(node, scope);
  if (text !== undefined) return text;
  throw unsupported(`${construct} that is not constant`, scope.statement.context, location);
}

/** Whether the node is a Const or a parameter, casts between strings seen through. */
export function isFixed(node: Expression): boolean {
  if (node.kind === 'RELABELTYPE' || node.kind === 'COLLATEEXPR') return isFixed(node.arg);
  return node.kind === 'CONST' || (node.kind === 'PARAM' && node.paramkind === 0);
}

/** CoercionForm COERCE_EXPLICIT_CALL */
const CALL = 0;

/**
 * Whether a value is the same for all rows, so that nothing is ordered, grouped or divided by it: constants, parameters
 * and casts of them. Printed in ORDER BY it could be read as the number of a column. Functions may give others each time.
 */
export function isSameForAllRows(node: Expression): boolean {
  let same = true;
  visitNodes(node, ({ kind, ...fields }) => {
    const isCall = kind === 'FUNCEXPR' && fields['funcformat'] === CALL;
    if (VARYING.includes(kind) || isCall) same = false;
    return same;
  });
  return same;
}

const VARYING: readonly string[] = [
  'VAR',
  'AGGREF',
  'WINDOWFUNC',
  'GROUPINGFUNC',
  'SUBLINK',
  'SQLVALUEFUNCTION',
];
