import type { DataType, QualifiedName, Query, Scalar } from './query.ts';

/** CREATE [GLOBAL TEMPORARY] TABLE [IF NOT EXISTS] t (...) [WITH ...] (iris-sql.md 3.3). */
export interface CreateTable {
  readonly kind: 'createTable';
  readonly at: number;
  /** GLOBAL TEMPORARY: shared definition, rows private to the process. */
  readonly temporary: boolean;
  readonly ifNotExists: boolean;
  readonly table: QualifiedName;
  readonly columns: readonly ColumnDefinition[];
  readonly constraints: readonly TableConstraint[];
  readonly description: string | null;
  readonly options: TableOptions;
}

/** CREATE TABLE [IF NOT EXISTS] t AS SELECT ... [WITH ...]: no constraints or defaults are copied. */
export interface CreateTableAs {
  readonly kind: 'createTableAs';
  readonly at: number;
  readonly temporary: boolean;
  readonly ifNotExists: boolean;
  readonly table: QualifiedName;
  readonly query: Query;
  readonly options: TableOptions;
}

export interface TableOptions {
  /** %CLASSPARAMETER name = value, e.g. ALLOWIDENTITYINSERT = 1; names as written. */
  readonly classParameters: readonly { readonly name: string; readonly value: string }[];
  readonly storageType: 'ROW' | 'COLUMNAR' | null;
}

export interface ColumnDefinition {
  readonly at: number;
  readonly name: string;
  /** IDENTITY, SERIAL and ROWVERSION are types here: see `type.name`. */
  readonly type: DataType;
  /** INT/BIGINT ... AUTO_INCREMENT */
  readonly autoIncrement: boolean;
  readonly default: DefaultValue | null;
  /** ON UPDATE value */
  readonly onUpdate: DefaultValue | null;
  readonly notNull: boolean;
  readonly unique: boolean;
  readonly primaryKey: boolean;
  readonly references: ForeignKeyTarget | null;
  /** EXACT, SQLUPPER, SQLSTRING, TRUNCATE ... upper case without `%`; `length` in characters. */
  readonly collation: { readonly name: string; readonly length: number | null } | null;
  readonly description: string | null;
}

export type DefaultValue =
  /** A literal, NULL, a current value or one of the date functions of 3.3. */
  | { readonly kind: 'value'; readonly value: Scalar }
  /** OBJECTSCRIPT '<expression>' */
  | { readonly kind: 'objectScript'; readonly code: string };

export interface ForeignKeyTarget {
  readonly table: QualifiedName;
  /** Empty: the primary key of `table`. */
  readonly columns: readonly string[];
  readonly onDelete: ReferentialAction;
  readonly onUpdate: ReferentialAction;
  readonly noCheck: boolean;
}

export type ReferentialAction = 'NO ACTION' | 'SET DEFAULT' | 'SET NULL' | 'CASCADE';

export type TableConstraint =
  | {
      readonly kind: 'primaryKey' | 'unique';
      readonly at: number;
      /** null when unnamed. */
      readonly name: string | null;
      readonly columns: readonly string[];
    }
  | {
      readonly kind: 'foreignKey';
      readonly at: number;
      readonly name: string | null;
      readonly columns: readonly string[];
      readonly target: ForeignKeyTarget;
    };

/** ALTER TABLE t: one kind of operation per statement (3.4). */
export interface AlterTable {
  readonly kind: 'alterTable';
  readonly at: number;
  readonly table: QualifiedName;
  readonly action: AlterAction;
}

export type AlterAction =
  | { readonly kind: 'addColumns'; readonly columns: readonly ColumnDefinition[] }
  | { readonly kind: 'addConstraint'; readonly constraint: TableConstraint }
  | { readonly kind: 'setType'; readonly column: string; readonly type: DataType }
  | { readonly kind: 'setDefault'; readonly column: string; readonly default: DefaultValue }
  | { readonly kind: 'dropDefault'; readonly column: string }
  | { readonly kind: 'setNullable'; readonly column: string; readonly nullable: boolean }
  | {
      readonly kind: 'setCollation';
      readonly column: string;
      readonly collation: NonNullable<ColumnDefinition['collation']>;
    }
  | { readonly kind: 'renameColumn'; readonly column: string; readonly name: string }
  | { readonly kind: 'dropColumns'; readonly columns: readonly string[]; readonly cascade: boolean }
  | { readonly kind: 'dropConstraint'; readonly name: string }
  | { readonly kind: 'dropPrimaryKey' }
  | { readonly kind: 'dropForeignKey'; readonly name: string }
  | { readonly kind: 'renameTable'; readonly name: string };

export interface DropTable {
  readonly kind: 'dropTable';
  readonly at: number;
  readonly ifExists: boolean;
  readonly table: QualifiedName;
  /** CASCADE drops dependent views, never foreign keys of other tables. */
  readonly cascade: boolean;
}

export interface CreateView {
  readonly kind: 'createView';
  readonly at: number;
  readonly orReplace: boolean;
  readonly view: QualifiedName;
  /** null: the names of the select items. */
  readonly columns: readonly string[] | null;
  readonly query: Query;
  /** The text of `query`, for VIEW_DEFINITION. */
  readonly text: string;
  readonly readOnly: boolean;
  readonly checkOption: boolean;
}

export interface DropView {
  readonly kind: 'dropView';
  readonly at: number;
  readonly ifExists: boolean;
  readonly view: QualifiedName;
  readonly cascade: boolean;
}

export interface CreateIndex {
  readonly kind: 'createIndex';
  readonly at: number;
  readonly type: 'INDEX' | 'UNIQUE' | 'BITMAP' | 'BITSLICE' | 'COLUMNAR';
  readonly name: string;
  readonly table: QualifiedName;
  /** ASC and DESC mean nothing to IRIS and are dropped. */
  readonly columns: readonly string[];
  /** AS HNSW(...), 2025.1: defaults M 64 and efConstruction 64 are the engine's, so null when unstated. */
  readonly hnsw: {
    readonly distance: 'Cosine' | 'DotProduct';
    readonly m: number | null;
    readonly efConstruction: number | null;
  } | null;
  /** WITH DATA (...) */
  readonly data: readonly string[];
}

/** Index names are per table; `table` null when it is not said. */
export interface DropIndex {
  readonly kind: 'dropIndex';
  readonly at: number;
  readonly ifExists: boolean;
  readonly name: string;
  readonly table: QualifiedName | null;
}

export interface CreateSchema {
  readonly kind: 'createSchema';
  readonly at: number;
  readonly ifNotExists: boolean;
  readonly name: string;
}

export interface DropSchema {
  readonly kind: 'dropSchema';
  readonly at: number;
  readonly ifExists: boolean;
  readonly name: string;
  readonly cascade: boolean;
}

/** TUNE TABLE t, from 2025.2 also COLLECT STATISTICS FOR TABLE t. */
export interface TuneTable {
  readonly kind: 'tuneTable';
  readonly at: number;
  readonly table: QualifiedName;
}
