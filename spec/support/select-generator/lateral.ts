import { columnsOf, nextAlias } from './scope.ts';
import type { Draft, Scope, ScopeColumn } from './scope.ts';
import { aliased } from './sources.ts';
import type { Source } from './sources.ts';
import type { ValueType } from './value-types.ts';

/** What LATERAL may stand before: a function or a sub-select over the rows to its left. */
export function lateral(left: Scope, draft: Draft, outer: Scope, depth: number): Source {
  const { choices } = draft;
  const arrays = columnsOf(left, 'int4[]');
  const alias = nextAlias(draft, 'l');
  if (arrays.length > 0 && choices.chance(40)) {
    const columns: ScopeColumn[] = [
      { sql: 'v', type: 'int4', exact: true },
      { sql: 'o', type: 'int8', exact: true },
    ];
    const sql = `unnest(${choices.pick(arrays).sql}) with ordinality ${alias}(v, o)`;
    return aliased(sql, alias, columns, ['v', 'o'], true);
  }
  if (choices.chance(50)) {
    const type = choices.pick<ValueType>(['int4', 'text', 'numeric']);
    const value = draft.make.expression(type, { ...left, outer }, draft, 1);
    return aliased(`(select ${value} as x) ${alias}`, alias, [{ sql: 'x', type, exact: false }], [], true);
  }
  const inner = draft.make.query(draft, left, Math.max(depth - 1, 0), null);
  return aliased(`(${inner.sql}) ${alias}`, alias, inner.columns, inner.key, false);
}
