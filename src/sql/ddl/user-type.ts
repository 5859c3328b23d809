/** Types a client made (CREATE TYPE ... AS ENUM, CREATE DOMAIN), as the gateway remembers them: IRIS has neither. */

export interface EnumDefinition {
  readonly kind: 'enum';
  /** In sort order. */
  readonly labels: readonly string[];
}

/** CHECK of a domain. */
export interface DomainCheck {
  readonly name: string;
  /** The expression as written, without the parentheses around it. */
  readonly check: string;
  /** False after NOT VALID: values that were there before need not fulfil it. */
  readonly valid: boolean;
}

export interface DomainDefinition {
  readonly kind: 'domain';
  /** The type it is over, as the mirror declares it: `character varying(10)`, `"public"."mood"`. */
  readonly base: string;
  /** pg_type.typname of the base type, `_` before it for arrays, where it is none of the user's. */
  readonly baseName: string;
  /** Schema and name of the base type where it is one of the user's. */
  readonly baseUser: { readonly schema: string; readonly name: string } | null;
  /** pg_type.typtypmod */
  readonly typmod: number;
  /** As written, with its quotation marks; null without COLLATE. */
  readonly collation: string | null;
  readonly notNull: boolean;
  /** As written; null for none. */
  readonly default: string | null;
  readonly checks: readonly DomainCheck[];
}

export type UserTypeDefinition = EnumDefinition | DomainDefinition;

/** A type by its PostgreSQL names. */
export interface UserTypeName {
  readonly schema: string;
  readonly name: string;
}

export interface UserType extends UserTypeName {
  /** As the gateway's table holds it. */
  readonly irisSchema: string;
  readonly definition: UserTypeDefinition;
}

/** The type's name in statements for the mirror, and in what is remembered of columns: always qualified and quoted. */
export function userTypeText({ schema, name }: UserTypeName): string {
  return `${quoted(schema)}.${quoted(name)}`;
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
