import type { DefaultValue, Query, ReferentialAction } from '../iris-sql/ast.ts';
import type { SqlType } from '../values/sql-type.ts';

/** What the dictionary keeps of a table or view, as JSON in SQLite. Ids never change and are never reused. */
export type Relation = TableRecord | ViewRecord;

export interface TableRecord {
  readonly kind: 'table';
  readonly id: number;
  readonly schema: string;
  readonly name: string;
  /** GLOBAL TEMPORARY: each session has rows of its own. */
  readonly temporary: boolean;
  readonly description: string | null;
  readonly allowIdentityInsert: boolean;
  readonly columns: readonly ColumnRecord[];
  readonly keys: readonly KeyRecord[];
  readonly foreignKeys: readonly ForeignKeyRecord[];
  readonly indexes: readonly IndexRecord[];
  /** `YYYY-MM-DD HH:MM:SS[.f]` of the last change (%Dictionary TimeChanged). */
  readonly changed: string;
  readonly created: string;
}

export interface ColumnRecord {
  readonly id: number;
  readonly name: string;
  readonly type: SqlType;
  /** e.g. `%Library.String` */
  readonly className: string;
  readonly nullable: boolean;
  readonly default: DefaultValue | null;
  readonly onUpdate: DefaultValue | null;
  /** IDENTITY is the RowID itself; the others count on their own. */
  readonly generated: 'identity' | 'serial' | 'autoIncrement' | 'rowVersion' | null;
  readonly description: string | null;
}

export interface KeyRecord {
  readonly id: number;
  readonly name: string;
  readonly kind: 'primary' | 'unique';
  /** Column ids. */
  readonly columns: readonly number[];
}

export interface ForeignKeyRecord {
  readonly id: number;
  readonly name: string;
  readonly columns: readonly number[];
  readonly targetTable: number;
  readonly targetColumns: readonly number[];
  readonly onDelete: ReferentialAction;
  readonly onUpdate: ReferentialAction;
  /** NOCHECK: recorded only. */
  readonly noCheck: boolean;
}

export interface IndexRecord {
  readonly id: number;
  readonly name: string;
  readonly type: 'INDEX' | 'UNIQUE' | 'BITMAP' | 'BITSLICE' | 'COLUMNAR';
  readonly columns: readonly number[];
  /** WITH DATA */
  readonly data: readonly number[];
  readonly hnsw: {
    readonly distance: 'Cosine' | 'DotProduct';
    readonly m: number | null;
    readonly efConstruction: number | null;
  } | null;
}

export interface ViewRecord {
  readonly kind: 'view';
  readonly id: number;
  readonly schema: string;
  readonly name: string;
  readonly columns: readonly ViewColumn[];
  readonly query: Query;
  readonly text: string;
  readonly checkOption: boolean;
  readonly readOnly: boolean;
  /** Ids of the tables and views it reads. */
  readonly uses: readonly number[];
  readonly changed: string;
  readonly created: string;
}

export interface ViewColumn {
  readonly name: string;
  readonly type: SqlType;
  readonly nullable: boolean;
}

/** The SQLite name of a table. */
export function tableName(id: number): string {
  return `t${id}`;
}

/** The SQLite name of a column: IDENTITY is the RowID. */
export function columnName(column: ColumnRecord): string {
  return column.generated === 'identity' ? 'id' : `c${column.id}`;
}

/** @throws Error when the dictionary contradicts itself */
export function columnById(table: TableRecord, id: number): ColumnRecord {
  const column = table.columns.find((candidate) => candidate.id === id);
  if (!column) throw new Error(`dictionary: no column ${id} in table ${table.schema}.${table.name}`);
  return column;
}

export function fullName(relation: { readonly schema: string; readonly name: string }): string {
  return `${relation.schema}.${relation.name}`;
}
