import { commonTables } from './common-tables.ts';
import { core } from './core.ts';
import { direction, keyOf, limit, UNORDERED } from './ordering.ts';
import type { Draft, Made, Scope } from './scope.ts';
import { KEY_TYPES } from './value-types.ts';
import type { ValueType } from './value-types.ts';

const OPERATIONS = ['union all', 'union', 'intersect', 'except', 'intersect all', 'except all'] as const;

/** UNION and its relatives over two or three queries. */
function setOperation(draft: Draft, outer: Scope, depth: number, wanted: readonly ValueType[] | null): Made {
  const { choices } = draft;
  const types = wanted ?? choices.several(1, 3, () => choices.pick(KEY_TYPES));
  const [first, ...others] = choices.several(2, 3, () => core(draft, outer, depth - 1, types, false));
  if (first === undefined) throw new Error('a set operation has two legs at least');
  const { columns } = first;
  const sql = others.reduce(
    (text, leg) => `${text} ${choices.pick(OPERATIONS)} (${leg.sql})`,
    `(${first.sql})`,
  );
  const key = keyOf(columns);
  if (key === null || !choices.chance(60)) return { sql, columns, key, ordering: UNORDERED };
  const order = columns.map((_, index) => `${index + 1}${direction(draft)}`).join(', ');
  return {
    sql: `${sql} order by ${order}${limit(draft)}`,
    columns,
    key,
    ordering: { total: true, outputs: [] },
  };
}

/** A query of any kind. `wanted` are the types of its columns, free when null. */
export function query(draft: Draft, outer: Scope, depth: number, wanted: readonly ValueType[] | null): Made {
  const { choices } = draft;
  const before = draft.named;
  const clause = depth > 0 && choices.chance(12) ? `${commonTables(draft, depth)} ` : '';
  const made =
    depth > 0 && choices.chance(12)
      ? setOperation(draft, outer, depth, wanted)
      : core(draft, outer, depth, wanted, true);
  draft.named = before;
  return { ...made, sql: `${clause}${made.sql}` };
}
