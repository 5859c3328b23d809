import { fragment, raw } from '../iris/fragment.ts';
import type { Fragment } from '../iris/fragment.ts';
import { tableName } from '../iris/names.ts';
import { alter } from './alteration.ts';
import type { Alteration } from './alteration.ts';

/** `ALTER TABLE t ALTER COLUMN c NOT NULL` */
export function setNotNull({ table }: Alteration, column: Fragment): Fragment {
  return alter(table, fragment`ALTER COLUMN ${column} NOT NULL`);
}

/** 23502 when a row has NULL in the column. */
export function refuseNulls({ table, steps }: Alteration, name: string, column: Fragment): void {
  const query = fragment`SELECT TOP 1 1 FROM ${tableName(table)} WHERE ${column} ${raw('IS NULL')}`;
  steps.refuseNulls(query, table, name);
}
