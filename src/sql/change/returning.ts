import { scalar } from '../expression/scalar.ts';
import type { Scope } from '../expression/scope.ts';
import { unsupported } from '../expression/unsupported.ts';
import { fragment, join } from '../iris/fragment.ts';
import type { Fragment } from '../iris/fragment.ts';
import { outputName, qualified } from '../iris/names.ts';
import type { Step } from '../plan.ts';
import { columnsRead } from './references.ts';
import { fromInside, rowValue } from './row-slots.ts';
import { aliasedTable, rowId } from './target.ts';
import type { Target } from './target.ts';
import { named } from './assigned-value.ts';

/** Var.varreturningtype */
const OLD = 1;
const NEW = 2;

/**
 * RETURNING as a query on the one row that was, or will be, changed; none without RETURNING.
 * @param id the row's %ID
 * @param scope in which the other tables of the statement are read from slots
 * @param rounds how far inside of the new row's own round the steps are
 */
export function returningSteps(
  target: Target,
  id: Fragment,
  scope: Scope = target.scope,
  rounds = 0,
): Step[] {
  if (target.readBack === null && target.query.returningList === null) return [];
  const items = returnedValues(target, scope, rounds).map((value, index) =>
    named(value, outputName(index + 1)),
  );
  const statement = fragment`SELECT ${join(items, ', ')} FROM ${aliasedTable(target)} WHERE ${rowId(target)} = ${id}`;
  return [{ do: 'emit', statement }];
}

function returnedValues(target: Target, scope: Scope, rounds: number): Fragment[] {
  const { readBack, query, varno } = target;
  if (readBack === null) {
    return (query.returningList ?? [])
      .filter(({ resjunk }) => !resjunk)
      .map(({ expr }) => scalar(expr, scope));
  }
  const position = fragment`CAST(${fromInside(rowValue(0), rounds)} AS INTEGER)`;
  const alias = target.scope.alias(varno);
  return [position, ...readBack.map(({ irisName }) => qualified(alias, irisName))];
}

/**
 * Refuses references to the row that RETURNING cannot see any more, or not yet.
 * @param seen the row that is read: `new` after INSERT and UPDATE, `old` before DELETE
 * @throws GatewayError 0A000
 */
export function refuseOtherRow(target: Target, seen: 'old' | 'new'): void {
  const other = seen === 'new' ? OLD : NEW;
  for (const read of columnsRead(target.query.returningList)) {
    if (read.varreturningtype === other) {
      const what = seen === 'new' ? 'OLD in RETURNING' : 'NEW in RETURNING of DELETE';
      throw unsupported(what, target.scope.statement.context, read.location);
    }
  }
}
