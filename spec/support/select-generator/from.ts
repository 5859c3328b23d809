import { lateral } from './lateral.ts';
import { sourceOf, tableSource } from './sources.ts';
import type { Source } from './sources.ts';
import type { Draft, From, Scope, ScopeColumn } from './scope.ts';
import { KEY_TYPES } from './value-types.ts';

/** An equality between columns of one type. */
function equality(left: readonly ScopeColumn[], right: readonly ScopeColumn[], draft: Draft): string {
  const types = KEY_TYPES.filter((type) =>
    [left, right].every((side) => side.some((column) => column.type === type)),
  );
  if (types.length === 0) return 'true';
  const type = draft.choices.pick(types);
  const one = (columns: readonly ScopeColumn[]): string =>
    draft.choices.pick(columns.filter((column) => column.type === type)).sql;
  return `${one(left)} = ${one(right)}`;
}

function together(left: Scope, right: Source, outer: Scope): Scope {
  return {
    columns: [...left.columns, ...right.columns],
    unique: left.unique && right.unique,
    key: left.key === null || right.key === null ? null : [...left.key, ...right.key],
    outer,
  };
}

function single({ columns, key, unique }: Source, outer: Scope): Scope {
  return { columns, key, unique, outer };
}

/** USING and NATURAL: the columns they merge are in sight without a qualifier. */
function joinedByName(left: Source, right: Source, draft: Draft, outer: Scope): From | null {
  const common = (left.table?.columns ?? [])
    .filter(({ name }) => right.table?.columns.some((other) => other.name === name) ?? false)
    .map(({ name, type }): ScopeColumn => ({ sql: name, type, exact: true }));
  if (common.length === 0 || left.table === right.table) return null;
  const kind = draft.choices.pick(['join', 'left join', 'right join', 'full join']);
  const natural = draft.choices.chance(30);
  const merged = natural ? common : [draft.choices.pick(common)];
  const sql = natural
    ? `from ${left.sql} natural ${kind} ${right.sql}`
    : `from ${left.sql} ${kind} ${right.sql} using (${merged.map((column) => column.sql).join(', ')})`;
  const scope = together(single(left, outer), right, outer);
  return { sql, scope: { ...scope, columns: [...merged, ...scope.columns] } };
}

const KINDS = ['join', 'left join', 'cross join', ',', 'right join', 'full join', 'lateral'] as const;

function joined({ sql, scope: left }: From, draft: Draft, outer: Scope, depth: number): From {
  const kind = draft.choices.pick(KINDS);
  if (kind === 'lateral') {
    const side = lateral(left, draft, outer, depth);
    const on = draft.choices.chance(50) ? draft.make.condition(single(side, left), draft, 0) : null;
    const join = on === null ? `cross join lateral ${side.sql}` : `left join lateral ${side.sql} on ${on}`;
    return { sql: `${sql} ${join}`, scope: together(left, side, outer) };
  }
  const right = sourceOf(draft, outer, depth);
  const scope = together(left, right, outer);
  if (kind === ',' || kind === 'cross join') {
    return { sql: `${sql}${kind === ',' ? ',' : ` ${kind}`} ${right.sql}`, scope };
  }
  // FULL JOIN takes merge-joinable conditions only.
  const on = equality(left.columns, right.columns, draft);
  const more = kind !== 'full join' && draft.choices.chance(20);
  return {
    sql: `${sql} ${kind} ${right.sql} on ${on}${more ? ` and ${draft.make.condition(scope, draft, depth)}` : ''}`,
    scope,
  };
}

/** A FROM clause of one to three items. */
export function from(draft: Draft, outer: Scope, depth: number): From {
  const first = sourceOf(draft, outer, depth);
  if (depth > 0 && first.table !== null && draft.choices.chance(15)) {
    const byName = joinedByName(first, tableSource(draft), draft, outer);
    if (byName !== null) return byName;
  }
  let result: From = { sql: `from ${first.sql}`, scope: single(first, outer) };
  const more = draft.choices.below(10);
  const joins = depth <= 0 ? Number(more === 9) : more < 4 ? 0 : more < 8 ? 1 : 2;
  for (let index = 0; index < joins; index += 1) result = joined(result, draft, outer, depth);
  return result;
}
