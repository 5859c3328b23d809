import type { Choices } from './choices.ts';
import type { ValueType } from './value-types.ts';

/** A column that an expression may name. */
export interface ScopeColumn {
  readonly sql: string;
  readonly type: ValueType;
  /** Equal values of it look the same: neither 1.0 and 1.00 nor 1 day and 24 hours. */
  readonly exact: boolean;
  /** An aggregate, window function or grouped expression: it cannot be named in a sub-select. */
  readonly local?: true;
}

/** What is visible at a place of a statement. */
export interface Scope {
  readonly columns: readonly ScopeColumn[];
  /** Columns that tell the rows apart; null when nothing does. */
  readonly key: readonly string[] | null;
  /** No two rows are the same in the key. */
  readonly unique: boolean;
  /** The scope around a sub-select. */
  readonly outer: Scope | null;
}

/** A query of WITH that FROM may name. */
export interface NamedQuery {
  readonly name: string;
  readonly columns: readonly ScopeColumn[];
  readonly key: readonly string[] | null;
  readonly unique: boolean;
}

/** FROM with its items, and what is in sight behind it. */
export interface From {
  readonly sql: string;
  readonly scope: Scope;
}

/** A query and its columns, by the names that a query around it uses. */
export interface Made {
  readonly sql: string;
  readonly columns: readonly ScopeColumn[];
  readonly key: readonly string[] | null;
  readonly ordering: Ordering;
}

/** What is certain about the order of rows. */
export interface Ordering {
  /** The whole order is certain. */
  readonly total: boolean;
  /** Leading columns of the answer (0-based) whose values come in a certain order. */
  readonly outputs: readonly number[];
}

/** The parts of the grammar that contain each other. */
export interface Makers {
  expression(type: ValueType, scope: Scope, draft: Draft, depth: number): string;
  condition(scope: Scope, draft: Draft, depth: number): string;
  from(draft: Draft, outer: Scope, depth: number): From;
  /** A query of any kind. `wanted` are the types of its columns, free when null. */
  query(draft: Draft, outer: Scope, depth: number, wanted: readonly ValueType[] | null): Made;
}

/** One statement in the making. */
export interface Draft {
  readonly choices: Choices;
  readonly make: Makers;
  readonly parameters: { readonly oid: number; readonly value: string }[];
  /** Whether literals may become $n. */
  readonly parametrised: boolean;
  aliases: number;
  /** Queries of WITH that are in sight. */
  named: readonly NamedQuery[];
}

export function nextAlias(draft: Draft, prefix: string): string {
  draft.aliases += 1;
  return `${prefix}${draft.aliases}`;
}

/** Columns of a type, of the scope itself. */
export function columnsOf(scope: Scope, type: ValueType): readonly ScopeColumn[] {
  return scope.columns.filter((column) => column.type === type);
}

/** Columns of a type that the scope around it lends. */
export function outerColumnsOf(scope: Scope, type: ValueType): readonly ScopeColumn[] {
  return scope.outer === null ? [] : columnsOf(scope.outer, type).filter(({ local }) => local !== true);
}

export const EMPTY_SCOPE: Scope = { columns: [], key: [], unique: true, outer: null };
