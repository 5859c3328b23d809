import type { Constraint, CreateStmt, Node, TableLikeClause } from '@pgsql/types';
import { GatewayError } from '../../errors/gateway-error.ts';
import { fragment, join, raw } from '../iris/fragment.ts';
import type { Fragment } from '../iris/fragment.ts';
import { columnSpellings } from '../iris/spelling.ts';
import { bodies, body, strings } from '../parse/node.ts';
import type { RawStatement } from '../parse/raw-statement.ts';
import { Tokens } from '../parse/tokens.ts';
import { columnFragment, columnMemory, readColumn } from './column-definition.ts';
import type { Column } from './column-definition.ts';
import { tableObject } from './definition-effect.ts';
import type { DdlContext } from './ddl-context.ts';
import { DdlSteps } from './ddl-plan.ts';
import type { DdlPlan } from './ddl-plan.ts';
import { CREATE_COLUMN_TYPE, forgetColumns, rememberColumns } from './gateway-tables.ts';
import { keyFragment, nameKeys, readKey } from './key-constraint.ts';
import type { Key, KeyOwner, NamedKey } from './key-constraint.ts';
import { createLikeIndexes, likeColumns, likeKeys } from './like-table.ts';
import { irisTable, newRelation } from './object-name.ts';
import type { NewRelation } from './object-name.ts';
import { onCommitOf, refuseUnkept } from './temporary-table.ts';

/** IRIS refuses explicit values for IDENTITY unless the table says so (iris-sql.md section 2). */
const TABLE_OPTIONS = ' WITH %CLASSPARAMETER ALLOWIDENTITYINSERT = 1';

/** CREATE TABLE */
export function planCreateTable(create: CreateStmt, statement: RawStatement, context: DdlContext): DdlPlan {
  refuseUnsupported(create);
  const steps = new DdlSteps();
  const table = newRelation(create.relation ?? {}, context);
  if (relationExists(table, create.if_not_exists ?? false, context)) {
    return steps.plan('CREATE TABLE', statement.text);
  }
  refuseUnkept(table, create);
  const tokens = new Tokens(statement);
  const tableConstraints = bodies(create.tableElts, 'Constraint');
  const notNull = tableConstraints
    .filter(({ contype }) => contype === 'CONSTR_NOTNULL')
    .flatMap(({ keys }) => strings(keys));
  const likes = bodies(create.tableElts, 'TableLikeClause');
  const columns = (create.tableElts ?? [])
    .flatMap((element) => columnsOf(element, tokens, context))
    .map((column) => (notNull.includes(column.name) ? { ...column, notNull: true } : column));
  const owner = { ...table, primaryKey: primaryKeyOf(columns, tableConstraints) };
  const keys = tableKeys(columns, tableConstraints, likes, owner, context);
  for (const warning of [...columns.flatMap(({ warnings }) => warnings), ...deferrable(tableConstraints)]) {
    steps.warning(warning);
  }
  createTable(table, columns, keys, steps);
  const names = columns.map(({ name }) => name);
  for (const like of likes) createLikeIndexes(like, table, names, steps, context);
  return { ...steps.plan('CREATE TABLE', statement.text), ...onCommitOf(table, create.oncommit) };
}

function columnsOf(element: Node, tokens: Tokens, context: DdlContext): Column[] {
  const like = body(element, 'TableLikeClause');
  if (like !== undefined) return likeColumns(like, context);
  const column = body(element, 'ColumnDef');
  return column === undefined ? [] : [readColumn(column, tokens, context)];
}

/** CREATE TABLE and what the gateway remembers of it, as steps. */
export function createTable(
  table: NewRelation,
  columns: readonly Column[],
  keys: readonly NamedKey[],
  steps: DdlSteps,
): void {
  const key = { irisSchema: table.irisSchema, irisName: table.irisName };
  const stored = inIris(table, columns, keys);
  steps.command(CREATE_COLUMN_TYPE);
  steps.command(
    fragment`CREATE TABLE ${irisTable(table)} (${join(
      [...columnFragments(stored.columns, stored.keys), ...stored.keys.map(keyFragment)],
      ', ',
    )})${raw(columns.some(({ generated }) => generated) ? TABLE_OPTIONS : '')}`,
    { does: 'make', object: tableObject(key) },
  );
  // Leftovers of a table that was dropped without the gateway.
  steps.steps.push(forgetColumns(key), rememberColumns(key, stored.columns.map(columnMemory)));
}

