import { fragment, identifier, join, parameter, raw } from '../iris/fragment.ts';
import type { Fragment } from '../iris/fragment.ts';
import type { Step } from '../plan.ts';
import { GATEWAY_SCHEMA } from './gateway-tables.ts';

/**
 * What PostgreSQL's catalog says of an object and IRIS has no place for: a text under a name. The gateway's own tables in
 * the backend hold it, so that all gateways see it. Names are PostgreSQL's.
 */
export interface Fact {
  /** Values of the table's key columns. */
  readonly key: readonly string[];
  /** Null: a comment that every PostgreSQL has from the start was removed. */
  readonly value: string | null;
}

export type FactKind = 'checks' | 'foreignKeys' | 'generated' | 'indexes' | 'comments';

export type CatalogFacts = Readonly<Record<FactKind, readonly Fact[]>>;

export const NO_FACTS: CatalogFacts = {
  checks: [],
  foreignKeys: [],
  generated: [],
  indexes: [],
  comments: [],
};

/** One of the gateway's own tables of facts. */
interface FactTable {
  readonly kind: FactKind;
  readonly name: string;
  readonly key: readonly string[];
  readonly value: string;
  /** IRIS type of the value. */
  readonly valueType: string;
}

/**
 * - checks: schema, table, constraint; the definition as pg_get_constraintdef prints it
 * - foreignKeys: schema, table, constraint; the definition as pg_get_constraintdef prints it, of those that IRIS does not
 *   tell as they were declared (RESTRICT, MATCH FULL, DEFERRABLE, NOT VALID)
 * - generated: schema, table, column; the expression of a stored generated column as pg_get_expr prints it
 * - indexes: schema, table, index; what pg_get_indexdef prints from the access method on, of indexes that IRIS does not
 *   have or not as they were declared
 * - comments: kind of object, names as a JSON list (pg_identify_object_as_address); the comment
 */
export const FACT_TABLES: readonly FactTable[] = [
  {
    kind: 'checks',
    name: 'CheckConstraint',
    key: ['table_schema', 'table_name', 'constraint_name'],
    value: 'pg_definition',
    valueType: 'VARCHAR(32000)',
  },
  {
    kind: 'foreignKeys',
    name: 'ForeignKeyDefinition',
    key: ['table_schema', 'table_name', 'constraint_name'],
    value: 'pg_definition',
    valueType: 'VARCHAR(32000)',
  },
  {
    kind: 'generated',
    name: 'GeneratedColumn',
    key: ['table_schema', 'table_name', 'column_name'],
    value: 'pg_expression',
    valueType: 'VARCHAR(32000)',
  },
  {
    kind: 'indexes',
    name: 'IndexDefinition',
    key: ['table_schema', 'table_name', 'index_name'],
    value: 'pg_definition',
    valueType: 'VARCHAR(32000)',
  },
  {
    kind: 'comments',
    name: 'ObjectComment',
    key: ['object_type', 'object_names'],
    value: 'pg_comment',
    valueType: 'VARCHAR(1000000)',
  },
];

/** Key columns are part of an index; a list of names has three of PostgreSQL's 63 bytes at most. */
const KEY_TYPE = 'VARCHAR(256) NOT NULL COLLATE %EXACT';

/** The steps that let the gateway's own tables follow from what the catalog said before a definition to what it says after. */
export function factSteps(before: CatalogFacts, after: CatalogFacts): Step[] {
  return FACT_TABLES.flatMap((table) => tableSteps(table, before[table.kind], after[table.kind]));
}

function tableSteps(table: FactTable, before: readonly Fact[], after: readonly Fact[]): Step[] {
  const gone = before.filter((fact) => !after.some((other) => isSame(fact, other)));
  const come = after.filter((fact) => !before.some((other) => isSame(fact, other)));
  if (gone.length === 0 && come.length === 0) return [];
  // Another gateway may have remembered or forgotten the same meanwhile.
  const cleared = new Map([...gone, ...come].map(({ key }) => [JSON.stringify(key), key]));
  return [
    { do: 'command', statement: createTable(table) },
    ...[...cleared.values()].map((key) => change(forget(table, key))),
    ...come.map((fact) => change(remember(table, fact))),
  ];
}

function isSame(one: Fact, other: Fact): boolean {
  return one.value === other.value && hasKey(one, other.key);
}

function hasKey(fact: Fact, key: readonly string[]): boolean {
  return fact.key.every((part, index) => part === key[index]);
}

function createTable({ name, key, value, valueType }: FactTable): Fragment {
  return fragment`CREATE TABLE IF NOT EXISTS ${tableOf(name)} (${raw(
    [
      ...key.map((column) => `"${column}" ${KEY_TYPE}`),
      `"${value}" ${valueType} COLLATE %EXACT`,
      `CONSTRAINT "${name}_pkey" PRIMARY KEY (${key.map((column) => `"${column}"`).join(', ')})`,
    ].join(', '),
  )})`;
}

function forget({ name, key }: FactTable, values: readonly string[]): Fragment {
  const conditions = key.map(
    (column, index) => fragment`${identifier(column)} = ${constant(values[index] ?? '')}`,
  );
  return fragment`DELETE FROM ${tableOf(name)} WHERE ${join(conditions, ' AND ')}`;
}

function remember({ name, key, value }: FactTable, fact: Fact): Fragment {
  const columns = join([...key, value].map(identifier), ', ');
  const values = join([...fact.key, fact.value].map(constant), ', ');
  return fragment`INSERT INTO ${tableOf(name)} (${columns}) VALUES (${values})`;
}

function tableOf(name: string): Fragment {
  return fragment`${identifier(GATEWAY_SCHEMA)}.${identifier(name)}`;
}

function change(statement: Fragment): Step {
  return { do: 'change', statement, counts: false };
}

function constant(value: string | null): Fragment {
  return parameter({ from: 'constant', value });
}
