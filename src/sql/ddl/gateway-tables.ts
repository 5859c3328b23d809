import { fragment, identifier, parameter, raw } from '../iris/fragment.ts';
import type { Fragment } from '../iris/fragment.ts';
import type { IrisValue } from '../../types/iris-value.ts';
import type { Step } from '../plan.ts';

/**
 * The gateway's own tables in the backend: what PostgreSQL knows of a table and IRIS has no place for. Schemas, tables
 * and columns are held by their IRIS names; compare them without regard to case, as IRIS does.
 */
export const GATEWAY_SCHEMA = 'IrisPGWire';

const COLUMN_TYPE = fragment`${identifier(GATEWAY_SCHEMA)}.${identifier('ColumnType')}`;
const VIEW_DEFINITION = fragment`${identifier(GATEWAY_SCHEMA)}.${identifier('ViewDefinition')}`;

/** IRIS identifiers have at most 128 characters. */
const NAME_TYPE = 'VARCHAR(128) NOT NULL COLLATE %EXACT';

/**
 * One row for each column of a table the gateway made: `pg_type` as format_type prints it, `pg_default` the default as
 * PostgreSQL text or NULL, `pg_identity` as pg_attribute.attidentity (`a` ALWAYS, `d` BY DEFAULT, '' none). A column
 * that IRIS generates (IDENTITY, SERIAL) and whose `pg_identity` is '' was declared serial.
 */
export const CREATE_COLUMN_TYPE: Fragment = fragment`CREATE TABLE IF NOT EXISTS ${COLUMN_TYPE} (${raw(
  [
    `"table_schema" ${NAME_TYPE}`,
    `"table_name" ${NAME_TYPE}`,
    `"column_name" ${NAME_TYPE}`,
    '"pg_type" VARCHAR(256) NOT NULL COLLATE %EXACT',
    '"pg_default" VARCHAR(32000) COLLATE %EXACT',
    '"pg_identity" VARCHAR(1) COLLATE %EXACT',
    'CONSTRAINT "ColumnType_pkey" PRIMARY KEY ("table_schema", "table_name", "column_name")',
  ].join(', '),
)})`;

/** One row for each view the gateway made: its query as the client wrote it in PostgreSQL. */
export const CREATE_VIEW_DEFINITION: Fragment = fragment`CREATE TABLE IF NOT EXISTS ${VIEW_DEFINITION} (${raw(
  [
    `"table_schema" ${NAME_TYPE}`,
    `"table_name" ${NAME_TYPE}`,
    '"pg_definition" VARCHAR(1000000) NOT NULL COLLATE %EXACT',
    'CONSTRAINT "ViewDefinition_pkey" PRIMARY KEY ("table_schema", "table_name")',
  ].join(', '),
)})`;

/** Whether a command makes one of the gateway's own tables where there is none. */
export function isGatewayTable({ sql }: Fragment): boolean {
  return sql.startsWith(`CREATE TABLE IF NOT EXISTS "${GATEWAY_SCHEMA}".`);
}

/** A table by its IRIS names. */
export interface TableKey {
  readonly irisSchema: string;
  readonly irisName: string;
}

/** What is remembered of a column. */
export interface ColumnMemory {
  readonly name: string;
  readonly pgType: string;
  readonly pgDefault: string | null;
  readonly pgIdentity: 'a' | 'd' | '';
}

/** Remembers columns that are not remembered yet. */
export function rememberColumns(table: TableKey, columns: readonly ColumnMemory[]): Step {
  return {
    do: 'each',
    source: {
      kind: 'tuples',
      tuples: columns.map(({ name, pgType, pgDefault, pgIdentity }) =>
        [name, pgType, pgDefault, pgIdentity].map((value) => ({ from: 'constant', value })),
      ),
    },
    steps: [
      change(
        fragment`INSERT INTO ${COLUMN_TYPE} ("table_schema", "table_name", "column_name", "pg_type", "pg_default", "pg_identity") VALUES (${text(table.irisSchema)}, ${text(table.irisName)}, ${fromRow(0)}, ${fromRow(1)}, ${fromRow(2)}, ${fromRow(3)})`,
      ),
    ],
  };
}

/** Forgets one column, or all columns of a table. */
export function forgetColumns(table: TableKey, column?: string): Step {
  const all = fragment`DELETE FROM ${COLUMN_TYPE} WHERE ${tableCondition(table)}`;
  return change(column === undefined ? all : fragment`${all} AND "column_name" = ${text(column)}`);
}

/** Forgets all tables and views of a schema. */
export function forgetSchema(irisSchema: string): Step[] {
  return [COLUMN_TYPE, VIEW_DEFINITION].map((table) =>
    change(fragment`DELETE FROM ${table} WHERE "table_schema" = ${text(irisSchema)}`),
  );
}

/** The type of a column that is remembered changed. */
export function rememberType(table: TableKey, column: string, pgType: string): Step {
  return change(
    fragment`UPDATE ${COLUMN_TYPE} SET "pg_type" = ${text(pgType)} WHERE ${columnCondition(table, column)}`,
  );
}

/** The column has another name. */
export function renameColumnMemory(table: TableKey, from: string, to: string): Step {
  return change(
    fragment`UPDATE ${COLUMN_TYPE} SET "column_name" = ${text(to)} WHERE ${columnCondition(table, from)}`,
  );
}

/** The table has another name. */
export function renameTableMemory(table: TableKey, to: string): Step {
  return change(
    fragment`UPDATE ${COLUMN_TYPE} SET "table_name" = ${text(to)} WHERE ${tableCondition(table)}`,
  );
}

/** Remembers what a view was defined as; an older definition is replaced. */
export function rememberView(view: TableKey, definition: string): Step[] {
  return [
    forgetView(view),
    change(
      fragment`INSERT INTO ${VIEW_DEFINITION} ("table_schema", "table_name", "pg_definition") VALUES (${text(view.irisSchema)}, ${text(view.irisName)}, ${text(definition)})`,
    ),
  ];
}

export function forgetView(view: TableKey): Step {
  return change(fragment`DELETE FROM ${VIEW_DEFINITION} WHERE ${tableCondition(view)}`);
}

function tableCondition(table: TableKey): Fragment {
  return fragment`"table_schema" = ${text(table.irisSchema)} AND "table_name" = ${text(table.irisName)}`;
}

function columnCondition(table: TableKey, column: string): Fragment {
  return fragment`${tableCondition(table)} AND "column_name" = ${text(column)}`;
}

function change(statement: Fragment): Step {
  return { do: 'change', statement, counts: false };
}

function text(value: string | null): Fragment {
  return parameter({ from: 'constant', value: value satisfies IrisValue });
}

function fromRow(column: number): Fragment {
  return parameter({ from: 'row', column });
}
