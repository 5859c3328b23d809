import type { RelationColumn } from '../context.ts';
import { condition } from '../expression/condition.ts';
import { baseReference } from '../expression/query-scope.ts';
import type { ColumnReference, Scope } from '../expression/scope.ts';
import { unsupported } from '../expression/unsupported.ts';
import { fragment, join } from '../iris/fragment.ts';
import type { Fragment } from '../iris/fragment.ts';
import type { Step } from '../plan.ts';
import type { OnConflictExpr } from '../tree/nodes.ts';
import { typedNull } from './assigned-value.ts';
import { assignments, assignmentsFromInside, computedBefore, needsOldRow, setClause } from './assignment.ts';
import type { Assignment } from './assignment.ts';
import { conflictKey } from './conflict-key.ts';
import { rowFromInside } from './insert-row.ts';
import type { NewRow } from './insert-row.ts';
import { returningSteps } from './returning.ts';
import { withRowVersion } from './row-version.ts';
import { isComputed, NO_RULES, ruleSteps, updateRules } from './row-rules.ts';
import { rowValue } from './row-slots.ts';
import { aliasedTable, columnByNumber, rowId, withColumns } from './target.ts';
import type { Target } from './target.ts';

/** OnConflictExpr.action */
const DO_NOTHING = 1;

/** nodeModifyTable.c, ExecOnConflictUpdate */
const SECOND_TIME = {
  sqlstate: '21000',
  message: 'ON CONFLICT DO UPDATE command cannot affect row a second time',
  hint: 'Ensure that no rows proposed for insertion within the same command have duplicate constrained values.',
};

/** %ID of the row that a branch or round has found: its first column. */
const FOUND_ID = rowValue(0);

/** Steps that insert a row; with `skipUnique` a clash on any key ends the round. */
type Insert = (row: NewRow, skipUnique: boolean) => Step[];

/** INSERT ... ON CONFLICT of one row: IRIS has no such clause (iris-sql.md section 2). */
export function conflictSteps(
  target: Target,
  row: NewRow,
  onConflict: OnConflictExpr,
  insert: Insert,
): Step[] {
  const key = conflictKey(target, onConflict);
  if (onConflict.action !== DO_NOTHING) {
    if (key === null) throw new Error('ON CONFLICT DO UPDATE without a key');
    return doUpdate(target, row, key, onConflict, insert);
  }
  // With one key there is no other clash to tell apart.
  if (key === null || target.relation.keys.length === 1) return insert(row, true);
  const sameKey = sameKeyCondition(target, row, key);
  if (sameKey === null) return insert(row, false);
  const query = conflictingRow(target, sameKey, []);
  return [{ do: 'branch', query, found: [], missing: insert(row, false) }];
}

function doUpdate(
  target: Target,
  row: NewRow,
  key: readonly RelationColumn[],
  onConflict: OnConflictExpr,
  insert: Insert,
): Step[] {
  const sameKey = sameKeyCondition(target, row, key);
  if (sameKey === null) return insert(row, false);
  const entries = onConflict.onConflictSet ?? [];
  // The found row is a round of its own: from there the new row is one round further out.
  const inside = withExcluded(target, rowFromInside(row, 1), onConflict);
  let changes: readonly Assignment[];
  let items: readonly Fragment[] = [];
  if (needsOldRow(target, entries)) {
    const outside = withExcluded(target, row, onConflict);
    const { context } = target.scope.statement;
    ({ changes, items } = computedBefore(assignments(target, entries, outside), 1, context));
  } else {
    changes = assignments(target, entries, inside);
  }
  return [
    {
      do: 'branch',
      query: conflictingRow(target, sameKey, items),
      found: updateSteps(target, changes, onConflict, inside),
      missing: insert(row, false),
      onSecond: SECOND_TIME,
    },
  ];
}

/** The UPDATE of the row found. With WHERE and RETURNING, WHERE is asked first: rows it leaves alone are not returned. */
function updateSteps(
  target: Target,
  changes: readonly Assignment[],
  { onConflictWhere, onConflictSet }: OnConflictExpr,
  scope: Scope,
): Step[] {
  const returned = withRowVersion(target, target.scope, 'updated');
  const returning = returningSteps(target, FOUND_ID, returned, 1);
  const isRow = fragment`${rowId(target)} = ${FOUND_ID}`;
  const where =
    onConflictWhere === null ? isRow : fragment`${isRow} AND ${condition(onConflictWhere, scope)}`;
  const { context } = target.scope.statement;
  const rules = updateRules(target, onConflictSet ?? []);
  const ruled = ruleSteps(target.relation, rules, FOUND_ID, context);
  if (onConflictWhere === null || (returning.length === 0 && rules === NO_RULES)) {
    return [{ do: 'change', statement: update(target, changes, where) }, ...ruled, ...returning];
  }
  const inside = returningSteps(target, FOUND_ID, returned, 2);
  const query = fragment`SELECT ${rowId(target)} AS "c1" FROM ${aliasedTable(target)} WHERE ${where}`;
  const statement = update(target, assignmentsFromInside(changes, 1), isRow);
  return [{ do: 'branch', query, found: [{ do: 'change', statement }, ...ruled, ...inside], missing: [] }];
}

function update(target: Target, changes: readonly Assignment[], where: Fragment): Fragment {
  return fragment`UPDATE ${aliasedTable(target)} SET ${setClause(changes)} WHERE ${where}`;
}

/** The row whose key the new one has: its %ID, then the items. */
function conflictingRow(target: Target, sameKey: Fragment, items: readonly Fragment[]): Fragment {
  const list = join([fragment`${rowId(target)} AS "c1"`, ...items], ', ');
  return fragment`SELECT ${list} FROM ${aliasedTable(target)} WHERE ${sameKey}`;
}

/**
 * The key equal to the new row's, by the collation the key has in IRIS.
 * @returns null when no row can have it: a key column is NULL or numbered by IRIS
 */
function sameKeyCondition(target: Target, row: NewRow, key: readonly RelationColumn[]): Fragment | null {
  const alias = target.scope.alias(target.varno);
  const equal: Fragment[] = [];
  for (const column of key) {
    const value = row.values[row.columns.indexOf(column)];
    if (value === undefined || isNull(value)) return null;
    equal.push(fragment`${baseReference(alias, column).fragment} = ${value}`);
  }
  return join(equal, ' AND ');
}

function isNull({ slots: [slot, ...others] }: Fragment): boolean {
  return slot?.from === 'constant' && slot.value === null && others.length === 0;
}

/** The scope in which EXCLUDED is the new row. */
function withExcluded(target: Target, row: NewRow, { exclRelIndex }: OnConflictExpr): Scope {
  return withColumns(target.scope, (varno, attno) =>
    varno === exclRelIndex ? excludedColumn(target, row, attno) : undefined,
  );
}

function excludedColumn(target: Target, row: NewRow, attno: number): ColumnReference {
  const { context } = target.scope.statement;
  const column = columnByNumber(target.relation, attno);
  const value = row.values[row.columns.indexOf(column)];
  if (value === undefined && isComputed(column)) {
    throw unsupported(`EXCLUDED."${column.name}", a generated column,`, context);
  }
  if (value === undefined && column.generated !== null) {
    throw unsupported(`EXCLUDED."${column.name}", a number that IRIS gives,`, context);
  }
  return {
    fragment: value ?? typedNull(column, context),
    collation: 'EXACT',
    notNull: false,
    untyped: value?.sql === '?',
    base: null,
  };
}
