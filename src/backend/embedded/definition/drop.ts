import { IrisError } from '../../iris-session.ts';
import { type TableRecord, type ViewRecord, fullName, tableName } from '../dictionary/records.ts';
import { referencedTriggerNames } from '../dictionary/triggers.ts';
import type { DropTable, DropView } from '../iris-sql/ast.ts';
import { DEFAULT_SCHEMA } from '../functions/system.ts';
import { DONE, type DefinitionContext, type DefinitionResult, NOTHING_TO_DO } from './context.ts';

/**
 * CASCADE drops dependent views but never foreign keys of other tables (iris-sql.md 3.4).
 *
 * @throws IrisError -30, -320 referenced by a foreign key, -321 used by a view
 */
export function dropTable(statement: DropTable, context: DefinitionContext): DefinitionResult {
  const { dictionary } = context;
  const found = dictionary.find(statement.table.schema, statement.table.name);
  if (found?.kind !== 'table') {
    if (statement.ifExists && !found) return NOTHING_TO_DO;
    throw new IrisError(
      -30,
      `Table '${statement.table.schema ?? DEFAULT_SCHEMA}.${statement.table.name}' not found`,
    );
  }
  const reference = dictionary.referencing(found.id).find(({ table }) => table.id !== found.id);
  if (reference) {
    throw new IrisError(
      -320,
      `Cannot DROP TABLE '${fullName(found)}' - Foreign Key Constraint '${reference.foreignKey.name}' of table '${fullName(reference.table)}' references it`,
    );
  }
  dropDependents(found, statement.cascade, context);
  removeTable(found, context);
  dictionary.changed();
  return DONE;
}

/** Takes a table out of dictionary and file. */
export function removeTable(table: TableRecord, context: DefinitionContext): void {
  const { database, dictionary } = context;
  for (const foreignKey of table.foreignKeys) {
    if (foreignKey.targetTable === table.id) continue;
    for (const name of referencedTriggerNames(foreignKey)) database.exec(`DROP TRIGGER IF EXISTS ${name}`);
  }
  dictionary.store.remove(table.id);
  database.exec(`DROP TABLE IF EXISTS ${tableName(table.id)}`);
}

/** @throws IrisError -30, -321 */
export function dropView(statement: DropView, context: DefinitionContext): DefinitionResult {
  const { dictionary } = context;
  const found = dictionary.find(statement.view.schema, statement.view.name);
  if (found?.kind !== 'view') {
    if (statement.ifExists && !found) return NOTHING_TO_DO;
    throw new IrisError(
      -30,
      `View '${statement.view.schema ?? DEFAULT_SCHEMA}.${statement.view.name}' not found`,
    );
  }
  dropDependents(found, statement.cascade, context);
  dictionary.store.remove(found.id);
  dictionary.changed();
  return DONE;
}

/** Views that read a relation, directly or through other views, innermost last. */
function dependents(id: number, context: DefinitionContext): readonly ViewRecord[] {
  return context.dictionary
    .all()
    .filter((relation): relation is ViewRecord => relation.kind === 'view' && relation.uses.includes(id))
    .flatMap((view) => [...dependents(view.id, context), view]);
}

export function dropDependents(
  relation: TableRecord | ViewRecord,
  cascade: boolean,
  context: DefinitionContext,
): void {
  const views = dependents(relation.id, context);
  const [first] = views;
  if (first && !cascade) {
    throw new IrisError(
      -321,
      `Cannot DROP '${fullName(relation)}' - View '${fullName(first)}' references it`,
    );
  }
  for (const view of views) context.dictionary.store.remove(view.id);
}
