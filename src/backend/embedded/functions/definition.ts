import { convert, toText } from '../compile/conversion.ts';
import type { CompileContext } from '../compile/context.ts';
import { type Expression, expression } from '../compile/expression.ts';
import { call } from '../compile/fragment.ts';
import { decodeDecimal, encodeDecimal } from '../values/decimal-key.ts';
import type { Decimal } from '../values/decimal.ts';
import {
  BIGINT,
  BINARY,
  DATE,
  DECIMAL,
  DOUBLE,
  type SqlType,
  type SqliteValue,
  TEXT,
  TIME,
  TIMESTAMP,
} from '../values/sql-type.ts';
import type { UserFunction } from './user-function.ts';

/** A function of IRIS SQL. */
export interface FunctionDefinition {
  /** Upper case; the first is its own, the rest are synonyms. */
  readonly names: readonly string[];
  /** Least and greatest number of arguments. */
  readonly arity: readonly [number, number];
  /** First version that has it. */
  readonly since?: readonly [number, number];
  readonly compile: (args: readonly Expression[], context: CompileContext) => Expression;
  /** What `compile` calls in SQLite. */
  readonly userFunctions: readonly UserFunction[];
}

/** How an argument reaches JavaScript. */
interface ArgumentForms {
  text: string;
  /** Exact number. */
  number: Decimal;
  /** Cut off to a whole number, as a safe JavaScript integer. */
  integer: number;
  double: number;
  /** IRIS day number. */
  date: number;
  /** Microseconds of the day. */
  time: number;
  /** Microseconds since 1970. */
  timestamp: bigint;
  binary: Uint8Array;
}
export type ArgumentForm = keyof ArgumentForms;

type Values<Forms extends readonly ArgumentForm[]> = { [I in keyof Forms]: ArgumentForms[Forms[I]] };

interface ResultForms {
  text: string | null;
  number: Decimal | null;
  integer: number | bigint | null;
  double: number | null;
  date: number | null;
  time: number | null;
  timestamp: bigint | null;
  binary: Uint8Array | null;
}

export interface ScalarFunction<Forms extends readonly ArgumentForm[], Result extends ArgumentForm> {
  readonly names: readonly string[];
  /** One form for each argument; the last `optional` ones may be left out (then `run` gets fewer). */
  readonly takes: readonly [...Forms];
  readonly optional?: number;
  readonly gives: Result;
  readonly since?: readonly [number, number];
  /** Not called when an argument is NULL: the result is NULL then. */
  readonly run: (...args: Values<Forms>) => ResultForms[Result];
}

/** A function that is computed in JavaScript from converted arguments. */
export function scalarFunction<
  const Forms extends readonly ArgumentForm[],
  const Result extends ArgumentForm,
>(definition: ScalarFunction<Forms, Result>): FunctionDefinition {
  const { names, takes, gives, optional = 0, since } = definition;
  // $LENGTH and LENGTH are two functions
  const userName = `iris_fn_${(names[0] ?? '').toLowerCase().replace('$', 'dollar_')}`;
  const run = definition.run as unknown as (...args: unknown[]) => unknown;
  const encode = ENCODE[gives] as (value: unknown) => SqliteValue;
  return {
    names,
    arity: [takes.length - optional, takes.length],
    ...(since === undefined ? {} : { since }),
    compile: (args, context) => {
      const converted = args.map((arg, i) => argumentOf(arg, takes[i] ?? 'text', context));
      return expression(TYPES[gives], call(userName, ...converted.map((arg) => arg.sql)), {
        nullable: true,
      });
    },
    userFunctions: [
      {
        name: userName,
        deterministic: true,
        run: (...args) => {
          const values: unknown[] = [];
          for (let i = 0; i < args.length; i += 1) {
            const value = args[i];
            if (value === null || value === undefined) return null;
            values.push(decode(value, takes[i] ?? 'text'));
          }
          const result = run(...values);
          return result === null ? null : encode(result);
        },
      },
    ],
  };
}

/** The argument in the SQLite form that `decode` reads. */
export function argumentOf(value: Expression, form: ArgumentForm, context: CompileContext): Expression {
  return form === 'text' ? toText(value, context) : convert(value, TYPES[form], context);
}

const TYPES: Readonly<Record<ArgumentForm, SqlType>> = {
  text: TEXT,
  number: DECIMAL,
  integer: BIGINT,
  double: DOUBLE,
  date: DATE,
  time: { ...TIME, precision: 6 } as SqlType,
  timestamp: TIMESTAMP,
  binary: BINARY,
};

function decode(value: NonNullable<SqliteValue>, form: ArgumentForm): unknown {
  switch (form) {
    case 'number':
      return decodeDecimal(value as string);
    case 'integer':
    case 'date':
    case 'time':
      return Number(value);
    case 'text':
    case 'double':
    case 'timestamp':
    case 'binary':
      return value;
  }
}

const integer = (value: number | bigint): SqliteValue => BigInt(value);

const ENCODE = {
  text: (value: string): SqliteValue => value,
  number: (value: Decimal): SqliteValue => encodeDecimal(value),
  integer,
  double: (value: number): SqliteValue => value,
  date: integer,
  time: integer,
  timestamp: (value: bigint): SqliteValue => value,
  binary: (value: Uint8Array): SqliteValue => value,
};
