import type { StatementScope } from '../expression/scope.ts';
import { fragment, identifier, join, raw, type Fragment } from '../iris/fragment.ts';
import { outputName, qualified } from '../iris/names.ts';
import { topOf, type Place, type RowCounts } from './place.ts';

/** Rows of an inner query to be ordered and counted. */
export interface Rows {
  /** `(SELECT ...) t` */
  readonly from: Fragment;
  /** The inner column of a target entry. */
  read(resno: number): Fragment;
  /** Columns of the answer. */
  readonly resnos: readonly number[];
}

/** More rows than any table has: OFFSET without LIMIT is buggy in IRIS 2025.1 (iris-sql.md, "Version gates"). */
const UNLIMITED = raw('2147483647');

/** `LIMIT n OFFSET m` for versions that have it; null without an offset or with a computed one. */
export function nativePage({ limit, offset, ties }: RowCounts): Fragment | null {
  if (ties || offset === null || offset.plain === null || (limit !== null && limit.plain === null))
    return null;
  return fragment`LIMIT ${limit?.plain ?? UNLIMITED} OFFSET ${offset.plain}`;
}

/** Rows in order, with TOP or LIMIT and OFFSET. */
export function orderedRows(
  rows: Rows,
  order: readonly Fragment[],
  counts: RowCounts,
  place: Place,
  distinct: boolean,
): Fragment {
  const page = nativePage(counts);
  const top = page === null ? topOf(counts, order, place) : raw('');
  const head = fragment`SELECT ${raw(distinct ? 'DISTINCT ' : '')}${top}`;
  const parts = [fragment`${head}${shown(rows)} FROM ${rows.from}`];
  if (order.length > 0) parts.push(fragment`ORDER BY ${join(order, ', ')}`);
  if (page !== null) parts.push(page);
  return join(parts, ' ');
}

/** Name of the row number. */
const NUMBER = 'r1';

/** Name of the rank by ORDER BY, in which equal rows share a number. */
const RANK = 'r2';

/** OFFSET, and computed limits, by row numbers: for every version and place (iris-sql.md 1.1). */
export function offsetByNumber(
  rows: Rows,
  order: readonly Fragment[],
  counts: RowCounts,
  place: Place,
  statement: StatementScope,
): Fragment {
  const alias = statement.nextAlias();
  // Without ORDER BY any order will do, as long as it is one.
  const first = rows.resnos[0];
  const keys = order.length > 0 || first === undefined ? order : [rows.read(first)];
  const over = keys.length > 0 ? fragment`ORDER BY ${join(keys, ', ')}` : raw('');
  const rank = counts.ties ? fragment`, RANK() OVER (${over}) AS ${identifier(RANK)}` : raw('');
  const numbered = fragment`SELECT ${shown(rows)}, ROW_NUMBER() OVER (${over}) AS ${identifier(NUMBER)}${rank} FROM ${rows.from}`;
  const number = qualified(alias, NUMBER);
  const tests: Fragment[] = [];
  if (counts.offset !== null) tests.push(fragment`(${number} > ${counts.offset.value})`);
  if (counts.limit !== null) {
    const last = counts.offset === null ? counts.limit.value : sum(counts.offset.value, counts.limit.value);
    tests.push(fragment`(${counts.ties ? qualified(alias, RANK) : number} <= ${last})`);
  }
  const columns = rows.resnos.map(
    (resno) => fragment`${qualified(alias, outputName(resno))} AS ${identifier(outputName(resno))}`,
  );
  const ordered = order.length > 0 && (place === 'top' || place === 'derived table');
  const head = raw(ordered && place !== 'top' ? 'SELECT TOP ALL ' : 'SELECT ');
  const body = fragment`${head}${join(columns, ', ')} FROM (${numbered}) ${raw(alias)} WHERE ${tests.length === 1 ? join(tests, '') : fragment`(${join(tests, ' AND ')})`}`;
  return ordered ? fragment`${body} ORDER BY ${number}` : body;
}

function sum(offset: Fragment, limit: Fragment): Fragment {
  const written = /^\d+$/.test(offset.sql) && /^\d+$/.test(limit.sql);
  return written ? raw(String(BigInt(offset.sql) + BigInt(limit.sql))) : fragment`(${offset} + ${limit})`;
}

function shown(rows: Rows): Fragment {
  return join(
    rows.resnos.map((resno) => fragment`${rows.read(resno)} AS ${identifier(outputName(resno))}`),
    ', ',
  );
}
