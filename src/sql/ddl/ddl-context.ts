import type { Relation, RelationColumn, TranslationContext } from '../context.ts';
import type { UserType } from './user-type.ts';

/** A foreign key of a user table, both ends by PostgreSQL's names. */
export interface ForeignKey {
  readonly name: string;
  readonly table: Relation;
  readonly columns: readonly string[];
  readonly target: Relation;
  readonly targetColumns: readonly string[];
  readonly onDelete: 'NO ACTION' | 'CASCADE' | 'SET NULL' | 'SET DEFAULT';
  readonly onUpdate: 'NO ACTION' | 'CASCADE' | 'SET NULL' | 'SET DEFAULT';
}

/** An index of a user table, those behind constraints included. */
export interface Index {
  readonly name: string;
  readonly table: Relation;
  readonly columns: readonly string[];
  readonly unique: boolean;
  /** Belongs to a PRIMARY KEY or UNIQUE constraint. */
  readonly constraint: boolean;
  readonly method: 'btree' | 'hnsw';
  /** Only the gateway remembers it: IRIS has no such index. */
  readonly kept: boolean;
}

/** What planning DDL asks beyond what translating a query asks. Synchronous and complete, by PostgreSQL's names. */
export interface DdlContext extends TranslationContext {
  /** current_schema(): where an unqualified CREATE goes. */
  readonly currentSchema: string;
  /** What the IRIS names of the session's temporary tables begin with; absent outside of a session. */
  readonly temporaryPrefix?: string;
  /** Enums and domains. */
  readonly userTypes: readonly UserType[];
  schemaExists(name: string): boolean;
  /** Tables and views of a schema. */
  relationsIn(schema: string): readonly Relation[];
  /** An index by name; schema null follows the search path. */
  indexByName(schema: string | null, name: string): Index | undefined;
  indexes(relation: Relation): readonly Index[];
  /** pg_attribute.attidentity of a column: `a` always, `d` by default, '' none. */
  identityKind(relation: Relation, column: RelationColumn): 'a' | 'd' | '';
  /** Foreign keys that `relation` has. */
  foreignKeys(relation: Relation): readonly ForeignKey[];
  /** Foreign keys that point to `relation`, its own among them. */
  referencedBy(relation: Relation): readonly ForeignKey[];
}
