import type { FunctionCall, Scalar } from '../ast.ts';
import { sqlError } from '../errors.ts';
import {
  DATE_PART_FUNCTIONS,
  DATE_PARTS,
  DOLLAR_FUNCTIONS,
  RESERVED_FUNCTIONS,
  TIMESTAMP_INTERVAL_FUNCTIONS,
  TIMESTAMP_INTERVALS,
} from '../function-names.ts';
import type { Cursor } from './cursor.ts';
import { atIdentifier, objectName } from './names.ts';

/** Whether name( or schema.name( comes next. */
export function startsFunctionCall(cursor: Cursor): boolean {
  if (cursor.peek(1).key === '(') return cursor.token.kind === 'word' || cursor.token.kind === 'delimited';
  return atIdentifier(cursor) && cursor.peek(1).key === '.' && cursor.peek(3).key === '(';
}

/** A function whose arguments are plain values. Whether it exists is for the binder (-359). */
export function functionCall(cursor: Cursor): FunctionCall {
  const { at } = cursor.token;
  if (cursor.peek(1).key === '.') {
    const schema = objectName(cursor);
    cursor.next();
    const name = objectName(cursor).toUpperCase();
    return { kind: 'function', at, schema, name, arguments: callArguments(cursor) };
  }
  const name = builtInName(cursor);
  return { kind: 'function', at, schema: null, name, arguments: callArguments(cursor, datePartKind(name)) };
}

function builtInName(cursor: Cursor): string {
  const { key, text } = cursor.token;
  if (key.startsWith('$')) {
    if (!DOLLAR_FUNCTIONS.has(key)) throw sqlError(359, text);
  } else if (!RESERVED_FUNCTIONS.has(key) && !atIdentifier(cursor)) {
    cursor.failTerm();
  }
  return cursor.next().text.toUpperCase();
}

/** The words that may stand bare as first argument. */
function datePartKind(name: string): ReadonlySet<string> | null {
  if (DATE_PART_FUNCTIONS.has(name)) return DATE_PARTS;
  return TIMESTAMP_INTERVAL_FUNCTIONS.has(name) ? TIMESTAMP_INTERVALS : null;
}

/** ( [value, ...] ); a function without arguments keeps its parentheses. */
function callArguments(cursor: Cursor, dateParts: ReadonlySet<string> | null = null): Scalar[] {
  cursor.expect('(');
  if (cursor.accept(')')) return [];
  const first = dateParts === null ? cursor.grammar.scalar(cursor) : datePart(cursor, dateParts);
  const found = cursor.accept(',') ? [first, ...cursor.list(() => cursor.grammar.scalar(cursor))] : [first];
  cursor.expect(')');
  return found;
}

/** A date part, bare or quoted; anything else known before execution is -8. */
function datePart(cursor: Cursor, dateParts: ReadonlySet<string>): Scalar {
  const { kind, at, text } = cursor.token;
  if ((kind !== 'word' && kind !== 'string') || cursor.peek(1).key !== ',')
    return cursor.grammar.scalar(cursor);
  if (!dateParts.has(text.toUpperCase())) throw sqlError(8, text);
  cursor.next();
  return { kind: 'string', at, value: text };
}
