import { parseExpression } from '../parse/expression.ts';
import type { Relation, RelationColumn } from '../context.ts';
import { fragment, identifier } from '../iris/fragment.ts';
import { tableName } from '../iris/names.ts';
import type { Step } from '../plan.ts';
import { tableKey } from './alteration.ts';
import { defaultLiteral } from './default-literal.ts';
import { defaultValue } from './default-value.ts';
import { CREATE_COLUMN_TYPE, CREATE_VIEW_DEFINITION, forgetColumns, forgetView } from './gateway-tables.ts';
import { rememberDefault } from './user-type-table.ts';
import { dropColumnParts } from './column-parts.ts';
import type { DdlContext } from './ddl-context.ts';
import { columnObject, tableObject } from './definition-effect.ts';
import { typeFromOid } from './column-type.ts';
import { typeNameOf } from './type-name.ts';

/** A column of the shadow, by name. */
export interface ShadowColumn {
  readonly name: string;
  readonly defaultExpression: string | null;
}

/** Relations of the shadow by schema and name; a relation that is gone is not among them. */
export interface ShadowRelations {
  columnsOf(relation: Relation): readonly ShadowColumn[] | undefined;
}

/**
 * The steps that take out of the backend what PostgreSQL takes out of its catalog with a type (CASCADE): columns, views and
 * defaults; and that follow defaults whose label was renamed.
 */
export function dependentSteps(
  relations: readonly Relation[],
  before: ShadowRelations,
  after: ShadowRelations,
  context: DdlContext,
): Step[] {
  const steps = relations.flatMap((relation) => {
    const old = before.columnsOf(relation);
    const now = after.columnsOf(relation);
    if (old === undefined) return [];
    if (now === undefined) return relation.kind === 'view' ? dropView(relation) : [];
    return relation.kind === 'view' ? [] : columnSteps(relation, old, now, context);
  });
  if (steps.length === 0) return [];
  const create = [CREATE_COLUMN_TYPE, CREATE_VIEW_DEFINITION].map(
    (statement): Step => ({ do: 'command', statement }),
  );
  return [...create, ...steps];
}

function dropView(view: Relation): Step[] {
  return [
    {
      do: 'command',
      statement: fragment`DROP VIEW ${tableName(view)}`,
      effect: { does: 'drop', object: tableObject(view, 'view') },
    },
    forgetView(tableKey(view)),
  ];
}

function columnSteps(
  table: Relation,
  old: readonly ShadowColumn[],
  now: readonly ShadowColumn[],
  context: DdlContext,
): Step[] {
  return table.columns.flatMap((column) => {
    const was = old.find(({ name }) => name === column.name);
    const is = now.find(({ name }) => name === column.name);
    if (was === undefined) return [];
    if (is === undefined) return dropColumn(table, column, context);
    return was.defaultExpression === is.defaultExpression
      ? []
      : changeDefault(table, column, is.defaultExpression, context);
  });
}

function dropColumn(table: Relation, { name, irisName }: RelationColumn, context: DdlContext): Step[] {
  return [
    ...dropColumnParts(table, name, context),
    {
      do: 'command',
      statement: fragment`ALTER TABLE ${tableName(table)} DROP COLUMN ${identifier(irisName)}`,
      effect: { does: 'drop', object: columnObject(table, irisName) },
    },
    forgetColumns(tableKey(table), irisName),
  ];
}

function changeDefault(
  table: Relation,
  column: RelationColumn,
  text: string | null,
  context: DdlContext,
): Step[] {
  const type = typeFromOid(column.typeOid, column.typmod, context);
  const expression = text === null ? undefined : parseExpression(text);
  const target = { type: typeNameOf(type), typmod: column.typmod, timeZone: context.timeZone };
  const value = expression && defaultValue(expression, target);
  const literal = value?.kind === 'constant' ? defaultLiteral(value.value, type) : undefined;
  const alter = fragment`ALTER TABLE ${tableName(table)} ALTER COLUMN ${identifier(column.irisName)}`;
  return [
    {
      do: 'command',
      statement:
        literal === undefined ? fragment`${alter} DROP DEFAULT` : fragment`${alter} SET DEFAULT ${literal}`,
    },
    rememberDefault(tableKey(table), column.irisName, text),
  ];
}
