import type { RelationColumn, TranslationContext } from '../context.ts';
import type { Scope } from '../expression/scope.ts';
import { unsupported } from '../expression/unsupported.ts';
import { fragment, identifier, join, parameter } from '../iris/fragment.ts';
import type { Fragment } from '../iris/fragment.ts';
import { outputName } from '../iris/names.ts';
import type { TargetEntry } from '../tree/nodes.ts';
import { assignedValue, named, slotValue, typedValue } from './assigned-value.ts';
import { columnDefault } from './column-default.ts';
import { columnsRead, hasSublink, isConstant, readsTargetTwice } from './references.ts';
import { isComputed } from './row-rules.ts';
import { fromInside, rowValue } from './row-slots.ts';
import { columnByNumber } from './target.ts';
import type { Target } from './target.ts';

/** `column = value` of SET. */
export interface Assignment {
  readonly column: RelationColumn;
  readonly value: Fragment;
  /** The same value for all rows. */
  readonly constant: boolean;
}

/** The assignments of SET; target entries stand for columns by `resno`. A generated column is only ever set to DEFAULT. */
export function assignments(target: Target, entries: readonly TargetEntry[], scope: Scope): Assignment[] {
  return entries
    .filter(({ resjunk, resno }) => !resjunk && !isComputed(columnByNumber(target.relation, resno)))
    .map(({ resno, expr }) => {
      const column = columnByNumber(target.relation, resno);
      const value =
        expr.kind === 'SETTODEFAULT'
          ? defaultOf(column, expr.location, scope)
          : assignedValue(expr, column, scope);
      return { column, value, constant: isConstant(expr) };
    });
}

/**
 * Whether the new values have to be computed before the row changes: PostgreSQL reads the old row throughout, where
 * nothing is documented of IRIS's order (`SET a = b, b = a`; a sub-select on the table itself).
 */
export function needsOldRow(target: Target, entries: readonly TargetEntry[]): boolean {
  if (hasSublink(entries) && readsTargetTwice(target.query, target.relation.oid)) return true;
  return entries.some(({ expr, resno }) =>
    columnsRead(expr).some(
      ({ varno, varattno }) =>
        varno === target.varno && varattno !== resno && entries.some((other) => other.resno === varattno),
    ),
  );
}

/** Values computed by a query, from its column `first` (0-based) on, and the assignments that read them. */
interface ComputedAssignments {
  readonly items: readonly Fragment[];
  readonly changes: readonly Assignment[];
}

/** Moves the values that are not the same for all rows into the select list of the query that finds the rows. */
export function computedBefore(
  changes: readonly Assignment[],
  first: number,
  context: TranslationContext,
): ComputedAssignments {
  const items: Fragment[] = [];
  const moved = changes.map((change): Assignment => {
    if (change.constant) return change;
    const place = first + items.length;
    items.push(named(typedValue(change.value, change.column, context), outputName(place + 1)));
    return { ...change, value: slotValue(rowValue(place), change.column, context) };
  });
  return { items, changes: moved };
}

/** The assignments read `rounds` rounds further inside. */
export function assignmentsFromInside(changes: readonly Assignment[], rounds: number): Assignment[] {
  return changes.map((change) => ({ ...change, value: fromInside(change.value, rounds) }));
}

/** `"a" = 1, "b" = ?` */
export function setClause(changes: readonly Assignment[]): Fragment {
  return join(
    changes.map(({ column, value }) => fragment`${identifier(column.irisName)} = ${value}`),
    ', ',
  );
}

function defaultOf(column: RelationColumn, location: number, scope: Scope): Fragment {
  const { context } = scope.statement;
  if (column.generated !== null) {
    throw unsupported(`SET "${column.name}" = DEFAULT, a number that IRIS gives,`, context, location);
  }
  const standard = columnDefault(column, context);
  return standard.kind === 'omit' ? parameter({ from: 'constant', value: null }) : standard.value;
}
