import { fragment } from '../iris/fragment.ts';
import type { Step } from '../plan.ts';
import { hasOtherTables, matchedRows, whereClause } from './matched-rows.ts';
import { otherColumns, otherItems, withOtherColumns } from './other-columns.ts';
import { readsTargetTwice } from './references.ts';
import { refuseOtherRow, returningSteps } from './returning.ts';
import { rowValue } from './row-slots.ts';
import { aliasedTable, rowId } from './target.ts';
import type { Target } from './target.ts';

/** DELETE, in one statement of IRIS where that means the same, else row by row. */
export function deleteSteps(target: Target): Step[] {
  refuseOtherRow(target, 'old');
  const { query, relation, scope } = target;
  const plain =
    query.returningList === null && !hasOtherTables(target) && !readsTargetTwice(query, relation.oid);
  if (!plain) return deleteByRow(target);
  const statement = fragment`DELETE FROM ${aliasedTable(target)}${whereClause(target, scope)}`;
  return [{ do: 'change', statement }];
}

/** RETURNING reads each row before it goes. */
function deleteByRow(target: Target): Step[] {
  const others = otherColumns(target);
  const statement = matchedRows(target, (from) => otherItems(others, 1, from));
  const id = rowValue(0);
  const change = fragment`DELETE FROM ${aliasedTable(target)} WHERE ${rowId(target)} = ${id}`;
  return [
    {
      do: 'each',
      source: { kind: 'query', statement },
      steps: [
        ...returningSteps(target, id, withOtherColumns(target, others, 1)),
        { do: 'change', statement: change },
      ],
    },
  ];
}
