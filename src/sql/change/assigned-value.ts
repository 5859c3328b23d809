import { createRegistry } from '../../types/registry.ts';
import { secondsColumn } from '../../types/seconds.ts';
import { DEFAULT_VALUE_SETTINGS } from '../../types/value-settings.ts';
import type { RelationColumn, TranslationContext } from '../context.ts';
import { valueOf } from '../expression/constant.ts';
import { refuseConstrained, withoutDomains } from '../expression/domain.ts';
import { baseType, familyOf } from '../expression/family.ts';
import type { Family } from '../expression/family.ts';
import { castTo, toVector, vectorShape } from '../expression/iris-type.ts';
import { scalar } from '../expression/scalar.ts';
import type { Scope } from '../expression/scope.ts';
import { typeOf } from '../expression/type-of.ts';
import { fragment, parameter, raw } from '../iris/fragment.ts';
import type { Fragment } from '../iris/fragment.ts';
import type { Expression, FuncExpr } from '../tree/nodes.ts';

/** Codecs by type name: vector's OID differs from one shadow to the next. */
const CODECS = createRegistry({ vectorOid: 0, vectorArrayOid: 0 });

/**
 * The value of an expression for a column, as INSERT's VALUES and UPDATE's SET take it: Params and Consts are bare `?`,
 * converted by the column itself, so that a changing literal does not change the statement.
 * @throws GatewayError of the column's type when a constant does not fit it
 */
export function assignedValue(expression: Expression, column: RelationColumn, scope: Scope): Fragment {
  const { context } = scope.statement;
  const given = withoutDomains(expression, context);
  const value = withoutConversion(given, context);
  if (value.kind === 'CONST') return constantValue(valueOf(value, context), column, context);
  if (value.kind === 'PARAM' && value.paramkind === 0) {
    refuseConstrained(value.paramtype, context, value.location);
    return slotValue(parameter({ from: 'parameter', index: value.paramid - 1 }), column, context);
  }
  if (value.kind === 'VAR' && value.varlevelsup === 0) {
    const reference = scope.column(value.varno, value.varattno, value.location);
    if (reference.untyped) return slotValue(reference.fragment, column, context);
  }
  return checkedByColumn(given, scope);
}

/** A `?` as a column's value: vectors do not take text by themselves (iris-sql.md 5.1), and IRIS keeps all of a second. */
export function slotValue(slot: Fragment, column: RelationColumn, context: TranslationContext): Fragment {
  if (familyOf(column.typeOid, context) !== 'vector') return roundedSlot(slot, column);
  // The column's length is not said: TO_VECTOR would fill up or cut, where the column itself refuses.
  return toVector(slot, { ...vectorShape(column.irisType), dimensions: null });
}

function roundedSlot(slot: Fragment, column: RelationColumn): Fragment {
  const seconds = secondsColumn(column);
  const [only] = slot.slots;
  const rounds = seconds !== null && slot.sql === '?' && (only?.from === 'parameter' || only?.from === 'row');
  return rounds ? parameter({ ...only, seconds }) : slot;
}

/** A constant's text as a column's value. */
export function constantValue(
  text: string | null,
  column: RelationColumn,
  context: TranslationContext,
): Fragment {
  if (text === null) return parameter({ from: 'constant', value: null });
  const type = context.type(column.typeOid);
  // A user's type may have the name of a built-in one.
  const codec =
    (type?.kind === 'e' ? undefined : CODECS.byName(type?.name ?? '')) ?? CODECS.codec(column.typeOid);
  // A Const's text has no zone: it is UTC.
  const settings = { typmod: column.typmod, settings: DEFAULT_VALUE_SETTINGS };
  const value = codec.toIris(codec.parse(text, settings), settings);
  return slotValue(parameter({ from: 'constant', value }), column, context);
}

/** A value for a select list, where a bare `?` would have no type. */
export function typedValue(value: Fragment, column: RelationColumn, context: TranslationContext): Fragment {
  return value.sql === '?' ? castTo(value, column.typeOid, context) : value;
}

/** NULL of the column's type. */
export function typedNull(column: RelationColumn, context: TranslationContext): Fragment {
  return castTo(raw('NULL'), column.typeOid, context);
}

/** A value as a select list names it: `c1` ... */
export function named(value: Fragment, name: string): Fragment {
  return fragment`${value} AS ${raw(`"${name}"`)}`;
}

const NUMBERS: readonly Family[] = ['integer', 'numeric', 'float'];

/** The Param or Const inside conversions that the column makes anyway. */
function withoutConversion(expression: Expression, context: TranslationContext): Expression {
  if (expression.kind === 'RELABELTYPE' && expression.relabelformat === IMPLICIT) {
    return withoutConversion(expression.arg, context);
  }
  if (expression.kind !== 'FUNCEXPR' || expression.funcformat !== IMPLICIT) return expression;
  const [argument] = expression.args;
  if (argument === undefined) return expression;
  const from = familyOf(typeOf(argument), context);
  const to = familyOf(expression.funcresulttype, context);
  const widens =
    NUMBERS.includes(from) && NUMBERS.includes(to) && NUMBERS.indexOf(from) <= NUMBERS.indexOf(to);
  const checksLength = from === to && !converts(expression, argument, context);
  return widens || checksLength || (from === 'bpchar' && to === 'text')
    ? withoutConversion(argument, context)
    : expression;
}

/**
 * Types whose values are not checked by the column alone: vector and halfvec are both VECTOR in IRIS, and what IRIS has no
 * type for it cannot check.
 */
function converts(call: FuncExpr, argument: Expression, context: TranslationContext): boolean {
  const [from, to] = [typeOf(argument), call.funcresulttype].map((oid) => baseType(oid, context));
  const family = familyOf(call.funcresulttype, context);
  return family === 'other' || (family === 'vector' && from !== to);
}

/** CoercionForm COERCE_IMPLICIT_CAST */
const IMPLICIT = 2;

/**
 * Without the check of a string's or vector's length that assignment adds: IRIS checks it (-104), where a function in
 * SQL could only cut.
 */
function checkedByColumn(expression: Expression, scope: Scope): Fragment {
  const { context } = scope.statement;
  if (expression.kind !== 'FUNCEXPR' || !isLengthCheck(expression)) return scalar(expression, scope);
  const [argument] = expression.args;
  if (argument === undefined) return scalar(expression, scope);
  switch (familyOf(typeOf(expression), context)) {
    case 'text':
      return scalar(argument, scope);
    case 'vector':
      return scalar(converts(expression, argument, context) ? expression : argument, scope);
    case 'bpchar':
      // IRIS holds char(n) without its trailing blanks (src/types/bpchar.ts).
      return fragment`RTRIM(${scalar(argument, scope)})`;
    default:
      return scalar(expression, scope);
  }
}

function isLengthCheck(call: FuncExpr): boolean {
  return call.funcformat === IMPLICIT && call.args.length > 1;
}
