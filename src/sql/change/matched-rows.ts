import { condition } from '../expression/condition.ts';
import type { Scope } from '../expression/scope.ts';
import { fragment, join, raw } from '../iris/fragment.ts';
import type { Fragment } from '../iris/fragment.ts';
import { outputName, qualified } from '../iris/names.ts';
import { fromClause } from '../select/from.ts';
import { rowId } from './target.ts';
import type { Target } from './target.ts';

/** Whether UPDATE ... FROM or DELETE ... USING names other tables. */
export function hasOtherTables({ query }: Target): boolean {
  return (query.jointree?.fromlist ?? []).length > 1;
}

/** WHERE as ` WHERE condition`, or nothing. */
export function whereClause({ query }: Target, scope: Scope): Fragment {
  const quals = query.jointree?.quals ?? null;
  return quals === null ? raw('') : fragment` WHERE ${condition(quals, scope)}`;
}

/**
 * The rows of the target that UPDATE or DELETE means: %ID as `c1`, then the items. A row that other tables match several
 * times is there once, with the items of any of the matches, as in PostgreSQL.
 * @param itemsIn the items, which must be named `c2` ..., in the scope of the FROM clause
 */
export function matchedRows(target: Target, itemsIn: (scope: Scope) => readonly Fragment[]): Fragment {
  const from = fromClause(target.query, target.scope);
  const items = [fragment`${rowId(target)} AS "c1"`, ...itemsIn(from.scope)];
  const source = fragment` FROM ${from.fragment ?? raw('')}${whereClause(target, from.scope)}`;
  if (!hasOtherTables(target)) return fragment`SELECT ${join(items, ', ')}${source}`;
  const id = rowId(target);
  const number = fragment`ROW_NUMBER() OVER (PARTITION BY ${id} ORDER BY ${id}) AS "n"`;
  const alias = target.scope.statement.nextAlias();
  const names = items.map((_item, index) => fragment`${qualified(alias, outputName(index + 1))}`);
  return fragment`SELECT ${join(names, ', ')} FROM (SELECT ${join([...items, number], ', ')}${source}) ${raw(
    alias,
  )} WHERE ${qualified(alias, 'n')} = 1`;
}
