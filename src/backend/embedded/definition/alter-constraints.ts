import { IrisError } from '../../iris-session.ts';
import { keyExpression } from '../dictionary/physical.ts';
import {
  type ForeignKeyRecord,
  type TableRecord,
  columnById,
  columnName,
  fullName,
  tableName,
} from '../dictionary/records.ts';
import { referencedTriggerNames } from '../dictionary/triggers.ts';
import { nameKey } from '../iris-sql/ast.ts';
import type { DefinitionContext } from './context.ts';
import { replaceTable } from './index.ts';

/** @throws IrisError -315 unknown, -317 referenced by a foreign key */
export function dropConstraint(table: TableRecord, name: string, context: DefinitionContext): void {
  const foreignKey = table.foreignKeys.find((candidate) => nameKey(candidate.name) === nameKey(name));
  if (foreignKey) {
    dropForeignKey(table, foreignKey, context);
    return;
  }
  const key = table.keys.find((candidate) => nameKey(candidate.name) === nameKey(name));
  if (!key) throw noConstraint(name, table);
  const reference = context.dictionary
    .referencing(table.id)
    .find(({ foreignKey: other }) => other.targetColumns.every((id) => key.columns.includes(id)));
  if (reference) throw referencedBy(reference.foreignKey, reference.table);
  replaceTable(table, { ...table, keys: table.keys.filter((candidate) => candidate !== key) }, context);
}

export function dropForeignKey(table: TableRecord, key: ForeignKeyRecord, context: DefinitionContext): void {
  dropReferencedTriggers(key, context);
  replaceTable(
    table,
    { ...table, foreignKeys: table.foreignKeys.filter((candidate) => candidate !== key) },
    context,
  );
}

export function dropReferencedTriggers(key: ForeignKeyRecord, context: DefinitionContext): void {
  for (const name of referencedTriggerNames(key)) context.database.exec(`DROP TRIGGER IF EXISTS ${name}`);
}

export function referencedBy(foreignKey: ForeignKeyRecord, table: TableRecord): IrisError {
  return new IrisError(
    -317,
    `Cannot DROP the constraint: Foreign Key Constraint '${foreignKey.name}' of table '${fullName(table)}' references it`,
  );
}

export function noConstraint(name: string, table: TableRecord): IrisError {
  return new IrisError(-315, `Constraint or key '${name}' not found in table '${fullName(table)}'`);
}

/** Rows that are there already must have their targets. @throws IrisError -127 */
export function checkReferences(table: TableRecord, key: ForeignKeyRecord, context: DefinitionContext): void {
  if (table.temporary) return;
  const target = key.targetTable === table.id ? table : context.dictionary.tableById(key.targetTable);
  const pairs = key.columns.map((id, i) => ({
    child: columnById(table, id),
    parent: columnById(target, key.targetColumns[i] ?? 0),
  }));
  const known = pairs.map(({ child }) => `c.${columnName(child)} IS NOT NULL`).join(' AND ');
  const same = pairs
    .map(
      ({ child, parent }) =>
        `${keyExpression({ ...parent, id: child.id, generated: child.generated }, 'c.')} = ${keyExpression(parent, 'p.')}`,
    )
    .join(' AND ');
  const orphan = context.database.get(
    `SELECT 1 FROM ${tableName(table.id)} AS c WHERE ${known} AND NOT EXISTS (SELECT 1 FROM ${tableName(target.id)} AS p WHERE ${same}) LIMIT 1`,
  );
  if (orphan) {
    throw new IrisError(
      -127,
      `Table '${fullName(table)}', Foreign Key Constraint '${key.name}'; existing rows fail the referential integrity check on referenced table '${fullName(target)}'`,
    );
  }
}
