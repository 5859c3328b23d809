import { IrisError } from '../../iris-session.ts';
import type { IrisValue } from '../../../types/iris-value.ts';
import { EXACT, type Collation } from '../values/collation.ts';
import { convertValue, type TextForm } from '../values/convert.ts';
import { type Decimal, canonical, scaled, toNumber } from '../values/decimal.ts';
import { INPUT } from '../values/readers.ts';
import { NULL_TYPE, type SqlType, type SqliteValue, TEXT } from '../values/sql-type.ts';
import { type Fragment, bound, literal, raw } from './fragment.ts';

/** A parameter or literal: it takes the type that its surroundings want, before SQLite sees it. */
export type Constant =
  | { readonly kind: 'parameter'; readonly index: number }
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'number'; readonly value: Decimal };

/** A compiled scalar. */
export interface Expression {
  readonly type: SqlType;
  /** SQLite SQL that gives the value in the form of `type`. */
  readonly sql: Fragment;
  readonly constant: Constant | null;
  /** Whose collation counts when two strings meet: 2 %EXACT(x) and its kind, 1 a column, 0 any other expression. */
  readonly collationRank: 0 | 1 | 2;
  /** Whether it can be NULL, as far as is known. */
  readonly nullable: boolean;
  /** Of a column that holds IDs: the class of what it refers to. */
  readonly references?: string;
  /** A vector made of a constant: the number under which the execution keeps it, so that no row hands it to SQLite. */
  readonly keptVector?: Fragment;
}

export function expression(
  type: SqlType,
  sql: Fragment,
  more: Partial<Omit<Expression, 'type' | 'sql'>> = {},
): Expression {
  return { type, sql, constant: null, collationRank: 0, nullable: true, ...more };
}

export const NULL_EXPRESSION: Expression = expression(NULL_TYPE, raw('NULL'));

/** `?` */
export function parameterExpression(index: number): Expression {
  const constant: Constant = { kind: 'parameter', index };
  return expression(
    TEXT,
    adapt(constant, (value) => convertValue(value, INPUT, TEXT)),
    { constant },
  );
}

export function textExpression(value: string): Expression {
  return expression(TEXT, literal(value), { constant: { kind: 'text', value }, nullable: false });
}

/**
 * The constant made by `make`: at compile time for a literal, at each execution for a parameter. `make` is not asked
 * about NULL.
 */
export function adapt(constant: Constant, make: (value: NonNullable<IrisValue>) => SqliteValue): Fragment {
  switch (constant.kind) {
    case 'parameter': {
      const { index } = constant;
      return bound((args) => {
        const value = argument(args, index);
        return value === null ? null : make(value);
      });
    }
    case 'text':
      return literal(make(constant.value));
    case 'number':
      return literal(make(numberInput(constant.value)));
  }
}

/** A number literal as a client would give it: whole numbers are no text, so that a date can be a day number. */
function numberInput(value: Decimal): bigint | string {
  return value.exponent >= 0 ? scaled(value, 0) : canonical(value);
}

/** The value of a constant in an execution. */
export function constantValue(constant: Constant, args: readonly IrisValue[]): IrisValue {
  if (constant.kind === 'parameter') return argument(args, constant.index);
  return constant.kind === 'text' ? constant.value : numberInput(constant.value);
}

/** @throws IrisError -400 when fewer arguments are bound than the statement has `?` */
export function argument(args: readonly IrisValue[], index: number): IrisValue {
  const value = args[index];
  if (value === undefined) {
    throw new IrisError(-400, `<UNDEFINED> parameter ${index + 1} has no value`);
  }
  return value;
}

/** A constant in the SQLite form of a type, by CAST's rules. */
export function adaptTo(constant: Constant, type: SqlType, form: TextForm = 'odbc'): Fragment {
  if (constant.kind === 'number' && type.kind === 'double') return literal(toNumber(constant.value));
  return adapt(constant, (value) => convertValue(value, INPUT, type, form));
}

export function collationOf(type: SqlType): Collation {
  return type.kind === 'text' ? type.collation : EXACT;
}
