import type { Dialect } from '../../../sql/context.ts';
import { IrisError } from '../../iris-session.ts';
import { type Expression, expression, textExpression } from '../compile/expression.ts';
import { bound } from '../compile/fragment.ts';
import type { CompileContext } from '../compile/context.ts';
import { splitTimestamp } from '../values/calendar.ts';
import { BIGINT, TEXT } from '../values/sql-type.ts';
import type { FunctionDefinition } from './definition.ts';

/** Namespace and user of the embedded engine where nobody has logged in to it. */
export const NAMESPACE = 'USER';
export const USERNAME = '_SYSTEM';
/** Where unqualified names live (iris-sql.md 3.3). */
export const DEFAULT_SCHEMA = 'SQLUser';

/** $ZVERSION of the emulated server; the text after the number says what it really is. */
export function zversion(dialect: Dialect): string {
  const [year, release] = dialect.version;
  return `IRIS for UNIX (iris-pgwire embedded engine) ${year}.${release} (Build 0)`;
}

/** $HOROLOG and its kind (iris-sql.md section 4, last lines). @throws IrisError -29 */
export function specialVariable(name: string, context: CompileContext): Expression {
  switch (name) {
    case '$JOB':
    case '$ZJOB':
      return expression(
        BIGINT,
        bound(() => BigInt(context.identity.processId)),
        { nullable: false },
      );
    case '$NAMESPACE':
      return textExpression(context.identity.namespace);
    case '$USERNAME':
      return textExpression(context.identity.username);
    case '$TLEVEL':
      return expression(
        BIGINT,
        bound((_, state) => BigInt(state.transactionLevel)),
        { nullable: false },
      );
    case '$ZVERSION':
      return textExpression(zversion(context.dialect));
    case '$HOROLOG':
      return horolog((state) => state.localNow, false);
    case '$ZTIMESTAMP':
      return horolog((state) => state.utcNow, true);
    default:
      throw new IrisError(-29, `Special variable ${name} is not known to the embedded engine`);
  }
}

function horolog(
  now: (state: Parameters<Parameters<typeof bound>[0]>[1]) => bigint,
  fraction: boolean,
): Expression {
  return expression(
    TEXT,
    bound((_, state) => {
      const { day, time } = splitTimestamp(now(state));
      const seconds = fraction ? String(time / 1_000_000) : String(Math.floor(time / 1_000_000));
      return `${day},${seconds}`;
    }),
    { nullable: false },
  );
}

function constant(names: readonly string[], text: (context: CompileContext) => string): FunctionDefinition {
  return { names, arity: [0, 0], compile: (_, context) => textExpression(text(context)), userFunctions: [] };
}

export const SYSTEM_FUNCTIONS: readonly FunctionDefinition[] = [
  constant(['%SYSTEM_SQL.DEFAULTSCHEMA', '%SYSTEM_SQL_SCHEMA.DEFAULT'], () => DEFAULT_SCHEMA),
  constant(['%SYSTEM.VERSION_GETNUMBER', '%SYSTEM_VERSION.GETNUMBER'], (context) =>
    context.dialect.version.join('.'),
  ),
  constant(['%SYSTEM.VERSION_GETVERSION', '%SYSTEM_VERSION.GETVERSION'], (context) =>
    zversion(context.dialect),
  ),
  constant(['DATABASE'], (context) => context.identity.namespace),
];
