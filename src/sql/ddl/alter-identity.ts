import { GatewayError } from '../../errors/gateway-error.ts';
import { bodies, body } from '../parse/node.ts';
import { tableKey } from './alteration.ts';
import type { Alteration } from './alteration.ts';
import { typeOfColumn } from './column-type.ts';
import { CREATE_COLUMN_TYPE, forgetColumns, rememberColumns } from './gateway-tables.ts';
import { irisColumnName } from './object-name.ts';

/**
 * ALTER COLUMN ... ADD GENERATED ... AS IDENTITY: the gateway keeps the sequence, as the catalog has it afterwards
 * (src/translation/tasks/changed-sequences.ts), and gives the numbers.
 */
export function addIdentity({ table, action, steps, context }: Alteration): void {
  const name = action.name ?? '';
  const always = body(action.def, 'Constraint')?.generated_when === 'a';
  const memory = {
    name: irisColumnName(table, name),
    pgType: typeOfColumn(table, name, context).text,
    pgDefault: null,
    pgIdentity: always ? 'a' : 'd',
  } as const;
  steps.command(CREATE_COLUMN_TYPE);
  steps.steps.push(forgetColumns(tableKey(table), memory.name), rememberColumns(tableKey(table), [memory]));
}

/** ALTER COLUMN ... RESTART, SET INCREMENT and the like: a matter of the sequence. */
export function setIdentity({ action }: Alteration): void {
  if (bodies(body(action.def, 'List')?.items, 'DefElem').some(({ defname }) => defname === 'generated')) {
    throw new GatewayError('0A000', 'ALTER TABLE ... SET GENERATED is not supported');
  }
}
