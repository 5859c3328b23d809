import type { RelationColumn, TranslationContext } from '../context.ts';
import { refuseConstrained } from '../expression/domain.ts';
import type { Scope } from '../expression/scope.ts';
import type { Expression, TargetEntry } from '../tree/nodes.ts';
import { assignedValue } from './assigned-value.ts';
import { columnDefault } from './column-default.ts';
import type { NewRow } from './insert-row.ts';
import { hasSublink } from './references.ts';
import { isComputed } from './row-rules.ts';
import type { Target } from './target.ts';
import { columnByNumber } from './target.ts';

/** Query.override */
const OVERRIDING_USER_VALUE = 1;

/** A NewRow, and whether a default in it has another value for every row. */
interface BuiltRow extends NewRow {
  readonly perRow: boolean;
}

/**
 * The row of an INSERT: the values of the statement, and the defaults of the columns it leaves out or sets to DEFAULT.
 * @param valueOf the expression of a target entry; entries stand for columns by `resno`
 */
export function newRow(target: Target, valueOf: (entry: TargetEntry) => Expression, scope: Scope): BuiltRow {
  const { context } = scope.statement;
  const given = new Map<RelationColumn, Expression>();
  for (const entry of target.query.targetList ?? []) {
    if (!entry.resjunk) given.set(columnByNumber(target.relation, entry.resno), valueOf(entry));
  }
  const columns: RelationColumn[] = [];
  const values: NewRow['values'][number][] = [];
  let perRow = false;
  for (const column of target.relation.columns) {
    if (isComputed(column)) continue;
    const expression = given.get(column);
    if (expression !== undefined && !takesDefault(expression, column, target.query.override)) {
      columns.push(column);
      values.push(assignedValue(expression, column, scope));
      continue;
    }
    refuseUnchecked(column, context);
    const standard = columnDefault(column, context);
    if (standard.kind === 'omit') continue;
    columns.push(column);
    values.push(standard.value);
    perRow ||= standard.perRow;
  }
  return { columns, values, hasSublink: hasSublink([...given.values()]), perRow };
}

/** A default, or NULL, is a value of the column's domain as any other (expand_targetlist in preptlist.c). */
function refuseUnchecked(column: RelationColumn, context: TranslationContext): void {
  if (column.domain === undefined) return;
  const takesNull = context.type(column.domain)?.takesNull === true;
  if (!takesNull || column.defaultExpression !== null) refuseConstrained(column.domain, context, -1);
}

/** @param override Query.override of the INSERT */
export function takesDefault(expression: Expression, column: RelationColumn, override: number): boolean {
  if (expression.kind === 'SETTODEFAULT') return true;
  // Identity columns; serial ones have a default expression and keep the value.
  const identity =
    (column.generated !== null || column.numbered === true) && column.defaultExpression === null;
  return identity && override === OVERRIDING_USER_VALUE;
}
