import type { Constraint } from '@pgsql/types';
import { GatewayError } from '../../errors/gateway-error.ts';
import { fragment, identifier, join, raw } from '../iris/fragment.ts';
import type { Fragment } from '../iris/fragment.ts';
import { strings } from '../parse/node.ts';
import { chooseName } from './constraint-name.ts';
import type { DdlContext, ForeignKey } from './ddl-context.ts';
import { irisTable, newRelation } from './object-name.ts';
import type { NewRelation } from './object-name.ts';

/** PRIMARY KEY or UNIQUE of a table. */
interface UniqueKey {
  readonly kind: 'primary' | 'unique';
  /** null when the statement states none. */
  readonly name: string | null;
  readonly columns: readonly string[];
}

/** FOREIGN KEY of a table. */
interface ReferenceKey {
  readonly kind: 'foreign';
  readonly name: string | null;
  readonly columns: readonly string[];
  readonly target: Fragment;
  readonly targetColumns: readonly string[];
  readonly onDelete: ForeignKey['onDelete'];
  readonly onUpdate: ForeignKey['onUpdate'];
}

export type Key = UniqueKey | ReferenceKey;

/** A key with its name chosen. */
export type NamedKey = Key & { readonly name: string };

/** The table that gets the key: its own columns and primary key, for references to itself. */
export interface KeyOwner extends NewRelation {
  readonly primaryKey: readonly string[] | null;
}

/** pg_constraint.confdeltype; IRIS knows no RESTRICT, which differs from NO ACTION only when deferred. */
const ACTIONS: Readonly<Record<string, ForeignKey['onDelete']>> = {
  a: 'NO ACTION',
  r: 'NO ACTION',
  c: 'CASCADE',
  n: 'SET NULL',
  d: 'SET DEFAULT',
};

/**
 * Reads a key constraint.
 * @param column the column it stands behind; undefined for a table constraint
 * @returns undefined for a constraint that is no key and says nothing to IRIS
 * @throws GatewayError 0A000 for EXCLUDE and what else IRIS lacks
 */
export function readKey(
  constraint: Constraint,
  column: string | undefined,
  owner: KeyOwner,
  context: DdlContext,
): Key | undefined {
  const name = constraint.conname ?? null;
  const own = column === undefined ? undefined : [column];
  if (constraint.contype === 'CONSTR_PRIMARY' || constraint.contype === 'CONSTR_UNIQUE') {
    refuseUniqueExtras(constraint);
    const kind = constraint.contype === 'CONSTR_PRIMARY' ? 'primary' : 'unique';
    return { kind, name, columns: own ?? strings(constraint.keys) };
  }
  if (constraint.contype === 'CONSTR_FOREIGN') {
    return readReference(constraint, own ?? strings(constraint.fk_attrs), owner, context);
  }
  if (constraint.contype === 'CONSTR_EXCLUSION') {
    throw new GatewayError('0A000', 'exclusion constraints are not supported');
  }
  return undefined;
}

function refuseUniqueExtras(constraint: Constraint): void {
  if (constraint.nulls_not_distinct === true) {
    throw new GatewayError('0A000', 'UNIQUE NULLS NOT DISTINCT is not supported', {
      detail: 'InterSystems IRIS treats NULLs as distinct in unique keys.',
    });
  }
  if (constraint.indexname !== undefined) {
    throw new GatewayError('0A000', 'ADD CONSTRAINT ... USING INDEX is not supported');
  }
  if (constraint.without_overlaps === true) {
    throw new GatewayError('0A000', 'WITHOUT OVERLAPS is not supported');
  }
}

