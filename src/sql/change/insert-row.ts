import type { RelationColumn, TranslationContext } from '../context.ts';
import { fragment, identifier, join, raw } from '../iris/fragment.ts';
import type { Fragment } from '../iris/fragment.ts';
import { outputName, tableName } from '../iris/names.ts';
import { named, slotValue, typedValue } from './assigned-value.ts';
import { fromInside, rowValue } from './row-slots.ts';
import type { Target } from './target.ts';

/** A row to insert: a value for each of some columns. */
export interface NewRow {
  readonly columns: readonly RelationColumn[];
  /** As VALUES takes them; Params and Consts are bare `?`. */
  readonly values: readonly Fragment[];
  /** IRIS takes no sub-select in VALUES (-144). */
  readonly hasSublink: boolean;
}

/** `INSERT INTO t (columns) VALUES (values)`; one row for each statement (iris-sql.md section 2). */
export function insertStatement(target: Target, row: NewRow): Fragment {
  const table = tableName(target.relation);
  if (row.columns.length === 0) return fragment`INSERT INTO ${table} DEFAULT VALUES`;
  return fragment`INSERT INTO ${table} (${columnNames(row.columns)}) VALUES (${join(row.values, ', ')})`;
}

/** `INSERT INTO t (columns) query`; the query has no `?` without a type. */
export function insertFromQuery(
  target: Target,
  columns: readonly RelationColumn[],
  query: Fragment,
): Fragment {
  return fragment`INSERT INTO ${tableName(target.relation)} (${columnNames(columns)}) ${query}`;
}

/** The values as the select list of a query, `c1` ... */
export function selectList(row: NewRow, context: TranslationContext): Fragment {
  return join(
    row.values.map((value, index) =>
      named(typedValue(value, row.columns[index] as RelationColumn, context), outputName(index + 1)),
    ),
    ', ',
  );
}

/** The row as the rounds of a query over its values read it. */
export function rowOfQuery(columns: readonly RelationColumn[], context: TranslationContext): NewRow {
  const values = columns.map((column, index) => slotValue(rowValue(index), column, context));
  return { columns, values, hasSublink: false };
}

/** The same row read `rounds` rounds further inside. */
export function rowFromInside(row: NewRow, rounds: number): NewRow {
  return { ...row, values: row.values.map((value) => fromInside(value, rounds)) };
}

function columnNames(columns: readonly RelationColumn[]): Fragment {
  return columns.length === 0
    ? raw('')
    : join(
        columns.map(({ irisName }) => identifier(irisName)),
        ', ',
      );
}
