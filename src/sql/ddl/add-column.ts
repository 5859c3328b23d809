import { fragment, identifier } from '../iris/fragment.ts';
import { GatewayError } from '../../errors/gateway-error.ts';
import { tableName } from '../iris/names.ts';
import { body } from '../parse/node.ts';
import { addKeys } from './alter-constraint.ts';
import { alter, tableKey } from './alteration.ts';
import type { Alteration } from './alteration.ts';
import { columnFragment, columnMemory, readColumn } from './column-definition.ts';
import type { Column } from './column-definition.ts';
import { columnObject } from './definition-effect.ts';
import { defaultFragment } from './default-value.ts';
import { CREATE_COLUMN_TYPE, forgetColumns, rememberColumns } from './gateway-tables.ts';
import { setNotNull } from './nullability.ts';

/**
 * ADD COLUMN [IF NOT EXISTS]. Rows that are there get the default, as in PostgreSQL; IRIS is asked for NOT NULL only
 * when they have it.
 */
export function addColumn(alteration: Alteration): void {
  const { table, action, tokens, steps, context } = alteration;
  const definition = body(action.def, 'ColumnDef') ?? {};
  const existing = table.columns.find(
    ({ irisName }) => irisName.toLowerCase() === definition.colname?.toLowerCase(),
  );
  if (existing !== undefined) {
    if (action.missing_ok === true && existing.name === definition.colname) return;
    throw new GatewayError(
      '42701',
      `column "${definition.colname}" of relation "${table.name}" already exists`,
    );
  }
  const column = readColumn(definition, tokens, context);
  if (column.generated) {
    throw new GatewayError('0A000', 'adding a serial or identity column to a table is not supported', {
      hint: 'Declare it in CREATE TABLE.',
    });
  }
  for (const warning of column.warnings) steps.warning(warning);
  const given = column.default?.value;
  // A generated column is made so once its values are there (src/translation/tasks/changed-facts.ts).
  const notNull = column.notNull && !column.computed;
  if (notNull && given === undefined) refuseRows(alteration, column);
  steps.command(CREATE_COLUMN_TYPE);
  steps.command(alter(table, fragment`ADD COLUMN ${columnFragment(column, false, false)}`), {
    does: 'make',
    object: columnObject(table, column.name),
  });
  // A column of this name may have been dropped without the gateway.
  steps.steps.push(
    forgetColumns(tableKey(table), column.name),
    rememberColumns(tableKey(table), [columnMemory(column)]),
  );
  if (given?.kind === 'generated') refuseNumbering(alteration);
  else if (given !== undefined) {
    steps.change(
      fragment`UPDATE ${tableName(table)} SET ${identifier(column.name)} = ${defaultFragment(given)}`,
    );
  }
  if (notNull) steps.command(setNotNull(alteration, identifier(column.name)));
  addKeys(
    alteration,
    column.keys.map((constraint) => ({ constraint, column: column.name })),
  );
}

/** PostgreSQL would number the rows that are there. */
function refuseNumbering({ table, steps }: Alteration): void {
  steps.refuse(
    fragment`SELECT TOP 1 1 FROM ${tableName(table)}`,
    '0A000',
    'adding a column with nextval() as its default to a table with rows is not supported',
  );
}

/** 23502 when the table has rows, which would have no value in the column. */
function refuseRows({ table, steps }: Alteration, column: Column): void {
  steps.refuseNulls(fragment`SELECT TOP 1 1 FROM ${tableName(table)}`, table, column.name);
}
