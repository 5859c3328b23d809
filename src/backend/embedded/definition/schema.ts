import { IrisError } from '../../iris-session.ts';
import { type CreateSchema, type DropSchema, nameKey } from '../iris-sql/ast.ts';
import {
  DONE,
  type DefinitionContext,
  type DefinitionResult,
  NOTHING_TO_DO,
  refuseSystemSchema,
} from './context.ts';
import { removeTable } from './drop.ts';

/** @throws IrisError -476 */
export function createSchema(statement: CreateSchema, context: DefinitionContext): DefinitionResult {
  refuseSystemSchema(statement.name);
  if (context.dictionary.schemas().has(nameKey(statement.name))) {
    if (statement.ifNotExists) return NOTHING_TO_DO;
    throw new IrisError(-476, `Schema '${statement.name}' already exists`);
  }
  context.dictionary.store.saveSchema(statement.name);
  context.dictionary.changed();
  return DONE;
}

/** @throws IrisError -473 unknown, -475 not empty, -320 referenced from outside */
export function dropSchema(statement: DropSchema, context: DefinitionContext): DefinitionResult {
  const { dictionary } = context;
  const key = nameKey(statement.name);
  if (!dictionary.schemas().has(key)) {
    if (statement.ifExists) return NOTHING_TO_DO;
    throw new IrisError(-473, `Schema '${statement.name}' not found`);
  }
  const inside = dictionary.all().filter((relation) => nameKey(relation.schema) === key);
  if (inside.length > 0 && !statement.cascade) {
    throw new IrisError(-475, `Schema '${statement.name}' is not empty`);
  }
  for (const relation of inside) {
    const reference = dictionary.referencing(relation.id).find(({ table }) => nameKey(table.schema) !== key);
    if (reference) {
      throw new IrisError(
        -320,
        `Cannot DROP SCHEMA '${statement.name}' - Foreign Key Constraint '${reference.foreignKey.name}' references one of its tables`,
      );
    }
  }
  for (const relation of inside) {
    if (relation.kind === 'table') removeTable(relation, context);
    else dictionary.store.remove(relation.id);
  }
  dictionary.store.removeSchema(key);
  dictionary.changed();
  return DONE;
}
