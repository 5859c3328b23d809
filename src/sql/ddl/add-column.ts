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
import { newColumnName } from './object-name.ts';
import { setNotNull } from './nullability.ts';

/**
 * ADD COLUMN [IF NOT EXISTS]. Rows that are there get the default, as in PostgreSQL; IRIS is asked for NOT NULL only
 * when they have it.
 */
export function addColumn(alteration: Alteration): void {
  const { table, action, tokens, steps, context } = alteration;
  const definition = body(action.def, 'ColumnDef') ?? {};
  if (table.columns.some(({ name }) => name === definition.colname)) {
    if (action.missing_ok === true) return;
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
  const stored = { ...column, name: newColumnName(table, column.name) };
  // Keys are written with the column's own name as long as it is not there.
  if (stored.name !== column.name && column.keys.length > 0) {
    throw new GatewayError(
      '0A000',
      `adding column "${column.name}" together with a constraint is not supported`,
      {
        detail: `The column is called "${stored.name}" in InterSystems IRIS.`,
        hint: 'Add the constraint with a statement of its own.',
      },
    );
  }
  steps.command(CREATE_COLUMN_TYPE);
  steps.command(alter(table, fragment`ADD COLUMN ${columnFragment(stored, false, false)}`), {
    does: 'make',
    object: columnObject(table, stored.name),
  });
  // A column of this name may have been dropped without the gateway.
  steps.steps.push(
    forgetColumns(tableKey(table), stored.name),
    rememberColumns(tableKey(table), [columnMemory(stored)]),
  );
  if (given?.kind === 'generated') refuseNumbering(alteration);
  else if (given !== undefined) {
    steps.change(
      fragment`UPDATE ${tableName(table)} SET ${identifier(stored.name)} = ${defaultFragment(given)}`,
    );
  }
  if (notNull) steps.command(setNotNull(alteration, identifier(stored.name)));
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
