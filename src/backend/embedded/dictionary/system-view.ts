import type { Dictionary } from './dictionary.ts';
import type { Relation } from './records.ts';

/** A value of a system view. */
export type Cell = string | number | null;

/** A relation computed from the dictionary (iris-sql.md section 7). */
export interface SystemView {
  readonly kind: 'system';
  readonly schema: string;
  readonly name: string;
  readonly columns: readonly { readonly name: string; readonly type: 'text' | 'integer' }[];
  readonly contents: Contents;
}

/** Rows of each table and view, if no other has a part in them; else of all. The former are kept as long as it stays as it is. */
export type Contents =
  | { readonly of: 'each'; readonly rows: (relation: Relation) => readonly (readonly Cell[])[] }
  | { readonly of: 'all'; readonly rows: (dictionary: Dictionary) => readonly (readonly Cell[])[] };

/** Columns by name; those of `integers` are numbers, the others text. */
export function columnsOf(names: readonly string[], integers: readonly string[] = []): SystemView['columns'] {
  return names.map((name) => ({ name, type: integers.includes(name) ? 'integer' : 'text' }));
}
