import { NAMESPACE } from '../../functions/system.ts';
import type { SqlType } from '../../values/sql-type.ts';
import { defaultText } from '../default-text.ts';
import type { ColumnRecord, Relation, ViewColumn } from '../records.ts';
import { type Cell, type SystemView, columnsOf } from '../system-view.ts';

const NAMES = [
  'TABLE_CATALOG',
  'TABLE_SCHEMA',
  'TABLE_NAME',
  'COLUMN_NAME',
  'ORDINAL_POSITION',
  'COLUMN_DEFAULT',
  'IS_NULLABLE',
  'IS_IDENTITY',
  'IS_GENERATED',
  'DATA_TYPE',
  'CHARACTER_MAXIMUM_LENGTH',
  'NUMERIC_PRECISION',
  'NUMERIC_SCALE',
  'COLLATION_NAME',
  'AUTO_INCREMENT',
  'UNIQUE_COLUMN',
  'PRIMARY_KEY',
  'DESCRIPTION',
] as const;

export const COLUMNS: SystemView = {
  kind: 'system',
  schema: 'INFORMATION_SCHEMA',
  name: 'COLUMNS',
  columns: columnsOf(NAMES, [
    'ORDINAL_POSITION',
    'CHARACTER_MAXIMUM_LENGTH',
    'NUMERIC_PRECISION',
    'NUMERIC_SCALE',
  ]),
  contents: {
    of: 'each',
    rows: (relation) =>
      relation.kind === 'table'
        ? relation.columns.map((column, i) => row(relation, column, i + 1, column))
        : relation.columns.map((column, i) => row(relation, column, i + 1, null)),
  },
};

function row(
  relation: Relation,
  column: ColumnRecord | ViewColumn,
  position: number,
  own: ColumnRecord | null,
): readonly Cell[] {
  const { type } = column;
  const keys = relation.kind === 'table' ? relation.keys : [];
  const soleKey = (kind: 'primary' | 'unique') =>
    keys.some((key) => key.kind === kind && key.columns.length === 1 && key.columns[0] === own?.id);
  const number = numericShape(type);
  return [
    NAMESPACE,
    relation.schema,
    relation.name,
    column.name,
    position,
    own?.default ? defaultText(own.default) : null,
    yesNo(column.nullable),
    yesNo(own?.generated === 'identity'),
    own?.generated === 'rowVersion' ? 'ALWAYS' : 'NEVER',
    dataTypeName(type),
    characterLength(type),
    number?.precision ?? null,
    number?.scale ?? null,
    type.kind === 'text' ? type.collation.name : null,
    yesNo(own !== null && own.generated !== null && own.generated !== 'rowVersion'),
    yesNo(soleKey('unique')),
    yesNo(keys.some((key) => key.kind === 'primary' && own !== null && key.columns.includes(own.id))),
    own?.description ?? null,
  ];
}

function yesNo(value: boolean): string {
  return value ? 'YES' : 'NO';
}

/** ODBC name of the type; vectors appear as VARCHAR (iris-sql.md section 7). */
function dataTypeName(type: SqlType): string {
  switch (type.kind) {
    case 'bit':
      return 'BIT';
    case 'integer':
      return type.name;
    case 'numeric':
    case 'decimal':
      return 'NUMERIC';
    case 'double':
      return 'DOUBLE';
    case 'null':
    case 'text':
    case 'vector':
      return 'VARCHAR';
    case 'guid':
      return 'GUID';
    case 'date':
      return 'DATE';
    case 'time':
      return 'TIME';
    case 'timestamp':
      return type.posix ? 'POSIXTIME' : 'TIMESTAMP';
    case 'binary':
      return 'VARBINARY';
    case 'stream':
      return type.binary ? 'LONGVARBINARY' : 'LONGVARCHAR';
  }
}

const MAX_STRING = 3_641_144;

function characterLength(type: SqlType): number | null {
  if (type.kind === 'text' || type.kind === 'binary') return type.length ?? MAX_STRING;
  if (type.kind === 'guid') return 36;
  return type.kind === 'stream' ? 2_147_483_647 : null;
}

function numericShape(type: SqlType): { readonly precision: number; readonly scale: number } | null {
  switch (type.kind) {
    case 'integer':
      return { precision: type.digits, scale: 0 };
    case 'numeric':
      return { precision: type.precision, scale: type.scale };
    case 'decimal':
      return { precision: type.precision ?? 37, scale: type.scale ?? 18 };
    case 'double':
      return { precision: 20, scale: 16 };
    default:
      return null;
  }
}
