import type { CreateStmt } from '@pgsql/types';
import { GatewayError } from '../../errors/gateway-error.ts';
import { bodies } from '../parse/node.ts';
import { fragment, identifier } from '../iris/fragment.ts';
import type { Step } from '../plan.ts';
import { tableObject } from './definition-effect.ts';
import { CREATE_COLUMN_TYPE, forgetColumns, type TableKey } from './gateway-tables.ts';
import type { NewRelation } from './object-name.ts';
import { TEMPORARY_SCHEMA } from './temporary-schema.ts';

/** What becomes of a temporary table when a transaction is committed (manual, CREATE TABLE, ON COMMIT). */
export interface OnCommit {
  readonly irisName: string;
  readonly action: 'delete rows' | 'drop';
}

/** ON COMMIT of a new table, as part of its plan; nothing for PRESERVE ROWS and for what is not temporary. */
export function onCommitOf(
  table: NewRelation,
  oncommit: NonNullable<CreateStmt['oncommit']> | undefined,
): { readonly onCommit?: OnCommit } {
  const { schema, irisName } = table;
  if (schema !== TEMPORARY_SCHEMA) return {};
  if (oncommit === 'ONCOMMIT_DROP') return { onCommit: { irisName, action: 'drop' } };
  return oncommit === 'ONCOMMIT_DELETE_ROWS' ? { onCommit: { irisName, action: 'delete rows' } } : {};
}

/**
 * What the gateway keeps in its own tables for others it does not keep for a session's temporary ones.
 * @throws GatewayError 0A000
 */
export function refuseUnkept(table: NewRelation, { tableElts }: CreateStmt): void {
  if (table.schema !== TEMPORARY_SCHEMA) return;
  const constraints = [
    ...bodies(tableElts, 'Constraint'),
    ...bodies(tableElts, 'ColumnDef').flatMap((column) => bodies(column.constraints, 'Constraint')),
  ];
  for (const { contype } of constraints) {
    if (contype === 'CONSTR_CHECK') {
      throw new GatewayError('0A000', 'CHECK constraints of temporary tables are not supported');
    }
    if (contype === 'CONSTR_GENERATED') {
      throw new GatewayError('0A000', 'generated columns of temporary tables are not supported');
    }
  }
}

/** Drops tables of the temporary schema, by their IRIS names. */
export function dropTemporary(tables: readonly TableKey[]): Step[] {
  return [
    { do: 'command', statement: CREATE_COLUMN_TYPE },
    ...tables.flatMap((table): Step[] => [
      {
        do: 'command',
        statement: fragment`DROP TABLE ${named(table)} CASCADE`,
        effect: { does: 'drop', object: tableObject(table) },
      },
      forgetColumns(table),
    ]),
  ];
}

/** Empties them. */
export function emptyTemporary(tables: readonly TableKey[]): Step[] {
  return tables.map((table) => ({
    do: 'change',
    statement: fragment`DELETE FROM ${named(table)}`,
    counts: false,
  }));
}

function named({ irisSchema, irisName }: TableKey): ReturnType<typeof fragment> {
  return fragment`${identifier(irisSchema)}.${identifier(irisName)}`;
}
