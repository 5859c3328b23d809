import { IrisError } from '../../iris-session.ts';
import { tableOfClass } from '../compile/arrow.ts';
import { columnType } from '../compile/data-type.ts';
import type { ColumnRecord } from '../dictionary/records.ts';
import { type ColumnDefinition, nameKey } from '../iris-sql/ast.ts';
import { type Collation, type CollationName, EXACT, SQLUPPER } from '../values/collation.ts';
import { BIGINT, type SqlType } from '../values/sql-type.ts';
import type { DefinitionContext } from './context.ts';

/** @param columnar tables of columnar storage have EXACT as default collation (iris-sql.md 6.6) */
export function buildColumn(
  definition: ColumnDefinition,
  columnar: boolean,
  context: DefinitionContext,
): ColumnRecord {
  const reference = !definition.type.className.startsWith('%');
  const type = reference ? referenceType(definition.type.className, context) : columnType(definition.type);
  const generated = generation(definition);
  return {
    id: context.dictionary.store.newId(),
    name: definition.name,
    type: withCollation(type, definition.collation, columnar),
    className: definition.autoIncrement ? '%Library.AutoIncrement' : definition.type.className,
    nullable: !(definition.notNull || definition.primaryKey || generated === 'identity'),
    default: definition.default,
    onUpdate: definition.onUpdate,
    generated,
    description: definition.description,
  };
}

/** A column that refers to objects of a class holds their IDs. @throws IrisError -400 when there is no such class */
function referenceType(name: string, { dictionary }: DefinitionContext): SqlType {
  if (tableOfClass(name, dictionary.tables()) === undefined) {
    throw new IrisError(-400, `ERROR #5373: Class '${name}', used by the property's type, does not exist`);
  }
  return BIGINT;
}

function generation(definition: ColumnDefinition): ColumnRecord['generated'] {
  if (definition.autoIncrement) return 'autoIncrement';
  switch (definition.type.name) {
    case 'IDENTITY':
      return 'identity';
    case 'ROWVERSION':
    case '%Library.RowVersion':
      return 'rowVersion';
    case 'SERIAL':
    case '%Library.Counter':
      return 'serial';
    default:
      return null;
  }
}

/** @throws IrisError -400 for an unknown collation */
export function withCollation(
  type: SqlType,
  collation: ColumnDefinition['collation'],
  columnar: boolean,
): SqlType {
  if (type.kind !== 'text') return type;
  if (collation === null) return { ...type, collation: columnar ? EXACT : type.collation };
  return { ...type, collation: collationNamed(collation.name, collation.length) };
}

const COLLATIONS: ReadonlySet<string> = new Set([
  'EXACT',
  'SQLUPPER',
  'SQLSTRING',
  'UPPER',
  'TRUNCATE',
  'STRING',
  'ALPHAUP',
  'SPACE',
  'PLUS',
  'MINUS',
  'MVR',
]);

function collationNamed(name: string, length: number | null): Collation {
  if (!COLLATIONS.has(name)) throw new IrisError(-400, `ERROR #5480: collation '${name}' does not exist`);
  return name === 'SQLUPPER' && length === null ? SQLUPPER : { name: name as CollationName, length };
}

/** @throws IrisError -306 when two columns have one name, -308 for a second IDENTITY */
export function checkColumns(columns: readonly ColumnRecord[]): void {
  const seen = new Set<string>();
  for (const { name } of columns) {
    if (seen.has(nameKey(name))) throw new IrisError(-306, `A column named '${name}' exists already`);
    seen.add(nameKey(name));
  }
  if (columns.filter((column) => column.generated === 'identity').length > 1) {
    throw new IrisError(-308, 'Identity column already defined for this table');
  }
}
