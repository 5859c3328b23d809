import { GatewayError } from '../../errors/gateway-error.ts';
import { fragment, raw } from '../iris/fragment.ts';
import { tableName } from '../iris/names.ts';
import { body } from '../parse/node.ts';
import { isPlainUsing } from './alter-column.ts';
import { alter, tableKey } from './alteration.ts';
import type { Alteration } from './alteration.ts';
import { typeOfColumn } from './column-type.ts';
import { CREATE_COLUMN_TYPE, forgetColumns, rememberColumns, rememberType } from './gateway-tables.ts';
import { columnObject } from './definition-effect.ts';
import { declaredType } from './declared-type.ts';
import { irisType } from './iris-type.ts';
import { irisColumn } from './object-name.ts';
import { conversion } from './type-conversion.ts';

/** ALTER COLUMN TYPE, where the values can stay in place: IRIS has no USING (iris-sql.md 3.4). */
export function alterType({ table, action, steps, context }: Alteration): void {
  const name = action.name ?? '';
  const definition = body(action.def, 'ColumnDef');
  const from = typeOfColumn(table, name, context);
  const to = declaredType(definition?.typeName, context);
  const column = irisColumn(table, name);
  const how = isPlainUsing(definition?.raw_default, name) ? conversion(from, to, column) : undefined;
  if (how === undefined) {
    throw new GatewayError('0A000', `cannot change the type of column "${name}" to ${to.text}`, {
      detail: `InterSystems IRIS cannot convert the values from ${from.text} in place.`,
      hint: 'Add a column of the new type, fill it with UPDATE, and drop the old one.',
    });
  }
  const iris = irisType(to);
  const known = table.columns.find((candidate) => candidate.name === name);
  if (known !== undefined && known.generated !== null) {
    // IDENTITY and SERIAL hold 64-bit numbers whatever PostgreSQL calls them.
    steps.command(CREATE_COLUMN_TYPE);
    steps.steps.push(rememberType(tableKey(table), known.irisName, to.text));
    return;
  }
  if (how.misfit !== null) {
    const { condition, sqlstate, message } = how.misfit;
    steps.refuse(fragment`SELECT TOP 1 1 FROM ${tableName(table)} WHERE ${condition}`, sqlstate, message);
  }
  if (how.value !== null) steps.change(fragment`UPDATE ${tableName(table)} SET ${column} = ${how.value}`);
  steps.command(CREATE_COLUMN_TYPE);
  steps.command(
    alter(table, fragment`ALTER COLUMN ${column} ${raw(iris.sql)}`),
    how.value === null
      ? undefined
      : { does: 'convert', object: columnObject(table, known?.irisName ?? name) },
  );
  if (iris.string) steps.command(alter(table, fragment`ALTER COLUMN ${column} COLLATE %EXACT`));
  const memory = {
    name: known?.irisName ?? name,
    pgType: to.text,
    pgDefault: known?.defaultExpression ?? null,
    pgIdentity: '',
  } as const;
  steps.steps.push(forgetColumns(tableKey(table), memory.name), rememberColumns(tableKey(table), [memory]));
}
