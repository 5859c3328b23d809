import type { Assignment } from '../change/assignment.ts';
import { setClause } from '../change/assignment.ts';
import { slotValue } from '../change/assigned-value.ts';
import { isComputed } from '../change/row-rules.ts';
import { rowValue } from '../change/row-slots.ts';
import { aliasedTable, columnByNumber, rowId, type Target } from '../change/target.ts';
import type { RelationColumn } from '../context.ts';
import { unsupported } from '../expression/unsupported.ts';
import { fragment } from '../iris/fragment.ts';
import type { Step } from '../plan.ts';
import type { TargetEntry } from '../tree/nodes.ts';
import { leavesOut } from './insert-part.ts';
import { partPlan } from './part-plan.ts';
import type { ChangePart } from './change-part.ts';

/** UPDATE whose rows and values PostgreSQL finds: by %ID, each with its new values. */
export function updatePart(target: Target, entries: readonly TargetEntry[]): ChangePart {
  const { context } = target.scope.statement;
  const columns = assignedColumns(target, entries);
  const changes = columns.map(
    (column, index): Assignment => ({
      column,
      value: slotValue(rowValue(index + 1), column, context),
      constant: false,
    }),
  );
  const statement = fragment`UPDATE ${aliasedTable(target)} SET ${setClause(changes)} WHERE ${rowId(target)} = ${rowValue(0)}`;
  return rowPart('update', target, columns, { do: 'change', statement });
}

/** DELETE whose rows PostgreSQL finds. */
export function deletePart(target: Target): ChangePart {
  const statement = fragment`DELETE FROM ${aliasedTable(target)} WHERE ${rowId(target)} = ${rowValue(0)}`;
  return rowPart('delete', target, [], { do: 'change', statement });
}

function rowPart(
  action: 'update' | 'delete',
  { relation }: Target,
  columns: readonly RelationColumn[],
  step: Step,
): ChangePart {
  return {
    action,
    schema: relation.schema,
    table: relation.name,
    columns: columns.map(({ name, typeOid, typmod }) => ({ name, typeOid, typmod })),
    numbered: [],
    unchecked: [],
    computed: [],
    unruled: [],
    stored: null,
    plan: partPlan(action.toUpperCase(), [step], null),
  };
}

/** Each column once, also where parts of one array are set apart. */
function assignedColumns(target: Target, entries: readonly TargetEntry[]): RelationColumn[] {
  const { context } = target.scope.statement;
  const columns = entries
    .filter(({ resjunk }) => !resjunk)
    .map(({ resno, expr }) => {
      const column = columnByNumber(target.relation, resno);
      const numbered = column.generated !== null || column.defaultExpression !== null;
      if (expr.kind === 'SETTODEFAULT' && numbered && leavesOut(column, context)) {
        throw unsupported(
          `SET "${column.name}" = DEFAULT, a number that IRIS gives,`,
          context,
          expr.location,
        );
      }
      return column;
    });
  // PostgreSQL computes these anew with every row.
  return [...new Set([...columns, ...target.relation.columns.filter(isComputed)])];
}
