import type { Draft, Scope } from './scope.ts';
import type { ValueType } from './value-types.ts';

interface Aggregate {
  /** `{}` stands for the argument. */
  readonly call: string;
  readonly of: ValueType;
  /** Its result depends on the order of the rows: it is given a total one. */
  readonly ordered?: true;
  readonly distinct?: true;
}

function extremes(type: ValueType): readonly Aggregate[] {
  return [
    { call: 'min({})', of: type },
    { call: 'max({})', of: type },
  ];
}

const AGGREGATES: Readonly<Partial<Record<ValueType, readonly Aggregate[]>>> = {
  int8: [
    { call: 'count({})', of: 'text', distinct: true },
    { call: 'count({})', of: 'int4', distinct: true },
    { call: 'sum({})', of: 'int4', distinct: true },
  ],
  int4: [...extremes('int4'), { call: 'bit_and({})', of: 'int4' }, { call: 'bit_or({})', of: 'int4' }],
  numeric: [
    { call: 'sum({})', of: 'numeric' },
    { call: 'avg({})', of: 'int4', distinct: true },
    { call: 'avg({})', of: 'numeric' },
    { call: 'sum({})', of: 'int8' },
    { call: 'stddev({})', of: 'int4' },
    { call: 'variance({})', of: 'numeric' },
    { call: 'var_pop({})', of: 'int4' },
  ],
  float8: [...extremes('float8'), { call: 'percentile_cont(0.5) within group (order by {})', of: 'int4' }],
  text: [
    ...extremes('text'),
    { call: "string_agg({}, ',')", of: 'text', ordered: true },
    { call: "string_agg({}, '')", of: 'text', ordered: true },
    { call: 'mode() within group (order by {})', of: 'text' },
  ],
  bool: [
    { call: 'bool_and({})', of: 'bool' },
    { call: 'bool_or({})', of: 'bool' },
    { call: 'every({})', of: 'bool' },
  ],
  date: extremes('date'),
  timestamp: extremes('timestamp'),
  timestamptz: extremes('timestamptz'),
  jsonb: [
    { call: 'jsonb_agg({})', of: 'int4', ordered: true },
    { call: 'jsonb_agg({})', of: 'date', ordered: true },
  ],
  'int4[]': [{ call: 'array_agg({})', of: 'int4', ordered: true }],
};

/** Types that an aggregate can have. */
export const AGGREGATED: readonly ValueType[] = [
  'int8',
  'int4',
  'numeric',
  'text',
  'bool',
  'date',
  'float8',
  'timestamp',
  'jsonb',
  'int4[]',
];

function filter(scope: Scope, draft: Draft, depth: number): string {
  return draft.choices.chance(20) ? ` filter (where ${draft.make.condition(scope, draft, depth)})` : '';
}

/** An aggregate of that type over the rows of the scope; null when there is none. */
export function aggregateCall(type: ValueType, scope: Scope, draft: Draft, depth: number): string | null {
  const { choices } = draft;
  if (type === 'int8' && choices.chance(30)) return `count(*)${filter(scope, draft, depth)}`;
  const list = AGGREGATES[type];
  if (list === undefined) return null;
  const { call, of, ordered, distinct } = choices.pick(list);
  if (ordered === true && scope.key === null) return null;
  const value = draft.make.expression(of, scope, draft, depth);
  const quantified = distinct === true && choices.chance(25) ? `distinct ${value}` : value;
  const filled = call.replace('{}', () => quantified);
  const order = ordered === true && scope.key?.length ? ` order by ${scope.key.join(', ')})` : null;
  return `${order === null ? filled : `${filled.slice(0, -1)}${order}`}${filter(scope, draft, depth)}`;
}
