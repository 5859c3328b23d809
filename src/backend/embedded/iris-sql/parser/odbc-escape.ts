import type { Scalar } from '../ast.ts';
import { sqlError } from '../errors.ts';
import { castType } from '../data-types.ts';
import { ODBC_TYPES } from '../function-names.ts';
import type { Cursor } from './cursor.ts';
import { startsFunctionCall } from './function-call.ts';
import { stringLiteral } from './literals.ts';

const DATE = /^\d{4}-\d{2}-\d{2}$/;
const TIME = /^\d{2}:\d{2}:\d{2}(\.\d+)?$/;
const TIMESTAMP = /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}(\.\d+)?$/;

/** {d '...'}, {t '...'}, {ts '...'}, {fn name(...)}; other escapes are -40. */
export function odbcEscape(cursor: Cursor): Scalar {
  const { at } = cursor.next();
  const found = escapeBody(cursor, at);
  cursor.expect('}');
  return found;
}

function escapeBody(cursor: Cursor, at: number): Scalar {
  if (cursor.accept('D')) return dateTime(cursor, at, 'date', DATE);
  if (cursor.accept('T')) return dateTime(cursor, at, 'time', TIME);
  if (cursor.accept('TS')) return dateTime(cursor, at, 'timestamp', TIMESTAMP);
  if (!cursor.accept('FN')) throw sqlError(40, `${cursor.token.text} found`);
  if (cursor.is('CONVERT', '(')) return odbcConvert(cursor, at);
  if (cursor.token.kind === 'word' && !startsFunctionCall(cursor) && cursor.peek(1).key === '}') {
    return { kind: 'function', at, schema: null, name: cursor.next().key, arguments: [] };
  }
  if (!startsFunctionCall(cursor)) cursor.failTerm();
  return cursor.grammar.scalar(cursor);
}

function dateTime(cursor: Cursor, at: number, type: 'date' | 'time' | 'timestamp', form: RegExp): Scalar {
  const { value } = stringLiteral(cursor);
  if (!form.test(value)) throw sqlError(1, `'${value}' is no ${type} literal`);
  return { kind: 'dateTime', at, type, text: value };
}

/** {fn CONVERT(x, SQL_type)} */
function odbcConvert(cursor: Cursor, at: number): Scalar {
  cursor.expect('CONVERT', '(');
  const operand = cursor.grammar.scalar(cursor);
  cursor.expect(',');
  const typeAt = cursor.token.at;
  const name = ODBC_TYPES.get(cursor.token.key);
  const rule = name === undefined ? undefined : castType(name);
  if (name === undefined || rule === undefined) throw sqlError(376, `${cursor.token.text} found`);
  cursor.next();
  cursor.expect(')');
  const type = { kind: 'type', at: typeAt, name, className: rule.className, arguments: [] } as const;
  return { kind: 'convert', at, type, operand, style: null };
}
