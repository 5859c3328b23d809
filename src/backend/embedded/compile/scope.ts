import { IrisError } from '../../iris-session.ts';
import { type ColumnReference, type Query, nameKey } from '../iris-sql/ast.ts';
import { BIGINT } from '../values/sql-type.ts';
import { type Expression, expression } from './expression.ts';
import { raw } from './fragment.ts';
import type { QueryColumn } from './context.ts';

/** A column of a table in FROM. */
export interface SourceColumn {
  readonly name: string;
  readonly value: Expression;
}

/** One item of FROM as names see it. */
export interface Source {
  /** nameKey of the alias, or of the table's name; null for a derived table without alias. */
  readonly key: string | null;
  /** nameKey of the schema, for `s.t.c`; null when the source has an alias (-23). */
  readonly schemaKey: string | null;
  /** SQLite alias. */
  readonly alias: string;
  readonly columns: readonly SourceColumn[];
  /** %ID: only tables have it. */
  readonly rowId: Expression | null;
  /** Set when the query asks for %VID, so that FROM numbers the rows. Null for what is no derived table. */
  readonly rowNumber: { used: boolean } | null;
}

/** A common table in reach: SQLite name and columns. */
export interface CommonTableEntry {
  readonly sqliteName: string;
  readonly columns: readonly QueryColumn[];
  readonly query: Query;
}

/** Names visible at one point of a query. */
export interface Scope {
  readonly outer: Scope | null;
  readonly sources: readonly Source[];
  readonly commonTables: ReadonlyMap<string, CommonTableEntry>;
  /** Where an aggregate may stand; `window` adds OVER () to it (HAVING without GROUP BY returns rows). */
  readonly aggregates: 'allowed' | 'forbidden' | 'window';
  readonly windows: boolean;
  /** SQL of columns that GROUP BY or DISTINCT folds to their collated value (iris-sql.md 1.3): SQL text -> value. */
  readonly folded: ReadonlyMap<string, Expression>;
}

export const EMPTY_SCOPE: Scope = {
  outer: null,
  sources: [],
  commonTables: new Map(),
  aggregates: 'forbidden',
  windows: false,
  folded: new Map(),
};

/** Finds `c`, `t.c`, `s.t.c`, looking outwards. @throws IrisError -29 unknown, -27 ambiguous, -23 unknown label */
export function resolveColumn(reference: ColumnReference, scope: Scope): Expression {
  const key = nameKey(reference.name);
  for (let level: Scope | null = scope; level !== null; level = level.outer) {
    const sources = candidates(reference, level.sources);
    const found = sources.flatMap((source) => {
      const value = columnOf(source, key);
      return value === null ? [] : [value];
    });
    if (found.length > 1) {
      throw new IrisError(-27, `Field '${reference.name}' is ambiguous among the applicable tables`);
    }
    const value = found[0];
    if (value !== undefined) return level.folded.get(value.sql.sql) ?? value;
    if (reference.table !== null && sources.length > 0) break;
  }
  if (reference.table !== null && !labelKnown(reference, scope)) {
    throw new IrisError(
      -23,
      `Label '${reference.table}' is not listed among the applicable tables in the FROM clause`,
    );
  }
  throw new IrisError(-29, `Field '${fullName(reference)}' not found in the applicable tables`);
}

function candidates(reference: ColumnReference, sources: readonly Source[]): readonly Source[] {
  if (reference.table === null) return sources;
  const table = nameKey(reference.table);
  const schema = reference.schema === null ? null : nameKey(reference.schema);
  return sources.filter((source) => source.key === table && (schema === null || source.schemaKey === schema));
}

function columnOf(source: Source, key: string): Expression | null {
  const column = source.columns.find((candidate) => nameKey(candidate.name) === key);
  if (column) return column.value;
  // The hidden RowID answers to %ID whatever its name is, and to ID when no column of the table is called so.
  if ((key === '%ID' || key === 'ID') && source.rowId !== null) return source.rowId;
  if (key === '%VID' && source.rowNumber !== null) {
    source.rowNumber.used = true;
    return expression(BIGINT, raw(`${source.alias}.vid`), { nullable: false });
  }
  return null;
}

function labelKnown(reference: ColumnReference, scope: Scope): boolean {
  for (let level: Scope | null = scope; level !== null; level = level.outer) {
    if (candidates(reference, level.sources).length > 0) return true;
  }
  return false;
}

function fullName(reference: ColumnReference): string {
  return [reference.schema, reference.table, reference.name].filter((part) => part !== null).join('.');
}
