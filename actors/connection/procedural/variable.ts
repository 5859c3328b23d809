import type { BoundParameter } from '../../../src/translation/api.ts';

/** A type of PL/pgSQL's variables and of what is assigned to them. */
export interface ValueType {
  readonly oid: number;
  readonly typmod: number;
  /** The type as SQL writes it, for CAST. */
  readonly name: string;
  /** A domain has constraints to be checked, and shows the type it is made of as `oid`. */
  readonly domain: boolean;
}

/** A value as PostgreSQL has sent it. */
export type Value = BoundParameter;

export const NULL_VALUE: Value = { format: 1, bytes: null };

export interface ScalarVariable {
  readonly kind: 'scalar';
  readonly name: string;
  readonly type: ValueType;
  readonly constant: boolean;
  readonly notNull: boolean;
  value: Value;
}

export interface RecordField {
  readonly name: string;
  readonly type: ValueType;
  readonly value: Value;
}

/** RECORD, %ROWTYPE, or of a table's type. */
export interface RecordVariable {
  readonly kind: 'record';
  readonly name: string;
  /** Of a row type; null: RECORD takes the shape of what is assigned. */
  readonly rowType: string | null;
  readonly constant: boolean;
  readonly notNull: boolean;
  /** Null: nothing was assigned yet. */
  fields: readonly RecordField[] | null;
}

export type Variable = ScalarVariable | RecordVariable;

/** Bytes that a variable holds. */
export function sizeOf(variable: Variable): number {
  if (variable.kind === 'scalar') return variable.value.bytes?.length ?? 0;
  return (variable.fields ?? []).reduce((sum, { value }) => sum + (value.bytes?.length ?? 0), 0);
}
