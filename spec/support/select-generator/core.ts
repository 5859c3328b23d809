import { grouped, keyExpression } from './grouping.ts';
import { direction, keyOf, orderBy, UNORDERED } from './ordering.ts';
import { EMPTY_SCOPE } from './scope.ts';
import type { Draft, Made, Scope, ScopeColumn } from './scope.ts';
import { KEY_TYPES, VALUE_TYPES } from './value-types.ts';
import type { ValueType } from './value-types.ts';
import { windows } from './windows.ts';

/** FROM to HAVING, and what is in sight behind them. */
interface Level {
  readonly scope: Scope;
  readonly tail: string;
  /** For the expressions of the select list. */
  readonly depth: number;
}

function level(draft: Draft, outer: Scope, depth: number): Level {
  const { choices } = draft;
  if (choices.chance(2)) return { scope: { ...EMPTY_SCOPE, outer }, tail: '', depth };
  const source = draft.make.from(draft, outer, depth);
  const where = choices.chance(50) ? ` where ${draft.make.condition(source.scope, draft, depth)}` : '';
  const tail = ` ${source.sql}${where}`;
  const groups = choices.chance(28) ? grouped(source.scope, draft) : null;
  return groups === null
    ? { scope: source.scope, tail, depth }
    : { scope: groups.scope, tail: `${tail}${groups.sql}`, depth: 1 };
}

interface Item {
  readonly sql: string;
  readonly type: ValueType;
}

function items({ scope, depth }: Level, further: readonly ScopeColumn[], draft: Draft): Item[] {
  const { choices } = draft;
  const one = (): Item => {
    if (scope.columns.length > 0 && !choices.chance(60)) return choices.pick(scope.columns);
    const type = choices.pick(VALUE_TYPES);
    return { sql: draft.make.expression(type, scope, draft, depth), type };
  };
  return [...choices.several(1, 3, one), ...further];
}

/** DISTINCT ON takes the first row of each group in the order that follows it. */
function distinctOn(scope: Scope, draft: Draft): { readonly head: string; readonly order: string } | null {
  const key = keyExpression(scope, draft);
  if (key === null || scope.key === null) return null;
  const order = [`${key.sql}${direction(draft)}`, ...scope.key].join(', ');
  return { head: `select distinct on (${key.sql}) `, order: ` order by ${order}` };
}

/** One SELECT. `wanted` are the types of its columns, free when null; `limits` allows ORDER BY and LIMIT. */
export function core(
  draft: Draft,
  outer: Scope,
  depth: number,
  wanted: readonly ValueType[] | null,
  limits: boolean,
): Made {
  const { choices } = draft;
  const here = level(draft, outer, depth);
  const { scope, tail } = here;
  const over =
    wanted === null && choices.chance(18)
      ? windows(scope, draft, 1 + choices.below(2))
      : { columns: [], clause: '' };
  const list =
    wanted?.map((type): Item => ({ sql: draft.make.expression(type, scope, draft, here.depth), type })) ??
    items(here, over.columns, draft);
  const columns = list.map(
    ({ type }, index): ScopeColumn => ({ sql: `c${index + 1}`, type, exact: KEY_TYPES.includes(type) }),
  );
  const key = keyOf(columns);
  const body = `${list.map(({ sql }, index) => `${sql} as c${index + 1}`).join(', ')}${tail}${over.clause}`;
  const on = over.columns.length === 0 && choices.chance(5) ? distinctOn(scope, draft) : null;
  if (on !== null) {
    return { sql: `${on.head}${body}${on.order}`, columns, key, ordering: { total: true, outputs: [] } };
  }
  const distinct = key !== null && choices.chance(10);
  const sql = `select ${distinct ? 'distinct ' : ''}${body}`;
  if (!limits || !choices.chance(60)) return { sql, columns, key, ordering: UNORDERED };
  const order = orderBy(columns, scope, draft, distinct);
  return { sql: `${sql}${order.sql}`, columns, key, ordering: order.ordering };
}
