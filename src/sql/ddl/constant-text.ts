import type { Node, TypeName } from '@pgsql/types';
import { body, strings } from '../parse/node.ts';
import type { NodeBody } from '../parse/node.ts';

/** Whether a cast with type modifiers, which may cut or round, changes nothing for the column. */
type HarmlessCast = (typeName: TypeName) => boolean;

/**
 * The text of a constant expression, as an input function would read it: literals, signed numbers, casts of them,
 * ARRAY[] of them. `text` is null for NULL; the whole is undefined for anything else.
 */
export function constantText(
  node: Node | undefined,
  harmless: HarmlessCast,
): { readonly text: string | null } | undefined {
  const literal = body(node, 'A_Const');
  if (literal !== undefined) return literalText(literal);
  const cast = body(node, 'TypeCast');
  if (cast?.typeName !== undefined) {
    const modified = (cast.typeName.typmods ?? []).length > 0;
    return modified && !harmless(cast.typeName) ? undefined : constantText(cast.arg, harmless);
  }
  const collate = body(node, 'CollateClause');
  if (collate !== undefined) return constantText(collate.arg, harmless);
  const operation = body(node, 'A_Expr');
  if (operation !== undefined) return signedText(operation, harmless);
  const array = body(node, 'A_ArrayExpr');
  return array === undefined ? undefined : arrayText(array.elements ?? [], harmless);
}

function literalText(literal: NodeBody<'A_Const'>): { readonly text: string | null } | undefined {
  if (literal.isnull === true) return { text: null };
  if (literal.sval !== undefined) return { text: literal.sval.sval ?? '' };
  if (literal.fval !== undefined) return { text: literal.fval.fval ?? '' };
  if (literal.boolval !== undefined) return { text: literal.boolval.boolval === true ? 'true' : 'false' };
  return literal.ival === undefined ? undefined : { text: String(literal.ival.ival ?? 0) };
}

function signedText(
  operation: NodeBody<'A_Expr'>,
  harmless: HarmlessCast,
): { readonly text: string } | undefined {
  const [operator] = strings(operation.name);
  const operand = operation.lexpr === undefined ? constantText(operation.rexpr, harmless) : undefined;
  if (operand?.text == null || !(operator === '-' || operator === '+')) return undefined;
  if (operator === '+') return { text: operand.text };
  return { text: operand.text.startsWith('-') ? operand.text.slice(1) : `-${operand.text}` };
}

/** Array input text (manual 8.15.2): every element quoted, so that none reads as NULL or nests. */
function arrayText(elements: readonly Node[], harmless: HarmlessCast): { readonly text: string } | undefined {
  const parts: string[] = [];
  for (const element of elements) {
    const constant = constantText(element, harmless);
    if (constant === undefined) return undefined;
    const nested = body(element, 'A_ArrayExpr') !== undefined;
    if (constant.text === null) parts.push('NULL');
    else if (nested) parts.push(constant.text);
    else parts.push(`"${constant.text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`);
  }
  return { text: `{${parts.join(',')}}` };
}
