import { IrisError } from '../../iris-session.ts';
import { sameForm } from '../values/sql-type.ts';
import {
  type ColumnRecord,
  type ForeignKeyRecord,
  type KeyRecord,
  type TableRecord,
  columnById,
  fullName,
} from '../dictionary/records.ts';
import { type ForeignKeyTarget, type TableConstraint, nameKey } from '../iris-sql/ast.ts';
import type { DefinitionContext } from './context.ts';

/** The table with one more constraint. @throws IrisError -29, -307, -310 ... */
export function addConstraint(
  table: TableRecord,
  constraint: TableConstraint,
  context: DefinitionContext,
): TableRecord {
  if (constraint.kind === 'foreignKey') {
    const foreignKey = buildForeignKey(table, constraint, context);
    return { ...table, foreignKeys: [...table.foreignKeys, foreignKey] };
  }
  const primary = constraint.kind === 'primaryKey';
  if (primary && table.keys.some((key) => key.kind === 'primary')) {
    throw new IrisError(-307, `Primary key already defined for table '${fullName(table)}'`);
  }
  const columns = constraint.columns.map((name) => namedColumn(table, name));
  const stream = columns.find((column) => column.type.kind === 'stream');
  if (stream) throw new IrisError(-400, `ERROR #5480: stream field '${stream.name}' cannot be part of a key`);
  const key: KeyRecord = {
    id: context.dictionary.store.newId(),
    name: constraint.name ?? freeName(table, primary ? 'PKEY' : 'UNIQUE'),
    kind: primary ? 'primary' : 'unique',
    columns: columns.map((column) => column.id),
  };
  refuseNameInUse(table, key.name);
  const required = (column: ColumnRecord) =>
    primary && key.columns.includes(column.id) ? { ...column, nullable: false } : column;
  return { ...table, columns: table.columns.map(required), keys: [...table.keys, key] };
}

function buildForeignKey(
  table: TableRecord,
  constraint: {
    readonly name: string | null;
    readonly columns: readonly string[];
    readonly target: ForeignKeyTarget;
  },
  context: DefinitionContext,
): ForeignKeyRecord {
  const { target } = constraint;
  const found = isSelf(table, target)
    ? table
    : context.dictionary.find(target.table.schema, target.table.name);
  if (found?.kind !== 'table') {
    throw new IrisError(-310, `Foreign key references non-existent table '${target.table.name}'`);
  }
  const columns = constraint.columns.map((name) => namedColumn(table, name));
  if (target.columns.length > 0 && target.columns.length !== columns.length) throw columnCount();
  const targetColumns = referencedColumns(found, target, constraint.name ?? '');
  if (targetColumns.length !== columns.length) throw columnCount();
  for (const [i, column] of columns.entries()) {
    const other = targetColumns[i];
    if (other && !sameForm(column.type, other.type)) {
      throw new IrisError(
        -400,
        `ERROR #5480: foreign key field '${column.name}' and '${other.name}' have different types`,
      );
    }
  }
  const name = constraint.name ?? freeName(table, 'FKEY');
  refuseNameInUse(table, name);
  return {
    id: context.dictionary.store.newId(),
    name,
    columns: columns.map((column) => column.id),
    targetTable: found.id,
    targetColumns: targetColumns.map((column) => column.id),
    onDelete: target.onDelete,
    onUpdate: target.onUpdate,
    noCheck: target.noCheck,
  };
}

function columnCount(): IrisError {
  return new IrisError(
    -79,
    'The number of referencing columns differs from the number of referenced columns',
  );
}

function isSelf(table: TableRecord, { table: name }: ForeignKeyTarget): boolean {
  return (
    nameKey(name.name) === nameKey(table.name) && nameKey(name.schema ?? 'SQLUser') === nameKey(table.schema)
  );
}

/** @throws IrisError -315/-319 no primary key, -316 unknown field, -314 fields that are no key */
function referencedColumns(
  table: TableRecord,
  target: ForeignKeyTarget,
  name: string,
): readonly ColumnRecord[] {
  if (target.columns.length === 0) {
    const primary = table.keys.find((key) => key.kind === 'primary');
    const identity = table.columns.find((column) => column.generated === 'identity');
    if (primary) return primary.columns.map((id) => columnById(table, id));
    if (identity) return [identity];
    throw new IrisError(-319, `Referenced table '${fullName(table)}' has no primary key defined`);
  }
  const columns = target.columns.map((column) => {
    const found = table.columns.find((candidate) => nameKey(candidate.name) === nameKey(column));
    if (!found) throw new IrisError(-316, `Foreign key '${name}' references non-existent column '${column}'`);
    return found;
  });
  const ids = columns.map((column) => column.id);
  const unique =
    [...table.keys, ...table.indexes.filter((index) => index.type === 'UNIQUE')].some(
      (key) => key.columns.length === ids.length && key.columns.every((id) => ids.includes(id)),
    ) ||
    (columns.length === 1 && columns[0]?.generated === 'identity');
  if (!unique)
    throw new IrisError(
      -314,
      `Foreign key '${name}' references a non-unique key of table '${fullName(table)}'`,
    );
  return columns;
}

/** @throws IrisError -29 */
export function namedColumn(table: TableRecord, name: string): ColumnRecord {
  const column = table.columns.find((candidate) => nameKey(candidate.name) === nameKey(name));
  if (!column) throw new IrisError(-29, `Field '${name}' not found in table '${fullName(table)}'`);
  return column;
}

/** Names of keys and indexes share one space in a table. @throws IrisError -311, -324 */
export function refuseNameInUse(table: TableRecord, name: string): void {
  const same = (other: { readonly name: string }) => nameKey(other.name) === nameKey(name);
  if (table.foreignKeys.some(same))
    throw new IrisError(-311, `Foreign key name '${name}' already exists in table '${fullName(table)}'`);
  if (table.keys.some(same) || table.indexes.some(same)) {
    throw new IrisError(-324, `Index with this name already defined for this table: '${name}'`);
  }
}

function freeName(table: TableRecord, kind: string): string {
  const used = new Set(
    [...table.keys, ...table.foreignKeys, ...table.indexes].map((constraint) => nameKey(constraint.name)),
  );
  for (let n = 1; ; n += 1) {
    const name = `${nameKey(table.name)}_${kind}${n}`;
    if (!used.has(name)) return name;
  }
}
