import type { UpsertPlan } from '../compile/plan.ts';
import type { SqliteValue } from '../values/sql-type.ts';
import type { Database } from './database.ts';

/** INSERT OR UPDATE of all rows of the source. Returns the number of rows and the RowID of the last one. */
export function upsertRows(
  plan: UpsertPlan,
  source: readonly SqliteValue[],
  leftOut: readonly SqliteValue[],
  database: Database,
): { readonly count: number; readonly rowId: bigint | number | null } {
  const rows = database.all(plan.source.sql, ...source);
  let rowId: bigint | number | null = null;
  for (const row of rows) {
    const values = (indexes: readonly number[]) => indexes.map((index) => row[index] ?? null);
    const found = plan.probe === null ? undefined : database.get(plan.probe, ...values(plan.probeValues));
    const id = found?.[0];
    if (typeof id === 'bigint') {
      if (plan.update !== null) database.run(plan.update, ...values(plan.updateValues), id);
      rowId = id;
      continue;
    }
    rowId = database.insert(plan.insert.sql, ...row, ...leftOut);
  }
  return { count: rows.length, rowId };
}
