import { hasRules, isComputed } from '../change/row-rules.ts';
import type { Relation, RelationColumn } from '../context.ts';

/**
 * The columns whose values PostgreSQL is given of a table's rows. It takes none for a generated column, which it computes
 * from others; to check a row that is updated it needs all of it.
 * @param needed what the statement reads and sets
 */
export function laidColumns(
  relation: Relation,
  needed: readonly RelationColumn[],
  updated: boolean,
): RelationColumn[] {
  const wanted = updated && hasRules(relation) ? relation.columns : needed;
  const sources = new Set(wanted.flatMap(({ computedFrom = [] }) => computedFrom));
  const stored = relation.columns.filter((column) => !isComputed(column));
  const laid = stored.filter((column) => wanted.includes(column) || sources.has(column.attnum));
  // The rows have to be there, whatever is read of them.
  return laid.length > 0 ? laid : stored.slice(0, 1);
}
