import { NAMESPACE } from '../../functions/system.ts';
import type { Dictionary } from '../dictionary.ts';
import { type TableRecord, columnById } from '../records.ts';
import { rowIdKeyName } from './constraints.ts';
import { type Cell, type SystemView, columnsOf } from '../system-view.ts';

interface KeyColumn {
  readonly table: TableRecord;
  readonly constraint: string;
  readonly type: string;
  readonly column: string;
  readonly position: number;
  /** Foreign keys: the column they point to. */
  readonly target: { readonly table: TableRecord; readonly column: string } | null;
}

function keyColumns(dictionary: Dictionary): readonly KeyColumn[] {
  return dictionary.tables().flatMap((table) => [
    ...implicitKey(table),
    ...table.keys.flatMap((key) =>
      key.columns.map(
        (id, i): KeyColumn => ({
          table,
          constraint: key.name,
          type: key.kind === 'primary' ? 'PRIMARY KEY' : 'UNIQUE',
          column: columnById(table, id).name,
          position: i + 1,
          target: null,
        }),
      ),
    ),
    ...table.foreignKeys.flatMap((key) => {
      const target = dictionary.tableById(key.targetTable);
      return key.columns.map(
        (id, i): KeyColumn => ({
          table,
          constraint: key.name,
          type: 'FOREIGN KEY',
          column: columnById(table, id).name,
          position: i + 1,
          target: { table: target, column: columnById(target, key.targetColumns[i] ?? 0).name },
        }),
      );
    }),
  ]);
}

/** The key on the RowID of a table that has no other; only a RowID with a name can be shown. */
function implicitKey(table: TableRecord): readonly KeyColumn[] {
  const identity = table.columns.find((column) => column.generated === 'identity');
  if (!identity || table.keys.some((key) => key.kind === 'primary')) return [];
  const constraint = rowIdKeyName(table);
  return [
    { table, constraint, type: 'IMPLICIT PRIMARY KEY', column: identity.name, position: 1, target: null },
  ];
}

export const KEY_COLUMN_USAGE: SystemView = {
  kind: 'system',
  schema: 'INFORMATION_SCHEMA',
  name: 'KEY_COLUMN_USAGE',
  columns: columnsOf(
    [
      'CONSTRAINT_CATALOG',
      'CONSTRAINT_SCHEMA',
      'CONSTRAINT_NAME',
      'TABLE_CATALOG',
      'TABLE_SCHEMA',
      'TABLE_NAME',
      'COLUMN_NAME',
      'ORDINAL_POSITION',
      'CONSTRAINT_TYPE',
      'REFERENCED_TABLE_SCHEMA',
      'REFERENCED_TABLE_NAME',
      'REFERENCED_COLUMN_NAME',
    ],
    ['ORDINAL_POSITION'],
  ),
  contents: {
    of: 'all',
    rows: (dictionary) =>
      keyColumns(dictionary).map(({ table, constraint, type, column, position, target }): readonly Cell[] => [
        NAMESPACE,
        table.schema,
        constraint,
        NAMESPACE,
        table.schema,
        table.name,
        column,
        position,
        type,
        target?.table.schema ?? null,
        target?.table.name ?? null,
        target?.column ?? null,
      ]),
  },
};

/** The columns a constraint depends on: of a foreign key those of the referenced table. */
export const CONSTRAINT_COLUMN_USAGE: SystemView = {
  kind: 'system',
  schema: 'INFORMATION_SCHEMA',
  name: 'CONSTRAINT_COLUMN_USAGE',
  columns: columnsOf([
    'TABLE_CATALOG',
    'TABLE_SCHEMA',
    'TABLE_NAME',
    'COLUMN_NAME',
    'CONSTRAINT_CATALOG',
    'CONSTRAINT_SCHEMA',
    'CONSTRAINT_NAME',
  ]),
  contents: {
    of: 'all',
    rows: (dictionary) =>
      keyColumns(dictionary).map(({ table, constraint, column, target }): readonly Cell[] => [
        NAMESPACE,
        target?.table.schema ?? table.schema,
        target?.table.name ?? table.name,
        target?.column ?? column,
        NAMESPACE,
        table.schema,
        constraint,
      ]),
  },
};

export const CONSTRAINT_TABLE_USAGE: SystemView = {
  kind: 'system',
  schema: 'INFORMATION_SCHEMA',
  name: 'CONSTRAINT_TABLE_USAGE',
  columns: columnsOf([
    'TABLE_CATALOG',
    'TABLE_SCHEMA',
    'TABLE_NAME',
    'CONSTRAINT_CATALOG',
    'CONSTRAINT_SCHEMA',
    'CONSTRAINT_NAME',
  ]),
  contents: {
    of: 'all',
    rows: (dictionary) =>
      keyColumns(dictionary)
        .filter((column) => column.position === 1)
        .map(({ table, constraint, target }): readonly Cell[] => [
          NAMESPACE,
          target?.table.schema ?? table.schema,
          target?.table.name ?? table.name,
          NAMESPACE,
          table.schema,
          constraint,
        ]),
  },
};
