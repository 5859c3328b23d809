import { IrisError } from '../../iris-session.ts';
import { counterOf } from '../compile/insert.ts';
import { fullName, tableName } from '../dictionary/records.ts';
import type { Truncate } from '../iris-sql/ast.ts';
import type { DefinitionContext, DefinitionResult } from './context.ts';

/**
 * Empties a table and starts its counters anew; %ROWCOUNT is -1 (iris-sql.md section 2).
 *
 * @throws IrisError -124 when rows of another table reference it
 */
export function truncate(statement: Truncate, context: DefinitionContext): DefinitionResult {
  const { database, dictionary } = context;
  const table = dictionary.table(statement.table.schema, statement.table.name);
  const name = tableName(table.id);
  if (!statement.restrictions.includes('%NOCHECK')) {
    for (const { table: other, foreignKey } of dictionary.referencing(table.id)) {
      if (other.id === table.id || foreignKey.noCheck) continue;
      if (database.get(`SELECT 1 FROM ${tableName(other.id)} LIMIT 1`)) {
        throw new IrisError(
          -124,
          `Table '${fullName(other)}', Foreign Key Constraint '${foreignKey.name}'; failed referential integrity check on referenced table '${fullName(table)}'`,
        );
      }
    }
  }
  // A delete without condition would fire the triggers of self references row by row.
  const triggers = database.all(
    "SELECT name, sql FROM main.sqlite_schema WHERE type = 'trigger' AND tbl_name = ? AND name LIKE 'f%d'",
    name,
  );
  for (const [trigger] of triggers) database.exec(`DROP TRIGGER ${String(trigger)}`);
  database.exec(`DELETE FROM ${name}`);
  for (const [, sql] of triggers) database.exec(String(sql));
  database.run(`DELETE FROM ${table.temporary ? 'temp' : 'main'}.sqlite_sequence WHERE name = ?`, name);
  for (const column of table.columns) {
    const counter = counterOf(column);
    if (counter !== null && column.generated !== 'rowVersion') dictionary.store.saveCounter(counter, 0n);
  }
  return { sqlcode: 0, rowCount: -1 };
}