/** Columns and keys with the names that IRIS gives the table's columns. */
function inIris(
  table: NewRelation,
  columns: readonly Column[],
  keys: readonly NamedKey[],
): { readonly columns: readonly Column[]; readonly keys: readonly NamedKey[] } {
  const spellings = columnSpellings(columns.map(({ name }) => name));
  const spelled = (name: string): string => spellings.get(name) ?? name;
  const itself = irisTable(table).sql;
  return {
    columns: columns.map((column) => ({ ...column, name: spelled(column.name) })),
    keys: keys.map((key) => ({
      ...key,
      columns: key.columns.map(spelled),
      ...(key.kind === 'foreign' && key.target.sql === itself
        ? { targetColumns: key.targetColumns.map(spelled) }
        : {}),
    })),
  };
}

/**
 * Whether the relation is there already, which only IF NOT EXISTS allows.
 * @throws GatewayError 42P07
 */
export function relationExists(table: NewRelation, ifNotExists: boolean, context: DdlContext): boolean {
  const existing = context.relationByName(table.schema, table.name);
  if (existing === undefined) return false;
  if (!ifNotExists) throw new GatewayError('42P07', `relation "${table.name}" already exists`);
  return true;
}

function columnFragments(columns: readonly Column[], keys: readonly NamedKey[]): Fragment[] {
  const primary = keys.find(({ kind }) => kind === 'primary')?.columns ?? [];
  // One IDENTITY for each table; further generated columns are counters.
  const identity = columns.find(({ generated }) => generated);
  return columns.map((column) =>
    columnFragment(column, column === identity, column.notNull || primary.includes(column.name)),
  );
}

function tableKeys(
  columns: readonly Column[],
  constraints: readonly Constraint[],
  likes: readonly TableLikeClause[],
  owner: KeyOwner,
  context: DdlContext,
): NamedKey[] {
  const keys = [
    ...columns.flatMap((column) => column.keys.map((key) => readKey(key, column.name, owner, context))),
    ...constraints.map((constraint) => readKey(constraint, undefined, owner, context)),
    ...likes.flatMap((like) => likeKeys(like, context)),
  ].filter((key) => key !== undefined);
  return nameKeys(
    withoutRepeats(keys),
    owner.name,
    (name) =>
      context.relationByName(owner.schema, name) !== undefined ||
      context.indexByName(owner.schema, name) !== undefined,
  );
}

/** PostgreSQL makes one index of keys over the same columns (parse_utilcmd.c, transformIndexConstraints). */
function withoutRepeats(keys: readonly Key[]): Key[] {
  const kept: Key[] = [];
  const primaryFirst = [...keys.filter(isPrimary), ...keys.filter((key) => !isPrimary(key))];
  for (const key of primaryFirst) {
    const same = kept.findIndex(
      (other) => isUnique(key) && isUnique(other) && other.columns.join('\0') === key.columns.join('\0'),
    );
    const earlier = kept[same];
    if (earlier === undefined) kept.push(key);
    else if (earlier.name === null) kept[same] = { ...earlier, name: key.name };
  }
  return kept;
}

function isPrimary(key: Key): boolean {
  return key.kind === 'primary';
}

function isUnique(key: Key): boolean {
  return key.kind !== 'foreign';
}

function primaryKeyOf(
  columns: readonly Column[],
  constraints: readonly Constraint[],
): readonly string[] | null {
  const column = columns.find(({ keys }) => keys.some(({ contype }) => contype === 'CONSTR_PRIMARY'));
  if (column !== undefined) return [column.name];
  const constraint = constraints.find(({ contype }) => contype === 'CONSTR_PRIMARY');
  return constraint === undefined ? null : strings(constraint.keys);
}

function deferrable(constraints: readonly Constraint[]): string[] {
  return constraints
    .filter((constraint) => constraint.deferrable === true)
    .map(() => 'table constraints are checked at once: IRIS cannot defer them');
}

function refuseUnsupported(create: CreateStmt): void {
  const refused: readonly (readonly [boolean, string])[] = [
    [(create.inhRelations ?? []).length > 0, 'table inheritance is not supported'],
    [create.partspec !== undefined, 'partitioned tables are not supported'],
    [create.partbound !== undefined, 'partitioned tables are not supported'],
    [create.ofTypename !== undefined, 'typed tables are not supported'],
    [(create.tableElts ?? []).length === 0, 'tables without columns are not supported'],
  ];
  const message = refused.find(([applies]) => applies)?.[1];
  if (message !== undefined) throw new GatewayError('0A000', message);
}
