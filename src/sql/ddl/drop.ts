import type { DropStmt, ObjectType } from '@pgsql/types';
import { GatewayError } from '../../errors/gateway-error.ts';
import { ddlTag } from '../classify/ddl-tag.ts';
import type { Relation } from '../context.ts';
import { fragment, identifier, raw } from '../iris/fragment.ts';
import { tableName } from '../iris/names.ts';
import { body, qualifiedName, strings } from '../parse/node.ts';
import type { RawStatement } from '../parse/raw-statement.ts';
import { dropForeignKeys } from './alter-constraint.ts';
import { tableKey } from './alteration.ts';
import { indexObject, tableObject } from './definition-effect.ts';
import type { DdlContext, Index } from './ddl-context.ts';
import { DdlSteps } from './ddl-plan.ts';
import type { DdlPlan } from './ddl-plan.ts';
import { dropExtension } from './extension.ts';
import { CREATE_COLUMN_TYPE, CREATE_VIEW_DEFINITION, forgetColumns, forgetView } from './gateway-tables.ts';
import { dropSchema } from './schema.ts';
import { isUserType, planTypeStatement } from './type-statement.ts';

interface Name {
  readonly schema: string | null;
  readonly name: string;
}

/** A DROP with its objects' names. */
export interface Drop {
  readonly names: readonly Name[];
  readonly ifExists: boolean;
  readonly cascade: boolean;
  readonly steps: DdlSteps;
  readonly context: DdlContext;
}

const OBJECTS: Readonly<Partial<Record<ObjectType, readonly [tag: string, plan: (drop: Drop) => void]>>> = {
  OBJECT_TABLE: ['DROP TABLE', dropTables],
  OBJECT_VIEW: ['DROP VIEW', dropViews],
  OBJECT_INDEX: ['DROP INDEX', dropIndexes],
  OBJECT_SCHEMA: ['DROP SCHEMA', dropSchema],
  // What the gateway keeps of them follows the catalog.
  OBJECT_SEQUENCE: ['DROP SEQUENCE', () => undefined],
  OBJECT_EXTENSION: ['DROP EXTENSION', dropExtension],
};

/** DROP TABLE, VIEW, INDEX, SCHEMA, SEQUENCE, EXTENSION, of several objects. */
export function planDrop(drop: DropStmt, statement: RawStatement, context: DdlContext): DdlPlan {
  if (isUserType(drop.removeType)) return planTypeStatement(statement);
  const object = OBJECTS[drop.removeType ?? 'OBJECT_TABLE'];
  if (object === undefined) {
    throw new GatewayError('0A000', `${ddlTag(statement.node) ?? 'DROP'} is not supported`);
  }
  const [tag, plan] = object;
  const steps = new DdlSteps();
  plan({
    names: (drop.objects ?? []).map((node) => {
      const single = body(node, 'String')?.sval;
      return qualifiedName(single === undefined ? strings(body(node, 'List')?.items) : [single]);
    }),
    ifExists: drop.missing_ok ?? false,
    cascade: drop.behavior === 'DROP_CASCADE',
    steps,
    context,
  });
  return steps.plan(tag, statement.text);
}

function dropTables(drop: Drop): void {
  const { steps, context } = drop;
  const tables = found(drop, 'table', (name) => context.relationByName(name.schema, name.name));
  const [view] = tables.filter(({ kind }) => kind === 'view');
  if (view !== undefined) throw wrongKind(view, 'table', 'Use DROP VIEW to remove a view.');
  // IRIS drops no table that a foreign key of another one points to (iris-sql.md 3.4).
  dropForeignKeys(
    tables
      .flatMap((table) => context.referencedBy(table).filter((key) => key.table.oid !== table.oid))
      .filter((key) => drop.cascade || tables.some(({ oid }) => oid === key.table.oid)),
    steps,
  );
  if (tables.length > 0) steps.command(CREATE_COLUMN_TYPE);
  for (const table of tables) {
    steps.command(fragment`DROP TABLE ${tableName(table)}${cascade(drop)}`, {
      does: 'drop',
      object: tableObject(table),
    });
    steps.steps.push(forgetColumns(tableKey(table)));
  }
}

function dropViews(drop: Drop): void {
  const { steps, context } = drop;
  const views = found(drop, 'view', (name) => context.relationByName(name.schema, name.name));
  const [table] = views.filter(({ kind }) => kind === 'table');
  if (table !== undefined) throw wrongKind(table, 'view', 'Use DROP TABLE to remove a table.');
  if (views.length > 0) steps.command(CREATE_VIEW_DEFINITION);
  for (const view of views) {
    steps.command(fragment`DROP VIEW ${tableName(view)}${cascade(drop)}`, {
      does: 'drop',
      object: tableObject(view, 'view'),
    });
    steps.steps.push(forgetView(tableKey(view)));
  }
}

function dropIndexes(drop: Drop): void {
  for (const index of found(drop, 'index', (name) => drop.context.indexByName(name.schema, name.name))) {
    if (index.constraint) throw requiredByConstraint(index);
    if (index.kept) continue;
    drop.steps.command(
      fragment`DROP INDEX ${identifier(index.name)} ON ${tableName(index.table)}`,
      // A unique index must not refuse what comes after.
      index.unique ? undefined : { does: 'drop', object: indexObject(index.table, index.name) },
    );
  }
}

/** The objects that are there. @throws GatewayError 42P01 (42704) for the others, unless IF EXISTS is said */
function found<T>(drop: Drop, kind: 'table' | 'view' | 'index', find: (name: Name) => T | undefined): T[] {
  return drop.names.flatMap((name) => {
    const object = find(name);
    if (object !== undefined) return [object];
    if (drop.ifExists) return [];
    const { schema } = name;
    if (schema !== null && !drop.context.schemaExists(schema)) {
      throw new GatewayError('3F000', `schema "${schema}" does not exist`);
    }
    throw new GatewayError(kind === 'index' ? '42704' : '42P01', `${kind} "${name.name}" does not exist`);
  });
}

function cascade(drop: Drop): ReturnType<typeof raw> {
  return raw(drop.cascade ? ' CASCADE' : '');
}

function wrongKind(relation: Relation, kind: string, hint: string): GatewayError {
  return new GatewayError('42809', `"${relation.name}" is not a ${kind}`, { hint });
}

function requiredByConstraint({ name, table }: Index): GatewayError {
  return new GatewayError(
    '2BP01',
    `cannot drop index ${name} because constraint ${name} on table ${table.name} requires it`,
    { hint: `You can drop constraint ${name} on table ${table.name} instead.` },
  );
}
