/** A table, view, column, index or schema of IRIS by its names there. `part` is the column's or index's name. */
export interface DefinedObject {
  readonly kind: 'table' | 'view' | 'column' | 'index' | 'schema';
  readonly schema: string;
  /** '' for a schema. */
  readonly table: string;
  /** '' for tables, views and schemas. */
  readonly part: string;
}

/**
 * What a DDL command of a plan does to an object, where a transaction has to know: IRIS does not roll DDL back
 * (iris-sql.md 6.1), so drops wait for the commit, and what was made or renamed is undone.
 */
export type DefinitionEffect =
  | { readonly does: 'make'; readonly object: DefinedObject }
  /** Its rows, or what its definition cannot be read back from, would be lost: it can wait for the commit. */
  | { readonly does: 'drop'; readonly object: DefinedObject }
  | { readonly does: 'rename'; readonly object: DefinedObject; readonly to: string }
  /** Values become others that do not lead back. */
  | { readonly does: 'convert'; readonly object: DefinedObject };

interface Named {
  readonly irisSchema: string;
  readonly irisName: string;
}

export function tableObject(
  { irisSchema, irisName }: Named,
  kind: 'table' | 'view' = 'table',
): DefinedObject {
  return { kind, schema: irisSchema, table: irisName, part: '' };
}

export function columnObject({ irisSchema, irisName }: Named, column: string): DefinedObject {
  return { kind: 'column', schema: irisSchema, table: irisName, part: column };
}

export function indexObject({ irisSchema, irisName }: Named, index: string): DefinedObject {
  return { kind: 'index', schema: irisSchema, table: irisName, part: index };
}

export function schemaObject(irisSchema: string): DefinedObject {
  return { kind: 'schema', schema: irisSchema, table: '', part: '' };
}
