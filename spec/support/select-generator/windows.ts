import { fill } from './expressions.ts';
import { keyExpression } from './grouping.ts';
import { nextAlias } from './scope.ts';
import type { Draft, Scope, ScopeColumn } from './scope.ts';
import { KEY_TYPES } from './value-types.ts';
import type { ValueType } from './value-types.ts';

interface WindowFunction {
  readonly call: string;
  readonly type: ValueType;
  readonly of: readonly ValueType[];
  /** The result depends on the order among peers. */
  readonly total: boolean;
  /** A frame matters. */
  readonly framed: boolean;
}

function ranking(call: string, type: ValueType, total: boolean): WindowFunction {
  return { call, type, of: [], total, framed: false };
}

function shifted(call: string, type: ValueType): WindowFunction {
  return { call, type, of: [type], total: true, framed: false };
}

function positioned(call: string, type: ValueType): WindowFunction {
  return { call, type, of: [type], total: true, framed: true };
}

function aggregate(call: string, type: ValueType, ...of: ValueType[]): WindowFunction {
  return { call, type, of, total: false, framed: true };
}

const FUNCTIONS: readonly WindowFunction[] = [
  ranking('rank()', 'int8', false),
  ranking('dense_rank()', 'int8', false),
  ranking('percent_rank()', 'float8', false),
  ranking('cume_dist()', 'float8', false),
  ranking('row_number()', 'int8', true),
  ranking('ntile(3)', 'int4', true),
  shifted('lag({})', 'text'),
  shifted('lag({}, 2, 0)', 'int4'),
  shifted('lead({})', 'date'),
  shifted('lead({}, 1)', 'numeric'),
  positioned('first_value({})', 'text'),
  positioned('last_value({})', 'int4'),
  positioned('nth_value({}, 2)', 'text'),
  aggregate('count(*)', 'int8'),
  aggregate('count({})', 'int8', 'text'),
  aggregate('sum({})', 'int8', 'int4'),
  aggregate('sum({})', 'numeric', 'numeric'),
  aggregate('avg({})', 'numeric', 'int4'),
  aggregate('min({})', 'int4', 'int4'),
  aggregate('max({})', 'text', 'text'),
  aggregate('bool_or({})', 'bool', 'bool'),
];

/** Frames of rows, for a total order. */
const ROW_FRAMES = [
  '',
  ' rows between unbounded preceding and unbounded following',
  ' rows between 1 preceding and 1 following',
  ' rows between 2 preceding and current row',
  ' rows unbounded preceding',
  ' rows between current row and unbounded following',
  ' rows between 1 following and 3 following',
  ' rows between unbounded preceding and current row exclude current row',
];
/** Frames of peers; GROUPS needs an ORDER BY. */
const PEER_FRAMES = [
  '',
  ' range between unbounded preceding and current row',
  ' range between unbounded preceding and unbounded following',
  ' range between current row and unbounded following',
  ' range unbounded preceding exclude group',
];
const GROUP_FRAMES = [
  ...PEER_FRAMES,
  ' groups between 1 preceding and current row',
  ' groups between unbounded preceding and 1 following exclude ties',
];

function ordering(scope: Scope, draft: Draft, total: boolean): string {
  const key = keyExpression(scope, draft);
  const direction = draft.choices.pick(['', ' desc', ' nulls first', ' desc nulls last']);
  const first = key === null ? [] : [`${key.sql}${direction}`];
  const items = total ? [...first, ...(scope.key ?? [])] : first;
  return items.length === 0 ? '' : ` order by ${items.join(', ')}`;
}

/** What stands in the parentheses of OVER. */
function definition(chosen: WindowFunction, scope: Scope, draft: Draft): string {
  const { choices } = draft;
  const partition = choices.chance(50) ? keyExpression(scope, draft) : null;
  const total = chosen.total || (scope.key !== null && scope.unique && choices.chance(30));
  const order = total || choices.chance(60) ? ordering(scope, draft, total) : '';
  const frames = total ? ROW_FRAMES : order === '' ? PEER_FRAMES : GROUP_FRAMES;
  const frame = chosen.framed ? choices.pick(frames) : '';
  return `${partition === null ? '' : `partition by ${partition.sql}`}${order}${frame}`.trim();
}

/** Columns made of window functions, and the WINDOW clause they need. */
export function windows(
  scope: Scope,
  draft: Draft,
  count: number,
): { readonly columns: readonly ScopeColumn[]; readonly clause: string } {
  const { choices } = draft;
  const named: string[] = [];
  const mayBeTotal = scope.key !== null && scope.unique;
  const usable = FUNCTIONS.filter(({ total }) => !total || mayBeTotal);
  const columns = Array.from({ length: count }, (): ScopeColumn => {
    const chosen = choices.pick(usable);
    const call = fill(
      chosen.call,
      chosen.of.map((type) => draft.make.expression(type, scope, draft, 1)),
    );
    const window = definition(chosen, scope, draft);
    const { type } = chosen;
    const column = { type, exact: KEY_TYPES.includes(type), local: true } as const;
    if (!choices.chance(15)) return { ...column, sql: `${call} over (${window})` };
    const name = nextAlias(draft, 'win');
    named.push(`${name} as (${window})`);
    return { ...column, sql: `${call} over ${name}` };
  });
  return { columns, clause: named.length === 0 ? '' : ` window ${named.join(', ')}` };
}
