import { IrisError } from '../../iris-session.ts';
import type { ColumnRecord } from '../dictionary/records.ts';
import type { DefaultValue } from '../iris-sql/ast.ts';
import { parseDecimal } from '../values/decimal.ts';
import { TEXT } from '../values/sql-type.ts';
import { numberExpression } from './arithmetic.ts';
import type { CompileContext } from './context.ts';
import { type Expression, NULL_EXPRESSION, expression, textExpression } from './expression.ts';
import { call } from './fragment.ts';
import { EMPTY_SCOPE } from './scope.ts';

/** The value of a column that a statement leaves out. */
export function defaultExpression(column: ColumnRecord, context: CompileContext): Expression {
  return column.default === null ? NULL_EXPRESSION : defaultValue(column.default, context);
}

export function defaultValue(value: DefaultValue, context: CompileContext): Expression {
  return value.kind === 'value' ? context.scalar(value.value, EMPTY_SCOPE) : objectScript(value.code);
}

const GUID_CALLS = new Set(['$SYSTEM.UTIL.CREATEGUID()', '##CLASS(%SYSTEM.UTIL).CREATEGUID()']);

/** The few ObjectScript expressions that appear as defaults (iris-sql.md 3.3). @throws IrisError -400 for others */
function objectScript(code: string): Expression {
  const trimmed = code.trim();
  const number = parseDecimal(trimmed);
  if (number !== null) return numberExpression(number, false);
  const quoted = /^"((?:[^"]|"")*)"$/.exec(trimmed)?.[1];
  if (quoted !== undefined) return textExpression(quoted.replaceAll('""', '"'));
  if (GUID_CALLS.has(trimmed.toUpperCase()))
    return expression(TEXT, call('iris_fn_newid'), { nullable: false });
  throw new IrisError(-400, `the embedded engine cannot evaluate the ObjectScript default '${code}'`);
}
