import { fragment } from '../iris/fragment.ts';
import { unsupported } from '../expression/unsupported.ts';
import type { Step } from '../plan.ts';
import { assignments, computedBefore, needsOldRow, setClause } from './assignment.ts';
import type { Assignment } from './assignment.ts';
import { hasOtherTables, matchedRows, whereClause } from './matched-rows.ts';
import { otherColumns, otherItems, withOtherColumns } from './other-columns.ts';
import { readsTargetTwice } from './references.ts';
import { refuseOtherRow, returningSteps } from './returning.ts';
import { isComputed, NO_RULES, ruleSteps, updateRules } from './row-rules.ts';
import { rowValue } from './row-slots.ts';
import { aliasedTable, columnByNumber, rowId } from './target.ts';
import type { Target } from './target.ts';

/** UPDATE, in one statement of IRIS where that means the same, else row by row with the values computed before. */
export function updateSteps(target: Target): Step[] {
  refuseOtherRow(target, 'new');
  refuseOnlyComputed(target);
  return isPlain(target) ? plainUpdate(target) : updateByRow(target);
}

/** SET of nothing but generated columns, to DEFAULT: there is no value for IRIS to set. */
function refuseOnlyComputed({ query, relation, scope }: Target): void {
  const set = (query.targetList ?? []).filter(({ resjunk }) => !resjunk);
  if (set.every(({ resno }) => isComputed(columnByNumber(relation, resno)))) {
    throw unsupported('SET of generated columns only', scope.statement.context);
  }
}

function isPlain(target: Target): boolean {
  const { query, relation } = target;
  return (
    updateRules(target, query.targetList ?? []) === NO_RULES &&
    query.returningList === null &&
    !hasOtherTables(target) &&
    !needsOldRow(target, query.targetList ?? []) &&
    !readsTargetTwice(query, relation.oid)
  );
}

function plainUpdate(target: Target): Step[] {
  const { query, scope } = target;
  const changes = assignments(target, query.targetList ?? [], scope);
  const statement = fragment`UPDATE ${aliasedTable(target)} SET ${setClause(changes)}${whereClause(target, scope)}`;
  return [{ do: 'change', statement }];
}

/** %ID, the new values, and what RETURNING reads of other tables are columns of one query; then each row is changed. */
function updateByRow(target: Target): Step[] {
  const { query, scope } = target;
  const { context } = scope.statement;
  const others = otherColumns(target);
  let changes: readonly Assignment[] = [];
  let firstOther = 1;
  const statement = matchedRows(target, (from) => {
    const computed = computedBefore(assignments(target, query.targetList ?? [], from), 1, context);
    changes = computed.changes;
    firstOther = 1 + computed.items.length;
    return [...computed.items, ...otherItems(others, firstOther, from)];
  });
  const id = rowValue(0);
  const change = fragment`UPDATE ${aliasedTable(target)} SET ${setClause(changes)} WHERE ${rowId(target)} = ${id}`;
  const rules = ruleSteps(target.relation, updateRules(target, query.targetList ?? []), id, context);
  const returning = returningSteps(target, id, withOtherColumns(target, others, firstOther));
  return [
    {
      do: 'each',
      source: { kind: 'query', statement },
      steps: [{ do: 'change', statement: change }, ...rules, ...returning],
    },
  ];
}