function readReference(
  constraint: Constraint,
  columns: readonly string[],
  owner: KeyOwner,
  context: DdlContext,
): ReferenceKey {
  if (constraint.fk_matchtype === 'f' && columns.length > 1) {
    throw new GatewayError('0A000', 'MATCH FULL is not supported for more than one column');
  }
  if ((constraint.fk_del_set_cols ?? []).length > 0) {
    throw new GatewayError('0A000', 'a column list for SET NULL and SET DEFAULT is not supported');
  }
  const target = referenced(constraint, owner, context);
  return {
    kind: 'foreign',
    name: constraint.conname ?? null,
    columns,
    target: target.table,
    targetColumns: target.columns,
    onDelete: ACTIONS[constraint.fk_del_action ?? 'a'] ?? 'NO ACTION',
    onUpdate: ACTIONS[constraint.fk_upd_action ?? 'a'] ?? 'NO ACTION',
  };
}

function referenced(
  constraint: Constraint,
  owner: KeyOwner,
  context: DdlContext,
): { readonly table: Fragment; readonly columns: readonly string[] } {
  const named = strings(constraint.pk_attrs);
  const range = constraint.pktable ?? {};
  const itself = newRelation(range, context);
  if (itself.schema === owner.schema && itself.name === owner.name) {
    return { table: irisTable(owner), columns: named.length > 0 ? named : (owner.primaryKey ?? []) };
  }
  const target = context.relationByName(range.schemaname ?? null, range.relname ?? '');
  if (target === undefined) {
    const name = [range.schemaname, range.relname].filter((part) => part !== undefined).join('.');
    throw new GatewayError('42P01', `relation "${name}" does not exist`);
  }
  const primary = target.keys.find((key) => key.primary);
  const attnums = primary?.attnums ?? [];
  const columns =
    named.length > 0
      ? named
      : attnums.flatMap((attnum) => target.columns.find((column) => column.attnum === attnum)?.name ?? []);
  if (columns.length === 0) {
    throw new GatewayError('42704', `there is no primary key for referenced table "${target.name}"`);
  }
  return {
    table: fragment`${identifier(target.irisSchema)}.${identifier(target.irisName)}`,
    columns: columns.map((name) => target.columns.find((column) => column.name === name)?.irisName ?? name),
  };
}

/** Gives every key its name, as PostgreSQL would: the primary key first, then the others in order. */
export function nameKeys(
  keys: readonly Key[],
  table: string,
  takenBefore: (name: string) => boolean,
): NamedKey[] {
  const names = new Set(keys.flatMap(({ name }) => name ?? []));
  const ordered = [
    ...keys.filter((key) => key.kind === 'primary'),
    ...keys.filter((key) => key.kind !== 'primary'),
  ];
  return ordered.map((key) => {
    const label = key.kind === 'primary' ? 'pkey' : key.kind === 'unique' ? 'key' : 'fkey';
    const columns = key.kind === 'primary' ? null : key.columns;
    const name =
      key.name ?? chooseName(table, columns, label, (chosen) => names.has(chosen) || takenBefore(chosen));
    names.add(name);
    return { ...key, name };
  });
}

/** CONSTRAINT clause of CREATE TABLE and ADD CONSTRAINT, named so that violations carry the name. */
export function keyFragment(key: NamedKey): Fragment {
  const columns = columnList(key.columns);
  if (key.kind !== 'foreign') {
    const words = key.kind === 'primary' ? 'PRIMARY KEY' : 'UNIQUE';
    return fragment`CONSTRAINT ${identifier(key.name)} ${raw(words)} (${columns})`;
  }
  return fragment`CONSTRAINT ${identifier(key.name)} FOREIGN KEY (${columns}) REFERENCES ${key.target} (${columnList(
    key.targetColumns,
  )})${action('ON DELETE', key.onDelete)}${action('ON UPDATE', key.onUpdate)}`;
}

/** Delimited names with commas. */
export function columnList(columns: readonly string[]): Fragment {
  return join(columns.map(identifier), ', ');
}

function action(event: string, what: ForeignKey['onDelete']): Fragment {
  return raw(what === 'NO ACTION' ? '' : ` ${event} ${what}`);
}
