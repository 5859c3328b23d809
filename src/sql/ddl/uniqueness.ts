import type { Relation } from '../context.ts';
import { fragment, join } from '../iris/fragment.ts';
import type { Fragment } from '../iris/fragment.ts';
import { tableName } from '../iris/names.ts';
import type { DdlSteps } from './ddl-plan.ts';

/** 23505 when two rows have the same values in the columns of a key to be made; NULLs are distinct. */
export function refuseDuplicates(
  table: Relation,
  columns: readonly Fragment[],
  key: string,
  steps: DdlSteps,
): void {
  const present = join(
    columns.map((column) => fragment`${column} IS NOT NULL`),
    ' AND ',
  );
  steps.refuse(
    fragment`SELECT TOP 1 1 FROM ${tableName(table)} WHERE ${present} GROUP BY ${join(columns, ', ')} HAVING COUNT(*) > 1`,
    '23505',
    `could not create unique index "${key}"`,
  );
}
