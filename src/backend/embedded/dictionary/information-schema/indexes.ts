import { NAMESPACE } from '../../functions/system.ts';
import { columnById } from '../records.ts';
import { type Cell, type SystemView, columnsOf } from '../system-view.ts';

/** Indexes, those behind keys included, one row for each column. */
export const INDEXES: SystemView = {
  kind: 'system',
  schema: 'INFORMATION_SCHEMA',
  name: 'INDEXES',
  columns: columnsOf(
    [
      'TABLE_CATALOG',
      'TABLE_SCHEMA',
      'TABLE_NAME',
      'NON_UNIQUE',
      'INDEX_NAME',
      'ORDINAL_POSITION',
      'COLUMN_NAME',
      'ASC_OR_DESC',
      'PRIMARY_KEY',
      'INDEX_TYPE',
    ],
    ['NON_UNIQUE', 'ORDINAL_POSITION', 'PRIMARY_KEY'],
  ),
  contents: {
    of: 'each',
    rows: (table) => {
      if (table.kind === 'view') return [];
      const rows = (
        name: string,
        columns: readonly number[],
        unique: boolean,
        primary: boolean,
        type: string,
      ) =>
        columns.map((id, i): readonly Cell[] => [
          NAMESPACE,
          table.schema,
          table.name,
          unique ? 0 : 1,
          name,
          i + 1,
          columnById(table, id).name,
          'A',
          primary ? 1 : 0,
          type,
        ]);
      return [
        ...table.keys.flatMap((key) => rows(key.name, key.columns, true, key.kind === 'primary', 'index')),
        ...table.indexes.flatMap((index) =>
          rows(
            index.name,
            index.columns,
            index.type === 'UNIQUE',
            false,
            index.hnsw ? 'hnsw' : index.type === 'UNIQUE' ? 'index' : index.type.toLowerCase(),
          ),
        ),
      ];
    },
  },
};
