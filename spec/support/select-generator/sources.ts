import { TABLES } from './schema.ts';
import type { Table } from './schema.ts';
import { nextAlias } from './scope.ts';
import type { Draft, Scope, ScopeColumn } from './scope.ts';
import { literalOf, literalText } from './value-types.ts';
import type { ValueType } from './value-types.ts';

/** Something that FROM names. */
export interface Source {
  readonly sql: string;
  readonly columns: readonly ScopeColumn[];
  readonly key: readonly string[] | null;
  readonly unique: boolean;
  /** The table, where it is one and may be joined by names. */
  readonly table: Table | null;
}

type Maker = (draft: Draft, outer: Scope, depth: number) => Source;

/** A source that is no table, its columns qualified by its alias. */
export function aliased(
  sql: string,
  alias: string,
  columns: readonly ScopeColumn[],
  key: readonly string[] | null,
  unique: boolean,
): Source {
  return {
    sql,
    columns: columns.map((column) => ({ ...column, sql: `${alias}.${column.sql}` })),
    key: key?.map((name) => `${alias}.${name}`) ?? null,
    unique,
    table: null,
  };
}

export function tableSource(draft: Draft): Source {
  const table = draft.choices.pick(draft.choices.chance(5) ? TABLES : TABLES.slice(0, 3));
  const alias = nextAlias(draft, table.name.slice(0, 1));
  return {
    sql: `${table.name} ${draft.choices.chance(30) ? 'as ' : ''}${alias}`,
    columns: table.columns.map(({ name, type }) => ({
      sql: `${alias}.${name}`,
      type,
      exact: type !== 'interval',
    })),
    key: table.key.map((name) => `${alias}.${name}`),
    unique: table.unique,
    table,
  };
}

const subquerySource: Maker = (draft, outer, depth) => {
  const alias = nextAlias(draft, 'q');
  const inner = draft.make.query(draft, outer, depth - 1, null);
  return aliased(`(${inner.sql}) ${alias}`, alias, inner.columns, inner.key, false);
};

const namedSource: Maker = (draft) => {
  if (draft.named.length === 0) return tableSource(draft);
  const { name, columns, key, unique } = draft.choices.pick(draft.named);
  const alias = nextAlias(draft, 'w');
  return aliased(`${name} ${alias}`, alias, columns, key, unique);
};

const valuesSource: Maker = (draft) => {
  const alias = nextAlias(draft, 'v');
  const types = draft.choices.several(1, 2, () => draft.choices.pick<ValueType>(['int4', 'text', 'date']));
  const value = (type: ValueType): string =>
    draft.choices.chance(15) ? `null::${type}` : literalText(type, literalOf(type, draft.choices).value);
  const rows = draft.choices.several(1, 4, () => `(${types.map(value).join(', ')})`);
  const columns = types.map((type, index): ScopeColumn => ({ sql: `x${index + 1}`, type, exact: true }));
  const names = columns.map(({ sql }) => sql);
  return aliased(`(values ${rows.join(', ')}) ${alias}(${names.join(', ')})`, alias, columns, names, false);
};

const seriesSource: Maker = (draft) => {
  const alias = nextAlias(draft, 's');
  const bounds = draft.choices.pick(['1, 3', '0, 8, 2', '3, 1', '3, -1, -1']);
  const columns: ScopeColumn[] = [{ sql: 'n', type: 'int4', exact: true }];
  return aliased(`generate_series(${bounds}) ${alias}(n)`, alias, columns, ['n'], true);
};

const SOURCES: readonly Maker[] = [
  tableSource,
  tableSource,
  tableSource,
  tableSource,
  namedSource,
  namedSource,
  subquerySource,
  valuesSource,
  seriesSource,
];
/** How many of them hold no query of their own. */
const SIMPLE = 6;

export function sourceOf(draft: Draft, outer: Scope, depth: number): Source {
  const maker = draft.choices.pick(depth <= 0 ? SOURCES.slice(0, SIMPLE) : SOURCES);
  return maker(draft, outer, depth);
}
