import type { TableLikeClause } from '@pgsql/types';
import { GatewayError } from '../../errors/gateway-error.ts';
import type { Relation, RelationColumn } from '../context.ts';
import { fragment, identifier, raw } from '../iris/fragment.ts';
import { columnSpellings } from '../iris/spelling.ts';
import { parseExpression } from '../parse/expression.ts';
import { readDefaultExpression } from './column-definition.ts';
import type { Column } from './column-definition.ts';
import { typeOfColumn } from './column-type.ts';
import { chooseName } from './constraint-name.ts';
import type { DdlContext, Index } from './ddl-context.ts';
import type { DdlSteps } from './ddl-plan.ts';
import { irisType } from './iris-type.ts';
import { columnList } from './key-constraint.ts';
import type { Key } from './key-constraint.ts';
import { irisTable, relationOf } from './object-name.ts';
import type { NewRelation } from './object-name.ts';

/**
 * LIKE in CREATE TABLE: columns, keys and indexes of another table. Its CHECK constraints and comments are kept as
 * PostgreSQL's catalog has them after the statement (catalog-facts.ts).
 */

/** TableLikeOption (parsenodes.h) */
const INCLUDING_DEFAULTS = 1 << 3;
const INCLUDING_GENERATED = 1 << 4;
const INCLUDING_IDENTITY = 1 << 5;
const INCLUDING_INDEXES = 1 << 6;

/**
 * The columns, as if they had been written out.
 * @throws GatewayError 0A000 for a default that the gateway cannot give
 */
export function likeColumns(clause: TableLikeClause, context: DdlContext): Column[] {
  const source = relationOf(clause.relation, context);
  return source.columns.map((column): Column => {
    const type = typeOfColumn(source, column.name, context);
    const identity = includes(clause, INCLUDING_IDENTITY) ? context.identityKind(source, column) : '';
    return {
      name: column.name,
      type,
      iris: irisType(type),
      notNull: column.notNull,
      generated: identity !== '',
      identity,
      default: includes(clause, INCLUDING_DEFAULTS) ? defaultOf(column, source, context) : null,
      computed: includes(clause, INCLUDING_GENERATED) && column.computedAs !== undefined,
      keys: [],
      warnings: [],
    };
  });
}

function defaultOf(column: RelationColumn, source: Relation, context: DdlContext): Column['default'] {
  const text = column.defaultExpression;
  const expression = text === null ? undefined : parseExpression(text);
  if (text === null || expression === undefined) return null;
  return readDefaultExpression(
    expression,
    text,
    typeOfColumn(source, column.name, context),
    context.timeZone,
  );
}

/** PRIMARY KEY and UNIQUE constraints with INCLUDING INDEXES, to be named anew. */
export function likeKeys(clause: TableLikeClause, context: DdlContext): Key[] {
  const source = relationOf(clause.relation, context);
  return indexesOf(clause, context)
    .filter(({ constraint }) => constraint)
    .map(({ name, columns }) => {
      const primary = source.keys.some((key) => key.name === name && key.primary);
      return { kind: primary ? 'primary' : 'unique', name: null, columns };
    });
}

/**
 * Makes the indexes that belong to no constraint.
 * @param tableColumns all columns of the new table
 * @throws GatewayError 0A000 for HNSW
 */
export function createLikeIndexes(
  clause: TableLikeClause,
  table: NewRelation,
  tableColumns: readonly string[],
  steps: DdlSteps,
  context: DdlContext,
): void {
  const names = new Set<string>();
  const spellings = columnSpellings(tableColumns);
  for (const { columns, unique, constraint, method } of indexesOf(clause, context)) {
    if (constraint) continue;
    if (method === 'hnsw') {
      throw new GatewayError('0A000', 'LIKE ... INCLUDING INDEXES is not supported for HNSW indexes', {
        hint: 'Use CREATE INDEX.',
      });
    }
    const name = chooseName(
      table.name,
      columns,
      'idx',
      (chosen) =>
        names.has(chosen) ||
        context.relationByName(table.schema, chosen) !== undefined ||
        context.indexByName(table.schema, chosen) !== undefined,
    );
    names.add(name);
    const words = raw(unique ? 'UNIQUE INDEX' : 'INDEX');
    steps.command(
      fragment`CREATE ${words} ${identifier(name)} ON TABLE ${irisTable(table)} (${columnList(columns.map((name) => spellings.get(name) ?? name))})`,
    );
  }
}

function indexesOf(clause: TableLikeClause, context: DdlContext): readonly Index[] {
  const source = relationOf(clause.relation, context);
  return includes(clause, INCLUDING_INDEXES) ? context.indexes(source) : [];
}

function includes({ options = 0 }: TableLikeClause, option: number): boolean {
  return (options & option) !== 0;
}
