import { aggregateCall } from './aggregates.ts';
import type { Draft, Scope } from './scope.ts';
import { KEY_TYPES } from './value-types.ts';
import type { ValueType } from './value-types.ts';

function where(scope: Scope, draft: Draft, depth: number): string {
  return draft.choices.chance(60) ? ` where ${draft.make.condition(scope, draft, depth)}` : '';
}

/** A sub-select as a value: one row at most, by aggregation or by a limit over a total order. */
export function scalarSubselect(type: ValueType, outer: Scope, draft: Draft, depth: number): string {
  const source = draft.make.from(draft, outer, 0);
  const filter = where(source.scope, draft, depth);
  const { key } = source.scope;
  if (key !== null && draft.choices.chance(40)) {
    const value = draft.make.expression(type, source.scope, draft, depth);
    return `(select ${value} ${source.sql}${filter} order by ${key.join(', ')} limit 1)`;
  }
  // An aggregate of outer columns alone would belong to the outer query (manual 4.2.7).
  const call = aggregateCall(type, { ...source.scope, outer: null }, draft, depth);
  return call === null
    ? draft.make.expression(type, outer, draft, 0)
    : `(select ${call} ${source.sql}${filter})`;
}

export function existence(outer: Scope, draft: Draft, depth: number): string {
  const source = draft.make.from(draft, outer, 0);
  const not = draft.choices.chance(30) ? 'not ' : '';
  return `${not}exists (select 1 ${source.sql} where ${draft.make.condition(source.scope, draft, depth - 1)})`;
}

/** IN with a sub-select, of one column or several. */
export function membership(outer: Scope, draft: Draft, depth: number): string {
  const source = draft.make.from(draft, outer, 0);
  const types = draft.choices.several(1, 2, () => draft.choices.pick(KEY_TYPES));
  const not = draft.choices.chance(40) ? 'not ' : '';
  const left = types.map((type) => draft.make.expression(type, outer, draft, depth - 1)).join(', ');
  const right = types.map((type) => draft.make.expression(type, source.scope, draft, depth - 1)).join(', ');
  return `(${left}) ${not}in (select ${right} ${source.sql}${where(source.scope, draft, depth - 1)})`;
}

/** ANY, SOME and ALL with a sub-select. */
export function quantified(outer: Scope, draft: Draft, depth: number): string {
  const source = draft.make.from(draft, outer, 0);
  const type = draft.choices.pick(KEY_TYPES);
  const operator = draft.choices.pick(['=', '<', '>', '<>', '>=', '<=']);
  const quantifier = draft.choices.pick(['any', 'all', 'some']);
  const value = draft.make.expression(type, source.scope, draft, depth - 1);
  const left = draft.make.expression(type, outer, draft, depth - 1);
  return `${left} ${operator} ${quantifier} (select ${value} ${source.sql}${where(source.scope, draft, depth - 1)})`;
}
