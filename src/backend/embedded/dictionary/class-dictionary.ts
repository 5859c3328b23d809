import { className, memberName } from './class-name.ts';
import { type ColumnRecord, type IndexRecord, columnById } from './records.ts';
import { type Cell, type SystemView, columnsOf } from './system-view.ts';

export const COMPILED_CLASS: SystemView = {
  kind: 'system',
  schema: '%Dictionary',
  name: 'CompiledClass',
  columns: columnsOf([
    'ID',
    'Name',
    'SqlSchemaName',
    'SqlTableName',
    'ClassType',
    'TimeChanged',
    'TimeCreated',
    'Description',
  ]),
  contents: {
    of: 'each',
    rows: (relation) => [
      [
        className(relation),
        className(relation),
        relation.schema,
        relation.name,
        relation.kind === 'view' ? 'view' : 'persistent',
        relation.changed,
        relation.created,
        relation.kind === 'table' ? relation.description : null,
      ],
    ],
  },
};

export const COMPILED_PROPERTY: SystemView = {
  kind: 'system',
  schema: '%Dictionary',
  name: 'CompiledProperty',
  columns: columnsOf(
    [
      'ID',
      'parent',
      'Name',
      'SqlFieldName',
      'Type',
      'Parameters',
      'Required',
      'Identity',
      'InitialExpression',
      'SequenceNumber',
      'Description',
    ],
    ['Required', 'Identity', 'SequenceNumber'],
  ),
  contents: {
    of: 'each',
    rows: (table) =>
      table.kind === 'view'
        ? []
        : table.columns.map((column, i): readonly Cell[] => [
            `${className(table)}||${memberName(column.name)}`,
            className(table),
            memberName(column.name),
            column.name,
            column.className,
            parameters(column),
            column.nullable ? 0 : 1,
            column.generated === 'identity' ? 1 : 0,
            null,
            i + 1,
            column.description,
          ]),
  },
};

export const COMPILED_INDEX: SystemView = {
  kind: 'system',
  schema: '%Dictionary',
  name: 'CompiledIndex',
  columns: columnsOf(
    [
      'ID',
      'parent',
      'Name',
      'SqlName',
      'Type',
      'TypeClass',
      'Parameters',
      'Properties',
      'Data',
      'Unique',
      'PrimaryKey',
    ],
    ['Unique', 'PrimaryKey'],
  ),
  contents: {
    of: 'each',
    rows: (table) => {
      if (table.kind === 'view') return [];
      const names = (ids: readonly number[]) =>
        ids.map((id) => memberName(columnById(table, id).name)).join(',');
      const row = (
        name: string,
        type: string,
        typeClass: string | null,
        more: readonly Cell[],
      ): readonly Cell[] => [
        `${className(table)}||${memberName(name)}`,
        className(table),
        memberName(name),
        name,
        type,
        typeClass,
        ...more,
      ];
      return [
        ...table.keys.map((key) =>
          row(key.name, 'index', null, ['', names(key.columns), '', 1, key.kind === 'primary' ? 1 : 0]),
        ),
        ...table.indexes.map((index) =>
          row(
            index.name,
            index.type === 'UNIQUE' || index.type === 'INDEX' ? 'index' : index.type.toLowerCase(),
            index.hnsw ? '%SQL.Index.HNSW' : null,
            [
              hnswParameters(index),
              names(index.columns),
              names(index.data),
              index.type === 'UNIQUE' ? 1 : 0,
              0,
            ],
          ),
        ),
      ];
    },
  },
};

/** Property parameters as `NAME=value` pairs in one text. */
function parameters(column: ColumnRecord): string {
  const { type } = column;
  switch (type.kind) {
    case 'text':
      return `MAXLEN=${type.length ?? ''},COLLATION=${type.collation.name}`;
    case 'binary':
      return `MAXLEN=${type.length ?? ''}`;
    case 'numeric':
    case 'decimal':
      return `PRECISION=${type.precision ?? ''},SCALE=${type.scale ?? ''}`;
    case 'time':
      return `PRECISION=${type.precision}`;
    case 'vector':
      return `DATATYPE=${type.element},LEN=${type.length ?? ''}`;
    default:
      return '';
  }
}

function hnswParameters({ hnsw }: IndexRecord): string {
  if (!hnsw) return '';
  const pairs = [`Distance=${hnsw.distance}`];
  if (hnsw.m !== null) pairs.push(`M=${hnsw.m}`);
  if (hnsw.efConstruction !== null) pairs.push(`efConstruction=${hnsw.efConstruction}`);
  return pairs.join(',');
}
