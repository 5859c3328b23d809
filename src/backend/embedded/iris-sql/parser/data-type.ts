import type { DataType, ToVector, TypeArgument } from '../ast.ts';
import type { ArgumentForm, DataTypeRule } from '../data-types.ts';
import { castType, classType, ddlType, MAX_TYPE_WORDS } from '../data-types.ts';
import { sqlError } from '../errors.ts';
import type { Cursor } from './cursor.ts';
import { stringLiteral, unsignedInteger } from './literals.ts';

/** Element types of vectors; INT is INTEGER. STRING exists for $VECTOR only and is no column type (5.1). */
const ELEMENT_TYPES: Readonly<Record<string, NonNullable<ToVector['elementType']>>> = {
  INT: 'INTEGER',
  INTEGER: 'INTEGER',
  DOUBLE: 'DOUBLE',
  DECIMAL: 'DECIMAL',
  FLOAT: 'FLOAT',
  TIMESTAMP: 'TIMESTAMP',
  STRING: 'STRING',
};

/**
 * Type of a column in DDL, or the persistent class that it refers to. No word is -86; an unknown one is -1 here, in IRIS the
 * compile error of a missing class.
 */
export function columnType(cursor: Cursor): DataType {
  const { kind, at, key, text } = cursor.token;
  if (kind !== 'word' || key.startsWith('$')) throw sqlError(86);
  if (key.startsWith('%')) return classNamed(cursor, at);
  const found = longestName(cursor, ddlType);
  if (found === undefined) {
    if (cursor.peek(1).key === '.') return persistentClass(cursor);
    throw sqlError(1, `data type ${text} does not exist`);
  }
  const { name, rule } = found;
  if (rule.form === 'vector' && !cursor.supports('vectors'))
    throw sqlError(1, `data type ${name} does not exist`);
  return {
    kind: 'type',
    at,
    name,
    className: rule.className,
    arguments: typeArguments(cursor, name, rule.form),
  };
}

/** Target of CAST and CONVERT; an unknown one is -376. */
export function castTarget(cursor: Cursor): DataType {
  const { at } = cursor.token;
  const found = longestName(cursor, castType);
  if (found === undefined) throw sqlError(376, `${cursor.token.text || 'end of statement'} found`);
  const { name, rule } = found;
  return {
    kind: 'type',
    at,
    name,
    className: rule.className,
    arguments: typeArguments(cursor, name, rule.form),
  };
}

/** Type keyword of VECTOR(...) and TO_VECTOR. FLOAT is unknown to the first versions with vectors. */
export function vectorElementType(cursor: Cursor): NonNullable<ToVector['elementType']> {
  const { kind, key } = cursor.token;
  const type = kind === 'word' ? ELEMENT_TYPES[key] : undefined;
  if (type === undefined) cursor.failExpected('vector data type');
  if (type === 'FLOAT' && !cursor.supports('floatVectors')) cursor.failExpected('vector data type');
  cursor.next();
  return type;
}

/** The longest type name that begins here, taken. */
function longestName(
  cursor: Cursor,
  lookUp: (name: string) => DataTypeRule | undefined,
): { readonly name: string; readonly rule: DataTypeRule } | undefined {
  for (let words = MAX_TYPE_WORDS; words > 0; words -= 1) {
    const name = Array.from({ length: words }, (_, i) => cursor.peek(i).key).join(' ');
    const rule = lookUp(name);
    if (rule === undefined) continue;
    for (let i = 0; i < words; i += 1) cursor.next();
    return { name, rule };
  }
  return undefined;
}

function typeArguments(cursor: Cursor, name: string, form: ArgumentForm): TypeArgument[] {
  if (form === 'none') return [];
  if (!cursor.accept('(')) {
    if (form === 'requiredLength' || form === 'embedding')
      throw sqlError(1, `data type ${name} needs arguments`);
    return [];
  }
  const found = cursor.list(() => typeArgument(cursor, form));
  cursor.expect(')');
  const most = form === 'scale' || form === 'vector' || form === 'embedding' ? 2 : 1;
  if (found.length > most) throw sqlError(1, `too many arguments of data type ${name}`);
  return found;
}

function typeArgument(cursor: Cursor, form: ArgumentForm): TypeArgument {
  if (form === 'embedding') return { kind: 'text', value: stringLiteral(cursor).value };
  if (form === 'vector' && cursor.token.kind === 'word')
    return { kind: 'word', value: vectorElementType(cursor) };
  if (form === 'lengthOrMax' && cursor.accept('MAX')) return { kind: 'word', value: 'MAX' };
  // VARCHAR('') is as long as a string can be (3.1).
  if (
    (form === 'length' || form === 'lengthOrMax') &&
    cursor.token.kind === 'string' &&
    cursor.token.text === ''
  ) {
    cursor.next();
    return { kind: 'text', value: '' };
  }
  return { kind: 'integer', value: unsignedInteger(cursor) };
}

/** Package.Class: the column holds IDs of its objects. Whether there is such a class is the definition's to find out. */
function persistentClass(cursor: Cursor): DataType {
  const { at } = cursor.token;
  let name = cursor.next().text;
  while (cursor.accept('.')) {
    if (cursor.token.kind !== 'word') cursor.failExpected('IDENTIFIER');
    name += `.${cursor.next().text}`;
  }
  return { kind: 'type', at, name, className: name, arguments: [] };
}

/** %Library.Date(MINVAL=-672045, ...) */
function classNamed(cursor: Cursor, at: number): DataType {
  let name = cursor.next().text;
  while (cursor.accept('.')) name += `.${cursor.next().text}`;
  const className = classType(name);
  if (className === undefined) throw sqlError(1, `data type ${name} does not exist`);
  const found = cursor.is('(') ? cursor.parenthesisedList(() => classParameter(cursor)) : [];
  return { kind: 'type', at, name: className, className, arguments: found };
}

function classParameter(cursor: Cursor): TypeArgument {
  const parameter = cursor.token;
  if (parameter.kind !== 'word') cursor.failExpected('IDENTIFIER');
  cursor.next();
  cursor.expect('=');
  const sign = cursor.accept('-') ? '-' : '';
  const { kind, text } = cursor.token;
  if (kind !== 'number' && (kind !== 'string' || sign !== '')) cursor.failExpected('LITERAL');
  cursor.next();
  return { kind: 'parameter', name: parameter.text, value: sign + text };
}
