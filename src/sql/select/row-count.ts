import { GatewayError } from '../../errors/gateway-error.ts';
import type { TranslationContext } from '../context.ts';
import { fixedText } from '../expression/constant.ts';
import { familyOf } from '../expression/family.ts';
import { scalar } from '../expression/scalar.ts';
import type { Scope } from '../expression/scope.ts';
import { typeOf } from '../expression/type-of.ts';
import { positionOf } from '../expression/unsupported.ts';
import { fragment, parameter, raw, type Fragment } from '../iris/fragment.ts';
import type { Expression } from '../tree/nodes.ts';

/** A LIMIT or OFFSET: TOP and LIMIT take a number or `?`; a computed count needs row numbers. */
export interface RowCount {
  /** For TOP, LIMIT, OFFSET; null when the count is computed. */
  readonly plain: Fragment | null;
  /** For arithmetic and comparisons. */
  readonly value: Fragment;
}

/** The count of LIMIT or OFFSET; null for none, which NULL means too. */
export function rowCount(node: Expression | null, clause: 'LIMIT' | 'OFFSET', scope: Scope): RowCount | null {
  if (node === null) return null;
  const { context } = scope.statement;
  const inner = withoutCast(node, context);
  if (inner.kind === 'PARAM' && inner.paramkind === 0 && !context.pinned.has(inner.paramid - 1)) {
    const plain = parameter({ from: 'parameter', index: inner.paramid - 1, rowCount: clause });
    return { plain, value: fragment`CAST(${plain} AS BIGINT)` };
  }
  if (inner.kind !== 'CONST' && inner.kind !== 'PARAM') return { plain: null, value: scalar(node, scope) };
  const text = fixedText(inner, scope) ?? null;
  if (text === null) return null;
  const count = BigInt(text);
  if (count < 0n) {
    const sqlstate = clause === 'LIMIT' ? '2201W' : '2201X';
    throw new GatewayError(sqlstate, `${clause} must not be negative`, {
      position: positionOf(inner.location, context.sourceText),
    });
  }
  return { plain: raw(String(count)), value: raw(String(count)) };
}

/** LIMIT is bigint: an integer in it is cast, which changes nothing; a numeric is rounded. */
function withoutCast(node: Expression, context: TranslationContext): Expression {
  const [inner] = node.kind === 'FUNCEXPR' ? node.args : [];
  if (inner === undefined || (inner.kind !== 'CONST' && inner.kind !== 'PARAM')) return node;
  return familyOf(typeOf(inner), context) === 'integer' ? inner : node;
}
