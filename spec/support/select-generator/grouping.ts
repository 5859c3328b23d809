import { AGGREGATED, aggregateCall } from './aggregates.ts';
import { columnsOf } from './scope.ts';
import type { Draft, Scope, ScopeColumn } from './scope.ts';
import { KEY_TYPES } from './value-types.ts';
import type { ValueType } from './value-types.ts';

/** What a key may be besides a column. */
const KEY_FORMS: Readonly<Partial<Record<ValueType, readonly string[]>>> = {
  int4: ['({} % 3)', 'coalesce({}, 0)', 'abs({})'],
  text: ['lower({})', "({} || '!')", 'left({}, 1)', "coalesce({}, 'none')"],
  date: ["date_trunc('month', {})::date", '({} + 1)'],
  bool: ['(not {})', '({} is true)'],
  timestamp: ["date_trunc('year', {})", '({})::date::timestamp'],
};

/** What to group, order or partition by; never a bare literal, which would be an ordinal. Null without a column. */
export function keyExpression(scope: Scope, draft: Draft): ScopeColumn | null {
  const usable = scope.columns.filter(({ exact }) => exact);
  const types = KEY_TYPES.filter((type) => usable.some((column) => column.type === type));
  if (types.length === 0) return null;
  const type = draft.choices.pick(types);
  const column = draft.choices.pick(columnsOf({ ...scope, columns: usable }, type));
  const forms = KEY_FORMS[type];
  if (forms === undefined || !draft.choices.chance(30)) return column;
  const sql = draft.choices.pick(forms).replaceAll('{}', () => column.sql);
  return { sql, type, exact: true, local: true };
}

/** Several ways to group by the keys; with `sets` a row of the answer has a grouping set of its own. */
function groupBy(names: readonly string[], draft: Draft): { readonly sql: string; readonly sets: boolean } {
  const list = names.join(', ');
  if (!draft.choices.chance(15)) return { sql: list, sets: false };
  const forms = [
    `rollup (${list})`,
    `cube (${list})`,
    `grouping sets ((${list}), (${names[0] ?? ''}), ())`,
    `grouping sets ((${list}), ())`,
  ];
  return { sql: draft.choices.pick(forms), sets: true };
}

function aggregateColumns(scope: Scope, draft: Draft): ScopeColumn[] {
  const inner = { ...scope, outer: null };
  return draft.choices
    .several(1, 3, (): ScopeColumn[] => {
      const type = draft.choices.pick(AGGREGATED);
      const sql = aggregateCall(type, inner, draft, 1);
      return sql === null ? [] : [{ sql, type, exact: KEY_TYPES.includes(type), local: true }];
    })
    .flat();
}

/** GROUP BY and HAVING, and what is in sight behind them. */
interface Grouped {
  readonly sql: string;
  readonly scope: Scope;
}

/** Groups the rows of a scope, by two keys at most or as one group; null when nothing comes of it. */
export function grouped(scope: Scope, draft: Draft): Grouped | null {
  const { choices } = draft;
  const keys = choices
    .several(0, 2, () => keyExpression(scope, draft))
    .filter((key) => key !== null)
    .filter((key, index, all) => all.findIndex(({ sql }) => sql === key.sql) === index);
  const names = keys.map(({ sql }) => sql);
  const by = names.length > 0 ? groupBy(names, draft) : null;
  const aggregates = aggregateColumns(scope, draft);
  // A query without GROUP BY is one group only if it has an aggregate, which HAVING then names.
  const [first] = aggregates;
  if (by === null && first === undefined) return null;
  // CUBE over a column and an expression of it makes the same row in several sets.
  const sets: ScopeColumn[] =
    by?.sets === true
      ? [{ sql: `grouping(${names.join(', ')})`, type: 'int4', exact: true, local: true }]
      : [];
  const columns = [...keys, ...sets, ...aggregates];
  const result: Scope = {
    columns,
    key: [...keys, ...sets].map(({ sql }) => sql),
    unique: true,
    outer: scope.outer,
  };
  const having = choices.chance(30) ? draft.make.condition(result, draft, 1) : null;
  const together = by === null ? `${first?.sql ?? ''} is null or true` : null;
  const conditions = [having, together].filter((one) => one !== null);
  const clause = conditions.length > 0 ? ` having ${conditions.map((one) => `(${one})`).join(' and ')}` : '';
  return { sql: `${by === null ? '' : ` group by ${by.sql}`}${clause}`, scope: result };
}
