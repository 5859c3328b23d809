import { EMPTY_SCOPE, nextAlias } from './scope.ts';
import type { Draft, NamedQuery, ScopeColumn } from './scope.ts';

interface Recursion {
  /** Behind the name; `{}` stands for the name within. */
  readonly sql: string;
  readonly columns: readonly ScopeColumn[];
}

const RECURSIONS: readonly Recursion[] = [
  {
    sql: '(n) as (select 1 union all select n + 1 from {} where n < 5)',
    columns: [{ sql: 'n', type: 'int4', exact: true }],
  },
  {
    sql: '(id, boss) as (select grp, boss from dept where boss = 1 union select d.grp, d.boss from dept d join {} on d.boss = {}.id)',
    columns: [
      { sql: 'id', type: 'int4', exact: true },
      { sql: 'boss', type: 'int4', exact: true },
    ],
  },
  {
    sql: "(id, path) as (select id, name from part where id = 1 union all select p.id, coalesce({}.path, '') || '/' || coalesce(p.name, '?') from part p join {} on p.id = {}.id + 1)",
    columns: [
      { sql: 'id', type: 'int4', exact: true },
      { sql: 'path', type: 'text', exact: true },
    ],
  },
];

/** WITH and its queries; they are in sight of the statement from here on. */
export function commonTables(draft: Draft, depth: number): string {
  const { choices } = draft;
  let recursive = false;
  const parts = choices.several(1, 2, () => {
    const name = nextAlias(draft, 'cte');
    const add = (named: NamedQuery): void => void (draft.named = [...draft.named, named]);
    if (choices.chance(25)) {
      recursive = true;
      const { sql, columns } = choices.pick(RECURSIONS);
      add({ name, columns, key: columns.map((column) => column.sql), unique: false });
      return `${name}${sql.replaceAll('{}', name)}`;
    }
    const inner = draft.make.query(draft, EMPTY_SCOPE, depth - 1, null);
    add({ name, columns: inner.columns, key: inner.key, unique: false });
    return `${name} as ${choices.pick(['', 'materialized ', 'not materialized '])}(${inner.sql})`;
  });
  return `with ${recursive ? 'recursive ' : ''}${parts.join(', ')}`;
}
