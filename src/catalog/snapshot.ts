/**
 * The backend's dictionary at one moment, as INFORMATION_SCHEMA and %Dictionary tell it (iris-sql.md section 7), joined
 * with the gateway's own table of PostgreSQL types (`IrisPGWire.ColumnType`), which remembers what IRIS has no type for.
 */

import type { ErrorFields } from '../errors/gateway-error.ts';
import type { CatalogFacts } from '../sql/ddl/catalog-facts.ts';
import type { UserTypeDefinition } from '../sql/ddl/user-type.ts';
import type { Sequence } from '../sql/sequence/sequence.ts';

export interface SnapshotColumn {
  readonly name: string;
  /** IRIS type with its arguments in upper case: `INTEGER`, `VARCHAR(255)`, `NUMERIC(10,2)`, `VECTOR(DOUBLE,3)`. */
  readonly irisType: string;
  readonly nullable: boolean;
  readonly generated: 'identity' | 'serial' | null;
  readonly collation: 'EXACT' | 'SQLUPPER' | 'OTHER';
  /** IRIS's own default, as ObjectScript; absent for none. */
  readonly irisDefault?: string;
  /** PostgreSQL type as format_type prints it; from the gateway's table, else null (then mapped from irisType). */
  readonly pgType: string | null;
  /** PostgreSQL default expression text from the gateway's table, else null. */
  readonly pgDefault: string | null;
  /** Identity of PostgreSQL's kind: `a` always, `d` by default, `` none, null when unknown. */
  readonly pgIdentity: 'a' | 'd' | '' | null;
}

export interface SnapshotKey {
  readonly name: string;
  readonly kind: 'primary' | 'unique';
  readonly columns: readonly string[];
}

export type ReferentialAction = 'NO ACTION' | 'CASCADE' | 'SET NULL' | 'SET DEFAULT';

export interface SnapshotForeignKey {
  readonly name: string;
  readonly columns: readonly string[];
  readonly targetSchema: string;
  readonly targetTable: string;
  readonly targetColumns: readonly string[];
  readonly onDelete: ReferentialAction;
  readonly onUpdate: ReferentialAction;
}

export interface SnapshotIndex {
  readonly name: string;
  readonly unique: boolean;
  readonly columns: readonly string[];
  /** `hnsw` for %SQL.Index.HNSW, else `btree`. */
  readonly method: 'btree' | 'hnsw';
  /** HNSW: Distance='Cosine' | 'DotProduct' */
  readonly distance: 'Cosine' | 'DotProduct' | null;
  /** As the gateway remembers that it was declared, from the access method on; absent: nothing more is known. */
  readonly definition?: string;
  /** Only the gateway knows of it: IRIS has no such index. */
  readonly kept?: boolean;
}

export interface SnapshotTable {
  readonly schema: string;
  readonly name: string;
  readonly kind: 'table' | 'view';
  /** Views: PostgreSQL text of the definition when the gateway made it, else null. */
  readonly definition: string | null;
  /** Views: the query in IRIS SQL. */
  readonly irisQuery?: string;
  readonly columns: readonly SnapshotColumn[];
  readonly keys: readonly SnapshotKey[];
  readonly foreignKeys: readonly SnapshotForeignKey[];
  readonly indexes: readonly SnapshotIndex[];
}

/** A type that a client made, which only the gateway's own table knows. */
export interface SnapshotType {
  /** IRIS's name of the schema, PostgreSQL's of the type. */
  readonly schema: string;
  readonly name: string;
  readonly definition: UserTypeDefinition;
}

/** An entry of the dictionary that is left out. */
export interface SnapshotFailure {
  readonly object: string;
  readonly error: ErrorFields;
}

export interface CatalogSnapshot {
  /** IRIS schema names, SQLUser among them; system schemas left out. */
  readonly schemas: readonly string[];
  readonly tables: readonly SnapshotTable[];
  /** Enums and domains; absent where there are none. */
  readonly types?: readonly SnapshotType[];
  /** Sequences that the gateway keeps; absent when there are none. */
  readonly sequences?: readonly Sequence[];
  /** What of the dictionary made no sense, and was left out. */
  readonly unreadable?: readonly SnapshotFailure[];
  /** What else the gateway remembers of PostgreSQL's catalog; absent: nothing. */
  readonly facts?: CatalogFacts;
}
