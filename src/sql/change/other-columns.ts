import { scalar } from '../expression/scalar.ts';
import type { Scope } from '../expression/scope.ts';
import { unsupported } from '../expression/unsupported.ts';
import type { Fragment } from '../iris/fragment.ts';
import { outputName } from '../iris/names.ts';
import type { Var } from '../tree/nodes.ts';
import { named } from './assigned-value.ts';
import { columnsRead, hasSublink } from './references.ts';
import { hasOtherTables } from './matched-rows.ts';
import { rowValue } from './row-slots.ts';
import { withColumns } from './target.ts';
import type { Target } from './target.ts';

/** Columns of the other tables of UPDATE ... FROM and DELETE ... USING that RETURNING reads, each once. */
export function otherColumns(target: Target): Var[] {
  const { returningList } = target.query;
  if (returningList === null || !hasOtherTables(target)) return [];
  if (hasSublink(returningList)) {
    throw unsupported('a sub-select in RETURNING beside other tables', target.scope.statement.context);
  }
  const found = new Map<string, Var>();
  for (const read of columnsRead(returningList)) {
    if (read.varno !== target.varno) found.set(keyOf(read.varno, read.varattno), read);
  }
  return [...found.values()];
}

/** The columns as items of the query that finds the rows, from its column `first` (0-based) on. */
export function otherItems(columns: readonly Var[], first: number, scope: Scope): Fragment[] {
  return columns.map((column, index) => named(scalar(column, scope), outputName(first + index + 1)));
}

/** The scope of RETURNING: those columns are read from the found row. */
export function withOtherColumns(target: Target, columns: readonly Var[], first: number): Scope {
  const places = new Map(
    columns.map(({ varno, varattno }, index) => [keyOf(varno, varattno), first + index]),
  );
  return withColumns(target.scope, (varno, attno) => {
    const place = places.get(keyOf(varno, attno));
    return place === undefined
      ? undefined
      : { fragment: rowValue(place), collation: 'EXACT', notNull: false, untyped: true, base: null };
  });
}

function keyOf(varno: number, attno: number): string {
  return `${varno}.${attno}`;
}
