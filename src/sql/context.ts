/** What the translator is told of the shadow catalog and the backend. Filled by src/catalog; pure data here. */

import type { Query } from './tree/nodes.ts';

/** A column of a user table or view, both sides of the mirror. */
export interface RelationColumn {
  /** pg_attribute.attnum */
  readonly attnum: number;
  readonly name: string;
  /** Spelling in IRIS (printed delimited). */
  readonly irisName: string;
  readonly typeOid: number;
  readonly typmod: number;
  readonly notNull: boolean;
  /** IRIS DDL type in upper case with its arguments, e.g. `VARCHAR(65535)`, `NUMERIC(10,2)`, `VECTOR(DOUBLE,3)`. */
  readonly irisType: string;
  /** Collation of a string column: EXACT for gateway-made tables, SQLUPPER by default in IRIS (iris-sql.md 6.6). */
  readonly collation: 'EXACT' | 'SQLUPPER' | 'OTHER';
  /** The value comes from IRIS when the column is left out: IDENTITY, SERIAL, AUTO_INCREMENT. */
  readonly generated: 'identity' | 'serial' | null;
  /** The gateway keeps the sequence of a `generated` column: IRIS's own counter is not asked any more. */
  readonly numbered?: boolean;
  /** pg_get_expr of the default, the domain's where the column has none; null for none. */
  readonly defaultExpression: string | null;
  /** pg_type.oid of the domain the column is declared with; `typeOid` and `typmod` are those of the type it is over. */
  readonly domain?: number;
  /** GENERATED ALWAYS AS (...) STORED: the expression, cast to the column's type, and the columns it is made of (attnum). */
  readonly computedAs?: string;
  readonly computedFrom?: readonly number[];
}

/** A CHECK constraint. */
export interface RelationCheck {
  readonly name: string;
  /** pg_get_expr of the condition, everything in it with its schema. */
  readonly condition: string;
  /** Columns it speaks of; none where it speaks of the row as a whole. */
  readonly attnums: readonly number[];
  /** All rows fulfil it for as long as their columns are not changed: not NOT VALID, and all functions in it are immutable. */
  readonly settled: boolean;
}

/** A key that ON CONFLICT may name. */
export interface RelationKey {
  readonly name: string;
  readonly primary: boolean;
  /** attnums in key order */
  readonly attnums: readonly number[];
}

/** A user table or view. */
export interface Relation {
  /** pg_class.oid in the shadow */
  readonly oid: number;
  /** PostgreSQL's names */
  readonly schema: string;
  readonly name: string;
  /** IRIS's names (`public` is SQLUser) */
  readonly irisSchema: string;
  readonly irisName: string;
  readonly kind: 'table' | 'view';
  readonly columns: readonly RelationColumn[];
  readonly keys: readonly RelationKey[];
  /** CHECK constraints by name, the order in which PostgreSQL checks them. */
  readonly checks?: readonly RelationCheck[];
  /** A view on tables that have CHECK constraints or generated columns. */
  readonly ruled?: boolean;
}

/** pg_proc as the translator needs it. Operators resolve to their oprcode. */
export interface FunctionSignature {
  readonly oid: number;
  readonly schema: string;
  readonly name: string;
  readonly argumentTypes: readonly number[];
  readonly resultType: number;
  /** pg_proc.prokind: f function, a aggregate, w window */
  readonly kind: string;
}

/** pg_operator */
export interface OperatorSignature {
  readonly oid: number;
  readonly name: string;
  /** 0 for a prefix operator */
  readonly leftType: number;
  readonly rightType: number;
  readonly resultType: number;
  readonly functionOid: number;
}

/** pg_type */
export interface TypeSignature {
  readonly oid: number;
  readonly name: string;
  /** pg_type.typcategory: N number, S string, D date/time, B boolean, A array, T timespan, U user ... */
  readonly category: string;
  /** pg_type.typtype: b base, d domain, e enum, c composite, p pseudo */
  readonly kind: string;
  /** pg_type.typelem, for true arrays */
  readonly elementOid: number;
  /** typbasetype for domains, else 0 */
  readonly baseOid: number;
  /** Schema, for a type that a user made. */
  readonly schema?: string;
  /** Enums: their labels in sort order. */
  readonly labels?: readonly EnumLabel[];
  /** Domains: typtypmod, that of the innermost where they are over one another. */
  readonly baseTypmod?: number;
  /** Domains: whether it, or one that it is over, has NOT NULL or CHECK. */
  readonly constrained?: boolean;
  /** Domains: whether NULL fulfils all of that. */
  readonly takesNull?: boolean;
}

/** pg_enum */
export interface EnumLabel {
  readonly oid: number;
  readonly label: string;
}

/** IRIS's SQL as of one version (iris-sql.md, "Version gates"). */
export interface Dialect {
  /** e.g. 2024.1 → [2024, 1] */
  readonly version: readonly [number, number];
  /**
   * False: string columns are compared by the collation that they have in IRIS. Else as in PostgreSQL, whatever that is
   * (iris-sql.md 6.6).
   */
  readonly exactCollation?: boolean;
  /** Most dimensions of a vector column; pgvector's own limit when left out. */
  readonly maxDimensions?: number;
}

/** Everything a translation may look at. All lookups are synchronous and complete. */
export interface TranslationContext {
  readonly dialect: Dialect;
  relation(oid: number): Relation | undefined;
  /** By IRIS-insensitive PostgreSQL name; schema null follows the search path. */
  relationByName(schema: string | null, name: string): Relation | undefined;
  function(oid: number): FunctionSignature | undefined;
  operator(oid: number): OperatorSignature | undefined;
  type(oid: number): TypeSignature | undefined;
  typeByName(schema: string | null, name: string): TypeSignature | undefined;
  /** Parameters whose text value is fixed for this translation (key: 0-based index; null value: SQL NULL). */
  readonly pinned: ReadonlyMap<number, string | null>;
  /**
   * The IRIS SQL stays in the backend (views): it must not hold what may change without it, as the order of an enum's
   * labels does.
   */
  readonly lasting?: boolean;
  /** The client's text being translated: Const nodes of rare types are read from it by location (byte offsets). */
  readonly sourceText: string;
  /** The session's TimeZone setting: timestamptz arithmetic in local time depends on it. IRIS holds UTC. */
  readonly timeZone: string;
  /**
   * PostgreSQL's analysis of a query of the gateway's own on user tables.
   * @throws GatewayError what PostgreSQL says of it
   */
  analyse?(text: string): Query;
}

/**
 * Thrown by the translator when the IRIS SQL depends on a parameter's value (a date_trunc field, a to_char mask):
 * the caller translates again with these parameters (0-based) pinned.
 */
export class ParameterNeeded extends Error {
  override readonly name = 'ParameterNeeded';
  readonly indexes: readonly number[];
  constructor(indexes: readonly number[]) {
    super(`the value of parameter ${indexes.map((i) => `$${i + 1}`).join(', ')} is needed to translate`);
    this.indexes = indexes;
  }
}
