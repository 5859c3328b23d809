import { NAMESPACE } from '../../functions/system.ts';
import type { Dictionary } from '../dictionary.ts';
import type { ForeignKeyRecord, TableRecord } from '../records.ts';
import { type SystemView, columnsOf } from '../system-view.ts';

/** The key of the referenced table that a foreign key points to. */
function targetKey(dictionary: Dictionary, foreignKey: ForeignKeyRecord) {
  const target = dictionary.tableById(foreignKey.targetTable);
  const key = target.keys.find(
    (candidate) =>
      candidate.columns.length === foreignKey.targetColumns.length &&
      candidate.columns.every((id) => foreignKey.targetColumns.includes(id)),
  );
  return { target, name: key?.name ?? rowIdKeyName(target) };
}

/** Tables without a primary key have an implicit one on the RowID. */
export function rowIdKeyName(table: TableRecord): string {
  return `RowIDField_As_PKey${table.id}`;
}

export const TABLE_CONSTRAINTS: SystemView = {
  kind: 'system',
  schema: 'INFORMATION_SCHEMA',
  name: 'TABLE_CONSTRAINTS',
  columns: columnsOf([
    'CONSTRAINT_CATALOG',
    'CONSTRAINT_SCHEMA',
    'CONSTRAINT_NAME',
    'TABLE_CATALOG',
    'TABLE_SCHEMA',
    'TABLE_NAME',
    'CONSTRAINT_TYPE',
    'IS_DEFERRABLE',
    'INITIALLY_DEFERRED',
  ]),
  contents: {
    of: 'all',
    rows: (dictionary) =>
      dictionary.tables().flatMap((table) => {
        const row = (name: string, type: string) => [
          NAMESPACE,
          table.schema,
          name,
          NAMESPACE,
          table.schema,
          table.name,
          type,
          'NO',
          'NO',
        ];
        const implicit = table.keys.some((key) => key.kind === 'primary')
          ? []
          : [row(rowIdKeyName(table), 'IMPLICIT PRIMARY KEY')];
        return [
          ...implicit,
          ...table.keys.map((key) => row(key.name, key.kind === 'primary' ? 'PRIMARY KEY' : 'UNIQUE')),
          ...table.foreignKeys.map((key) => row(key.name, 'FOREIGN KEY')),
        ];
      }),
  },
};

export const REFERENTIAL_CONSTRAINTS: SystemView = {
  kind: 'system',
  schema: 'INFORMATION_SCHEMA',
  name: 'REFERENTIAL_CONSTRAINTS',
  columns: columnsOf([
    'CONSTRAINT_CATALOG',
    'CONSTRAINT_SCHEMA',
    'CONSTRAINT_NAME',
    'CONSTRAINT_TABLE_CATALOG',
    'CONSTRAINT_TABLE_SCHEMA',
    'CONSTRAINT_TABLE_NAME',
    'UNIQUE_CONSTRAINT_CATALOG',
    'UNIQUE_CONSTRAINT_SCHEMA',
    'UNIQUE_CONSTRAINT_NAME',
    'UNIQUE_CONSTRAINT_TABLE',
    'MATCH_OPTION',
    'UPDATE_RULE',
    'DELETE_RULE',
  ]),
  contents: {
    of: 'all',
    rows: (dictionary) =>
      dictionary.tables().flatMap((table) =>
        table.foreignKeys.map((foreignKey) => {
          const { target, name } = targetKey(dictionary, foreignKey);
          return [
            NAMESPACE,
            table.schema,
            foreignKey.name,
            NAMESPACE,
            table.schema,
            table.name,
            NAMESPACE,
            target.schema,
            name,
            target.name,
            'NONE',
            foreignKey.onUpdate,
            foreignKey.onDelete,
          ];
        }),
      ),
  },
};
