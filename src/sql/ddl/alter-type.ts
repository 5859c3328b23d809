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
import { irisColumn, quotedName } from './object-name.ts';
import { rewriteColumn } from './rewrite-column.ts';
import { conversion, EMPTIED } from './type-conversion.ts';

/** Tokens before the first action of ALTER TABLE that is looked for by a word. */
const FIRST_ACTION = 2;

/** ALTER COLUMN TYPE, in place where the values can stay there: IRIS has no USING (iris-sql.md 3.4). */
export function alterType(alteration: Alteration): void {
  const { table, action, steps, context } = alteration;
  const name = action.name ?? '';
  const definition = body(action.def, 'ColumnDef');
  const from = typeOfColumn(table, name, context);
  const to = declaredType(definition?.typeName, context);
  const column = irisColumn(table, name);
  const using = definition?.raw_default;
  const known = table.columns.find((candidate) => candidate.name === name);
  const how = isNull(using) ? EMPTIED : isPlainUsing(using, name) ? conversion(from, to, column) : undefined;
  if (how === undefined) {
    if (known === undefined || table.kind !== 'table' || !isOnlyAction(alteration)) {
      throw new GatewayError('0A000', `cannot change the type of column "${name}" to ${to.text}`, {
        detail: `InterSystems IRIS cannot convert the values from ${from.text} in place.`,
        hint: 'Change it in a statement of its own.',
      });
    }
    rewriteColumn(alteration, known, to, using === undefined ? quotedName(name) : usingText(alteration));
    return;
  }
  const iris = irisType(to);
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

/** USING NULL: whatever the values were, they are gone. */
function isNull(using: Alteration['action']['def']): boolean {
  return body(using, 'A_Const')?.isnull === true;
}

/** The expression behind USING, as it was written. */
function usingText({ tokens, start }: Alteration): string {
  const from = tokens.find('using', start) + 1;
  return tokens.slice(from, tokens.find(',', from));
}

function isOnlyAction({ tokens, start }: Alteration): boolean {
  return start === FIRST_ACTION && tokens.find(',', start) === tokens.all.length;
}
