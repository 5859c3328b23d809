import { OID } from '../../types/oids.ts';
import type { TranslationContext } from '../context.ts';
import { fragment, raw, stringLiteral, type Fragment } from '../iris/fragment.ts';
import type { ArrayCoerceExpr, CoerceViaIo, Expression, RelabelType } from '../tree/nodes.ts';
import { fixedText, isFixed } from './constant.ts';
import { familyOf } from './family.ts';
import { castTo } from './iris-type.ts';
import { literal } from './literal.ts';
import { scaleOf } from './numeric-scale.ts';
import type { Print } from './print.ts';
import type { Scope } from './scope.ts';
import { local, zoneSuffix } from './time-zone.ts';
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

/** Families whose elements look the same in an array's text when they are cast to a later one of the list. */
const WIDENING: readonly (readonly string[])[] = [['integer', 'numeric'], ['enum', 'text'], ['json']];

/**
 * A cast between arrays. IRIS holds arrays as PostgreSQL's text, so it changes nothing where the elements' text stays as
 * it is: smallint[] to integer[], varchar[] to text[].
 */
export function arrayCast(node: ArrayCoerceExpr, scope: Scope, print: Print): Fragment {
  const { context } = scope.statement;
  const from = elementOf(typeOf(node.arg), context);
  const to = elementOf(node.resulttype, context);
  const families = [familyOf(from, context), familyOf(to, context)] as const;
  const same = WIDENING.some((list) => {
    const [before, after] = [list.indexOf(families[0]), list.indexOf(families[1])];
    return before >= 0 && before <= after;
  });
  const narrows = families[1] === 'integer' && INTEGERS.indexOf(from) > INTEGERS.indexOf(to);
  if (!same || narrows) throw unsupported('a cast of an array', context, node.location);
  return print.scalar(node.arg, scope);
}

/** Integer types by size. */
const INTEGERS: readonly number[] = [OID.int2, OID.int4, OID.int8];

function elementOf(array: number, context: TranslationContext): number {
  return context.type(array)?.elementOid ?? 0;
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
      return fragment`TO_CHAR(${value}, 'YYYY-MM-DD')`;
    case 'numeric': {
      const scale = scaleOf(node, scope);
      if (scale === undefined) throw unsupported('the text of a numeric without a scale', context, location);
      return decimalText(value, scale);
    }
    case 'timestamp':
      return timestampText(value);
    case 'timestamptz':
      return fragment`(${timestampText(local(value, scope))} || ${stringLiteral(zoneSuffix(scope))})`;
    case 'float':
    case 'bytea':
    case 'time':
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

/** All digits of the scale, and a zero before the point, which IRIS's own text leaves out. */
function decimalText(value: Fragment, scale: number): Fragment {
  const whole = fragment`ROUND(ABS(${value}), 0, 1)`;
  const sign = fragment`CASE WHEN (${value} < 0) THEN '-' ELSE '' END`;
  const digits = fragment`CAST(CAST(${whole} AS BIGINT) AS CHAR VARYING)`;
  if (scale === 0) return fragment`(${sign} || ${digits})`;
  const rest = fragment`ROUND(((ABS(${value}) - ${whole}) * ${raw(`1${'0'.repeat(scale)}`)}), 0)`;
  const places = fragment`LPAD(CAST(CAST(${rest} AS BIGINT) AS CHAR VARYING), ${raw(String(scale))}, '0')`;
  return fragment`(${sign} || ${digits} || '.' || ${places})`;
}

/** A fraction only where there is one, without trailing zeros (DateStyle ISO). */
function timestampText(value: Fragment): Fragment {
  const microseconds = fragment`DATEPART('microsecond', ${value})`;
  const digits = fragment`TRIM(TRAILING '0' FROM LPAD(CAST(${microseconds} AS CHAR VARYING), 6, '0'))`;
  const fraction = fragment`CASE WHEN (${microseconds} = 0) THEN '' ELSE ('.' || ${digits}) END`;
  return fragment`(TO_CHAR(${value}, 'YYYY-MM-DD HH24:MI:SS') || ${fraction})`;
}

const TEXT = 25;
