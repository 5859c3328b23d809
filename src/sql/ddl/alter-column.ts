import { fragment, raw } from '../iris/fragment.ts';
import { body } from '../parse/node.ts';
import { dropForeignKeys } from './alter-constraint.ts';
import { alter, tableKey } from './alteration.ts';
import type { Alteration } from './alteration.ts';
import { dropColumnParts } from './column-parts.ts';
import { readDefaultExpression } from './column-definition.ts';
import { columnObject } from './definition-effect.ts';
import { defaultLiteral } from './default-literal.ts';
import { CREATE_COLUMN_TYPE, forgetColumns, rememberColumns } from './gateway-tables.ts';
import { refuseNulls, setNotNull } from './nullability.ts';
import { irisColumn, irisColumnName } from './object-name.ts';
import { GatewayError } from '../../errors/gateway-error.ts';
import { typeOfColumn } from './column-type.ts';

/** DROP COLUMN [IF EXISTS]: with the indexes and constraints over it, which go unasked in PostgreSQL. */
export function dropColumn(alteration: Alteration): void {
  const { table, action, steps, context } = alteration;
  const name = action.name ?? '';
  const column = table.columns.find((candidate) => candidate.name === name);
  if (column === undefined) {
    if (action.missing_ok === true) return;
    throw new GatewayError('42703', `column "${name}" of relation "${table.name}" does not exist`);
  }
  const others = context.referencedBy(table).filter(({ targetColumns }) => targetColumns.includes(name));
  const own = context.foreignKeys(table).filter(({ columns }) => columns.includes(name));
  if (action.behavior === 'DROP_CASCADE') {
    dropForeignKeys(others, steps);
    const computed = table.columns.filter(({ computedFrom }) => computedFrom?.includes(column.attnum));
    for (const { name: dependent } of computed) {
      dropColumn({ ...alteration, action: { ...action, name: dependent } });
    }
  }
  dropForeignKeys(
    own.filter((key) => !others.includes(key)),
    steps,
  );
  steps.command(CREATE_COLUMN_TYPE);
  steps.steps.push(...dropColumnParts(table, name, context));
  steps.command(alter(table, fragment`DROP COLUMN ${irisColumn(table, name)}`), {
    does: 'drop',
    object: columnObject(table, column.irisName),
  });
  steps.steps.push(forgetColumns(tableKey(table), column.irisName));
}

/** ALTER COLUMN SET DEFAULT, DROP DEFAULT */
export function alterDefault({ table, action, start, tokens, steps, context }: Alteration): void {
  const name = action.name ?? '';
  const type = typeOfColumn(table, name, context);
  let text: string | null = null;
  let literal;
  if (action.def !== undefined) {
    const from = tokens.find('default', start) + 1;
    text = tokens.slice(from, tokens.find(',', from));
    const { value } = readDefaultExpression(action.def, text, type, context.timeZone);
    if (value.kind === 'constant') literal = defaultLiteral(value.value, type);
  }
  const column = irisColumn(table, name);
  steps.command(CREATE_COLUMN_TYPE);
  steps.command(
    alter(
      table,
      literal === undefined
        ? fragment`ALTER COLUMN ${column} DROP DEFAULT`
        : fragment`ALTER COLUMN ${column} SET DEFAULT ${literal}`,
    ),
  );
  // The gateway may not know the table yet: one that IRIS made.
  const memory = {
    name: irisColumnName(table, name),
    pgType: type.text,
    pgDefault: text,
    pgIdentity: '',
  } as const;
  steps.steps.push(forgetColumns(tableKey(table), memory.name), rememberColumns(tableKey(table), [memory]));
}

/** ALTER COLUMN SET NOT NULL, DROP NOT NULL */
export function alterNullability(alteration: Alteration, notNull: boolean): void {
  const { table, action, steps } = alteration;
  const name = action.name ?? '';
  const known = table.columns.find((column) => column.name === name);
  // IRIS numbers these columns itself: they are never NULL.
  if (known !== undefined && known.generated !== null) return;
  const column = irisColumn(table, name);
  if (notNull) {
    if (known?.notNull === true) return;
    refuseNulls(alteration, name, column);
    steps.command(setNotNull(alteration, column));
  } else {
    steps.command(alter(table, fragment`ALTER COLUMN ${column} ${raw('NULL')}`));
  }
}

/** Whether USING says no more than the conversion to the new type does: the column, or a cast of it. */
export function isPlainUsing(using: Alteration['action']['def'], name: string): boolean {
  if (using === undefined) return true;
  const cast = body(using, 'TypeCast');
  if (cast !== undefined) return isPlainUsing(cast.arg, name);
  const [field, ...more] = body(using, 'ColumnRef')?.fields ?? [];
  return more.length === 0 && body(field, 'String')?.sval === name;
}
