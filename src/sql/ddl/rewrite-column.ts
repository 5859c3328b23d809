import { GatewayError } from '../../errors/gateway-error.ts';
import type { RelationColumn } from '../context.ts';
import { nullsError } from './present-rows.ts';
import type { Alteration } from './alteration.ts';
import { quotedName, quotedRelation } from './object-name.ts';
import type { ColumnType } from './type-name.ts';

/** What the column of the new values is called while it is there. */
const NEW_VALUES = 'iris_pgwire_new_values';

/**
 * ALTER COLUMN TYPE ... USING, where IRIS cannot convert the values in place (iris-sql.md 3.4: add, copy, drop). PostgreSQL
 * computes the new values into a column of their own, from which they come back once the column is empty and of its new
 * type: so it keeps its place among the columns, its indexes and its name.
 *
 * @param using the expression, as PostgreSQL text
 * @throws GatewayError 0A000 where an emptied column would be refused, or something else would see it
 */
export function rewriteColumn(
  alteration: Alteration,
  column: RelationColumn,
  to: ColumnType,
  using: string,
): void {
  const { table, steps } = alteration;
  refuseDependents(alteration, column, to);
  const name = quotedName(column.name);
  const target = quotedRelation(table);
  const values = quotedName(NEW_VALUES);
  if (column.notNull) {
    const query = `SELECT 1 FROM ${target} WHERE (${using}) IS NULL LIMIT 1`;
    steps.refuseRows({ query, error: nullsError(table, column.name) });
  }
  steps.fill(`ALTER TABLE ${target} ADD COLUMN ${values} ${to.text}`);
  steps.fill(`UPDATE ${target} SET ${values} = (${using})`);
  if (column.notNull) steps.fill(`ALTER TABLE ${target} ALTER COLUMN ${name} DROP NOT NULL`);
  steps.fill(`ALTER TABLE ${target} ALTER COLUMN ${name} TYPE ${to.text} USING NULL`);
  steps.fill(`UPDATE ${target} SET ${name} = ${values}`);
  steps.fill(`ALTER TABLE ${target} DROP COLUMN ${values}`);
  if (column.notNull) steps.fill(`ALTER TABLE ${target} ALTER COLUMN ${name} SET NOT NULL`);
}

function refuseDependents(
  { table, context, action }: Alteration,
  column: RelationColumn,
  to: ColumnType,
): void {
  const { name, attnum } = column;
  const ofKey = table.keys.some(({ attnums }) => attnums.includes(attnum));
  const ofForeignKey = context.foreignKeys(table).some(({ columns }) => columns.includes(name));
  const ofCheck = (table.checks ?? []).some(
    ({ attnums }) => attnums.length === 0 || attnums.includes(attnum),
  );
  const dependent = [
    [ofKey, 'a key is over it'],
    [ofForeignKey, 'a foreign key is over it'],
    [ofCheck, 'a CHECK constraint reads it'],
    [column.defaultExpression !== null, 'it has a default'],
    [column.generated !== null, 'IRIS numbers it'],
    [table.columns.some((other) => other.name === NEW_VALUES), `"${NEW_VALUES}" is there`],
  ] as const;
  const found = dependent.find(([holds]) => holds);
  if (found === undefined) return;
  throw new GatewayError('0A000', `cannot change the type of column "${action.name ?? name}" to ${to.text}`, {
    detail: `InterSystems IRIS cannot convert the values in place, and they cannot be computed anew because ${found[1]}.`,
    hint: 'Drop what depends on the column, change its type, and make it again.',
  });
}
