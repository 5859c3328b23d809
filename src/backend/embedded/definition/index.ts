import { IrisError } from '../../iris-session.ts';
import { type IndexRecord, type TableRecord, fullName } from '../dictionary/records.ts';
import { type CreateIndex, type DropIndex, nameKey } from '../iris-sql/ast.ts';
import { namedColumn, refuseNameInUse } from './constraints.ts';
import { DONE, type DefinitionContext, type DefinitionResult, NOTHING_TO_DO, timeNow } from './context.ts';
import { createAttachments, dropAttachments } from './physical-table.ts';

/** @throws IrisError -324 name taken, -30, -29, -400 for what cannot be indexed */
export function createIndex(statement: CreateIndex, context: DefinitionContext): DefinitionResult {
  const table = context.dictionary.table(statement.table.schema, statement.table.name);
  refuseNameInUse(table, statement.name);
  const columns = statement.columns.map((name) => namedColumn(table, name));
  for (const { type, name } of columns) {
    if (type.kind === 'stream')
      throw new IrisError(-400, `ERROR #5480: stream field '${name}' cannot be indexed`);
    if (type.kind === 'vector' && !statement.hnsw) {
      throw new IrisError(-400, `ERROR #5480: vector field '${name}' can only have an HNSW index`);
    }
    if (statement.hnsw && (type.kind !== 'vector' || type.length === null)) {
      throw new IrisError(
        -400,
        `ERROR #5480: an HNSW index needs a vector field of fixed length, '${name}' is none`,
      );
    }
  }
  const index: IndexRecord = {
    id: context.dictionary.store.newId(),
    name: statement.name,
    type: statement.type,
    columns: columns.map((column) => column.id),
    data: statement.data.map((name) => namedColumn(table, name).id),
    hnsw: statement.hnsw,
  };
  replaceTable(table, { ...table, indexes: [...table.indexes, index] }, context);
  return DONE;
}

/** @throws IrisError -333 not found, -334 several tables have one of that name, -30 */
export function dropIndex(statement: DropIndex, context: DefinitionContext): DefinitionResult {
  const { dictionary } = context;
  const named = (table: TableRecord) =>
    table.indexes.some((index) => nameKey(index.name) === nameKey(statement.name));
  const candidates =
    statement.table === null
      ? dictionary.tables().filter(named)
      : [dictionary.table(statement.table.schema, statement.table.name)].filter(named);
  const [table, second] = candidates;
  if (!table) {
    if (statement.ifExists) return NOTHING_TO_DO;
    throw new IrisError(-333, `No such index defined: '${statement.name}'`);
  }
  if (second)
    throw new IrisError(
      -334,
      `Index name is ambiguous: '${statement.name}' (${fullName(table)}, ${fullName(second)})`,
    );
  const indexes = table.indexes.filter((index) => nameKey(index.name) !== nameKey(statement.name));
  replaceTable(table, { ...table, indexes }, context);
  return DONE;
}

/** Saves a table whose columns stay, and makes its indexes and triggers anew. @throws IrisError -125 for duplicates */
export function replaceTable(old: TableRecord, next: TableRecord, context: DefinitionContext): void {
  const changed = { ...next, changed: timeNow() };
  context.dictionary.store.save(changed);
  context.dictionary.changed();
  if (changed.temporary) return;
  dropAttachments(old, context.database);
  try {
    createAttachments(changed, context);
  } catch (error) {
    if (error instanceof Error && error.message.startsWith('UNIQUE constraint failed')) {
      throw new IrisError(
        -125,
        `UNIQUE or PRIMARY KEY constraint cannot be created: the values of table '${fullName(next)}' are not unique`,
      );
    }
    throw error;
  }
}
