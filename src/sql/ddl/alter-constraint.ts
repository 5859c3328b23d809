import type { Constraint } from '@pgsql/types';
import { GatewayError } from '../../errors/gateway-error.ts';
import type { Relation } from '../context.ts';
import { fragment, identifier } from '../iris/fragment.ts';
import { tableName } from '../iris/names.ts';
import { body } from '../parse/node.ts';
import { alter } from './alteration.ts';
import type { Alteration } from './alteration.ts';
import type { DdlContext, ForeignKey } from './ddl-context.ts';
import type { DdlSteps } from './ddl-plan.ts';
import { keyFragment, nameKeys, readKey } from './key-constraint.ts';
import type { NamedKey } from './key-constraint.ts';
import { refuseNulls, setNotNull } from './nullability.ts';
import { refuseDuplicates } from './uniqueness.ts';
import { irisColumn, irisColumnName } from './object-name.ts';

/** ADD [CONSTRAINT name] PRIMARY KEY | UNIQUE | FOREIGN KEY | CHECK; of a CHECK, IRIS is told nothing. */
export function addConstraint(alteration: Alteration): void {
  const constraint = body(alteration.action.def, 'Constraint') ?? {};
  if (constraint.contype === 'CONSTR_NOTNULL') {
    throw new GatewayError('0A000', 'ADD CONSTRAINT ... NOT NULL is not supported', {
      hint: 'Use ALTER COLUMN ... SET NOT NULL.',
    });
  }
  if (constraint.deferrable === true) {
    alteration.steps.warning('the constraint is checked at once: IRIS cannot defer it');
  }
  addKeys(alteration, [{ constraint, column: undefined }]);
}

/** Adds keys, each a statement of its own. */
export function addKeys(
  alteration: Alteration,
  constraints: readonly { readonly constraint: Constraint; readonly column: string | undefined }[],
): void {
  const { table, steps, context } = alteration;
  const owner = { ...table, primaryKey: primaryKeyOf(table) };
  const keys = constraints
    .map(({ constraint, column }) => readKey(constraint, column, owner, context))
    .filter((key) => key !== undefined);
  for (const key of nameKeys(keys, table.name, (name) => isTaken(table, name, context))) {
    if (key.kind === 'primary') requireValues(alteration, key.columns);
    if (key.kind !== 'foreign') {
      const columns = key.columns.map((column) => irisColumn(table, column));
      refuseDuplicates(table, columns, key.name, steps);
    }
    steps.command(alter(table, fragment`ADD ${keyFragment(inIris(table, key))}`));
  }
}

/** A primary key makes its columns NOT NULL. */
function requireValues(alteration: Alteration, columns: readonly string[]): void {
  for (const name of columns) {
    const known = alteration.table.columns.find((column) => column.name === name);
    if (known === undefined || known.notNull || known.generated !== null) continue;
    const column = irisColumn(alteration.table, name);
    refuseNulls(alteration, name, column);
    alteration.steps.command(setNotNull(alteration, column));
  }
}

/** DROP CONSTRAINT [IF EXISTS] [CASCADE] */
export function dropConstraint({ table, action, steps, context }: Alteration): void {
  const name = action.name ?? '';
  if (!constraintNames(table, context).includes(name)) {
    if (action.missing_ok === true) return;
    throw new GatewayError('42704', `constraint "${name}" of relation "${table.name}" does not exist`);
  }
  if (isCheck(table, name)) return;
  const key = table.keys.find((candidate) => candidate.name === name);
  if (key !== undefined && action.behavior === 'DROP_CASCADE') {
    const columns = key.attnums.flatMap((attnum) => columnName(table, attnum));
    dropForeignKeys(referencing(table, columns, context), steps);
  }
  steps.command(alter(table, fragment`DROP CONSTRAINT ${identifier(name)}`));
}

/** RENAME CONSTRAINT: IRIS has no word for it, so the constraint is made anew. */
export function renameConstraint(
  table: Relation,
  from: string,
  to: string,
  steps: DdlSteps,
  context: DdlContext,
): void {
  if (isCheck(table, from)) return;
  const key = definitionOf(table, from, context);
  if (key.kind !== 'foreign' && referencing(table, key.columns, context).length > 0) {
    throw new GatewayError('0A000', `cannot rename constraint "${from}", which foreign keys refer to`);
  }
  steps.command(alter(table, fragment`DROP CONSTRAINT ${identifier(from)}`));
  steps.command(alter(table, fragment`ADD ${keyFragment({ ...key, name: to })}`));
}

/** Drops foreign keys, which IRIS's CASCADE leaves alone (iris-sql.md 3.4). */
export function dropForeignKeys(keys: readonly ForeignKey[], steps: DdlSteps): void {
  for (const { table, name } of keys) {
    steps.command(alter(table, fragment`DROP CONSTRAINT ${identifier(name)}`));
  }
}

/** Foreign keys that refer to the key of `table` over these columns. */
function referencing(table: Relation, columns: readonly string[], context: DdlContext): ForeignKey[] {
  const wanted = columns.toSorted().join('\0');
  return context
    .referencedBy(table)
    .filter(({ targetColumns }) => targetColumns.toSorted().join('\0') === wanted);
}

function definitionOf(table: Relation, name: string, context: DdlContext): NamedKey {
  const unique = table.keys.find((key) => key.name === name);
  if (unique !== undefined) {
    const columns = unique.attnums.flatMap((attnum) => columnName(table, attnum));
    return inIris(table, { kind: unique.primary ? 'primary' : 'unique', name, columns });
  }
  const foreign = context.foreignKeys(table).find((key) => key.name === name);
  if (foreign === undefined) {
    throw new GatewayError('42704', `constraint "${name}" for table "${table.name}" does not exist`);
  }
  return inIris(table, {
    kind: 'foreign',
    name,
    columns: foreign.columns,
    target: tableName(foreign.target),
    targetColumns: foreign.targetColumns.map((column) => irisColumnName(foreign.target, column)),
    onDelete: foreign.onDelete,
    onUpdate: foreign.onUpdate,
  });
}

function inIris(table: Relation, key: NamedKey): NamedKey {
  const spelled = (columns: readonly string[]): string[] =>
    columns.map((column) => irisColumnName(table, column));
  const own = { ...key, columns: spelled(key.columns) };
  return own.kind === 'foreign' && own.target.sql === tableName(table).sql
    ? { ...own, targetColumns: spelled(own.targetColumns) }
    : own;
}

function primaryKeyOf(table: Relation): string[] | null {
  const primary = table.keys.find((key) => key.primary);
  return primary === undefined ? null : primary.attnums.flatMap((attnum) => columnName(table, attnum));
}

function columnName(table: Relation, attnum: number): string[] {
  const column = table.columns.find((candidate) => candidate.attnum === attnum);
  return column === undefined ? [] : [column.name];
}

function constraintNames(table: Relation, context: DdlContext): string[] {
  return [...table.keys, ...context.foreignKeys(table), ...(table.checks ?? [])].map(({ name }) => name);
}

/** What the gateway keeps of a CHECK follows the catalog (catalog-facts.ts). */
function isCheck({ checks }: Relation, name: string): boolean {
  return checks?.some((check) => check.name === name) ?? false;
}

function isTaken(table: Relation, name: string, context: DdlContext): boolean {
  return (
    constraintNames(table, context).includes(name) ||
    context.relationByName(table.schema, name) !== undefined ||
    context.indexByName(table.schema, name) !== undefined
  );
}
