import { fragment, raw, type Fragment } from '../iris/fragment.ts';
import type { CoerceViaIo, Expression, RelabelType } from '../tree/nodes.ts';
import { fixedText, isFixed } from './constant.ts';
import { familyOf } from './family.ts';
import { castTo } from './iris-type.ts';
import { literal } from './literal.ts';
import type { Print } from './print.ts';
import type { Scope } from './scope.ts';
import { typeOf } from './type-of.ts';
import { unsupported } from './unsupported.ts';

/** A cast between types of one representation: varchar to text, int4 to oid. */
export function relabel(node: RelabelType, scope: Scope, print: Print): Fragment {
  return print.scalar(node.arg, scope);
}

/** A cast through text. */
export function ioCast(node: CoerceViaIo, scope: Scope, print: Print): Fragment {
  const { context } = scope.statement;
  const from = familyOf(typeOf(node.arg), context);
  const to = familyOf(node.resulttype, context);
  if (to === 'text' || to === 'bpchar') return asText(node.arg, scope, print, node.location);
  // IRIS makes 0 of text that is no number, PostgreSQL error 22P02: only text known now can be converted exactly.
  if (from === 'text' && isFixed(node.arg)) {
    const text = fixedText(node.arg, scope) ?? null;
    return literal(text, node.resulttype, context, node.location);
  }
  throw unsupported(`a cast from ${from} to ${to}`, context, node.location);
}

/** The text form of a value, as the type's output function writes it. 0A000 where IRIS writes another. */
export function asText(node: Expression, scope: Scope, print: Print, location: number): Fragment {
  const { context } = scope.statement;
  const oid = typeOf(node);
  const family = familyOf(oid, context);
  const value = print.scalar(node, scope);
  switch (family) {
    case 'text':
    case 'bpchar':
    case 'json':
    case 'jsonb':
    case 'enum':
    case 'array':
      return value;
    case 'integer':
      return castTo(value, TEXT, context);
    case 'boolean':
      return fragment`CASE ${value} WHEN 1 THEN 'true' WHEN 0 THEN 'false' END`;
    case 'uuid':
      return fragment`LOWER(${castTo(value, TEXT, context)})`;
    case 'date':
      return fragment`TO_CHAR(${value}, ${raw("'YYYY-MM-DD'")})`;
    case 'numeric':
    case 'float':
    case 'bytea':
    case 'time':
    case 'timestamp':
    case 'timestamptz':
    case 'interval':
    case 'vector':
    case 'other':
      throw unsupported(
        `the text of a value of type ${context.type(oid)?.name ?? family}`,
        context,
        location,
      );
  }
}

const TEXT = 25;
