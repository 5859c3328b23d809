import type { FunctionCall, Scalar, Trim } from '../ast.ts';
import { castTarget, vectorElementType } from './data-type.ts';
import type { Cursor } from './cursor.ts';
import { jsonArray, jsonObject } from './json.ts';

/** Functions whose parentheses hold more than values with commas. The cursor is at the name, `(` follows. */
export const SPECIAL_FORMS: ReadonlyMap<string, (cursor: Cursor) => Scalar> = new Map([
  ['CAST', cast],
  ['CONVERT', convert],
  ['JSON_ARRAY', jsonArray],
  ['JSON_OBJECT', jsonObject],
  ['POSITION', position],
  ['SUBSTRING', substring],
  ['TO_VECTOR', toVector],
  ['TRIM', trim],
]);

/** CAST(x AS type) */
function cast(cursor: Cursor): Scalar {
  const { at } = open(cursor);
  const operand = cursor.grammar.scalar(cursor);
  cursor.expect('AS');
  const type = castTarget(cursor);
  cursor.expect(')');
  return { kind: 'cast', at, operand, type };
}

/** CONVERT(type, x [, style]) */
function convert(cursor: Cursor): Scalar {
  const { at } = open(cursor);
  const type = castTarget(cursor);
  cursor.expect(',');
  const operand = cursor.grammar.scalar(cursor);
  const style = cursor.accept(',') ? cursor.grammar.scalar(cursor) : null;
  cursor.expect(')');
  return { kind: 'convert', at, type, operand, style };
}

/** POSITION(a IN b) */
function position(cursor: Cursor): FunctionCall {
  const { at } = open(cursor);
  const part = cursor.grammar.scalar(cursor);
  cursor.expect('IN');
  const whole = cursor.grammar.scalar(cursor);
  cursor.expect(')');
  return { kind: 'function', at, schema: null, name: 'POSITION', arguments: [part, whole] };
}

/** SUBSTRING(s, start [, length]) or SUBSTRING(s FROM start [FOR length]) */
function substring(cursor: Cursor): FunctionCall {
  const { at } = open(cursor);
  const text = cursor.grammar.scalar(cursor);
  const lengthWord = cursor.expectAny('FROM', ',') === 'FROM' ? 'FOR' : ',';
  const found = [text, cursor.grammar.scalar(cursor)];
  if (cursor.accept(lengthWord)) found.push(cursor.grammar.scalar(cursor));
  cursor.expect(')');
  return { kind: 'function', at, schema: null, name: 'SUBSTRING', arguments: found };
}

/** TRIM(s), TRIM(chars FROM s), TRIM(side [chars] FROM s) */
function trim(cursor: Cursor): Trim {
  const { at } = open(cursor);
  const sided = cursor.isAny('BOTH', 'LEADING', 'TRAILING');
  const side = sided ? cursor.expectAny('BOTH', 'LEADING', 'TRAILING') : 'BOTH';
  const first = sided && cursor.is('FROM') ? null : cursor.grammar.scalar(cursor);
  if (!sided && !cursor.is('FROM') && first !== null) {
    cursor.expect(')');
    return { kind: 'trim', at, side, characters: null, operand: first };
  }
  cursor.expect('FROM');
  const operand = cursor.grammar.scalar(cursor);
  cursor.expect(')');
  return { kind: 'trim', at, side, characters: first, operand };
}

/** TO_VECTOR(data [, type [, length]]): the type is a keyword, a quoted or bound one is an error (5.1). */
function toVector(cursor: Cursor): Scalar {
  if (!cursor.supports('vectors')) cursor.failTerm();
  const { at } = open(cursor);
  const data = cursor.grammar.scalar(cursor);
  const elementType = cursor.accept(',') ? vectorElementType(cursor) : null;
  const length = elementType !== null && cursor.accept(',') ? cursor.grammar.scalar(cursor) : null;
  cursor.expect(')');
  return { kind: 'toVector', at, data, elementType, length };
}

function open(cursor: Cursor): { readonly at: number } {
  const { at } = cursor.next();
  cursor.expect('(');
  return { at };
}
