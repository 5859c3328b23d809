import type { ColumnDefinition, DefaultValue } from '../ast.ts';
import { sqlError } from '../errors.ts';
import type { Cursor } from './cursor.ts';
import { columnType } from './data-type.ts';
import { defaultValue } from './default-value.ts';
import { stringLiteral, unsignedInteger } from './literals.ts';
import { objectName } from './names.ts';
import { foreignKeyTarget } from './table-constraint.ts';

/** Collations of columns, without their `%` (GSQL_collation). */
const COLLATIONS: ReadonlySet<string> = new Set([
  'ALPHAUP',
  'EXACT',
  'MINUS',
  'MVR',
  'PLUS',
  'SPACE',
  'SQLSTRING',
  'SQLUPPER',
  'STRING',
  'TRUNCATE',
  'UPPER',
]);

type Attributes = {
  -readonly [Name in keyof Omit<ColumnDefinition, 'at' | 'name' | 'type'>]: ColumnDefinition[Name];
};

/** name type [attribute ...]; attributes in any order, each once. */
export function columnDefinition(cursor: Cursor): ColumnDefinition {
  const { at } = cursor.token;
  const name = objectName(cursor);
  const type = columnType(cursor);
  const attributes: Attributes = {
    autoIncrement: false,
    default: null,
    onUpdate: null,
    notNull: false,
    unique: false,
    primaryKey: false,
    references: null,
    collation: null,
    description: null,
  };
  while (columnAttribute(cursor, attributes));
  return { at, name, type, ...attributes };
}

/** Takes one attribute; false when none comes next. CHECK is refused: IRIS has no such constraints (3.3). */
function columnAttribute(cursor: Cursor, attributes: Attributes): boolean {
  if (cursor.accept('NOT', 'NULL')) attributes.notNull = true;
  else if (cursor.accept('NULL')) return true;
  else if (cursor.accept('UNIQUE')) attributes.unique = true;
  else if (cursor.accept('PRIMARY', 'KEY')) attributes.primaryKey = true;
  else if (cursor.accept('AUTO_INCREMENT')) attributes.autoIncrement = true;
  else if (cursor.accept('DEFAULT'))
    attributes.default = once(attributes.default, defaultValue(cursor), 'DEFAULT');
  else if (cursor.accept('ON', 'UPDATE'))
    attributes.onUpdate = once(attributes.onUpdate, defaultValue(cursor), 'ON UPDATE');
  else if (cursor.is('REFERENCES')) attributes.references = foreignKeyTarget(cursor);
  else if (cursor.accept('COLLATE')) attributes.collation = collation(cursor);
  else if (cursor.accept('%DESCRIPTION')) attributes.description = stringLiteral(cursor).value;
  else if (cursor.is('CHECK')) throw sqlError(1, 'CHECK constraints are not supported');
  else return false;
  return true;
}

function once(before: DefaultValue | null, value: DefaultValue, what: string): DefaultValue {
  if (before !== null) throw sqlError(1, `${what} is specified more than once`);
  return value;
}

/** [%]EXACT, [%]TRUNCATE(n) ...; behind COLLATE. */
export function collation(cursor: Cursor): NonNullable<ColumnDefinition['collation']> {
  const { key } = cursor.token;
  const name = key.startsWith('%') ? key.slice(1) : key;
  if (!COLLATIONS.has(name)) cursor.failExpected('collation');
  cursor.next();
  if (!cursor.accept('(')) return { name, length: null };
  const length = unsignedInteger(cursor);
  cursor.expect(')');
  return { name, length };
}
