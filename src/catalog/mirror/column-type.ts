import type { SnapshotColumn } from '../snapshot.ts';

/** varchar's own limit (MaxAttrSize); IRIS's longest strings are within it, its streams are text anyway. */
const MAXIMUM_LENGTH = 10_485_760;
/** pgvector's VECTOR_MAX_DIM */
const MAXIMUM_DIMENSIONS = 16_000;
const MAXIMUM_FRACTION = 6;

interface IrisType {
  readonly name: string;
  readonly args: readonly string[];
}

function readIrisType(text: string): IrisType {
  const open = text.indexOf('(');
  if (open < 0) return { name: text.trim().toUpperCase(), args: [] };
  const inside = text.slice(open + 1, text.lastIndexOf(')'));
  return {
    name: text.slice(0, open).trim().toUpperCase(),
    args: inside.split(',').map((arg) => arg.trim()),
  };
}

function integerAt(args: readonly string[], index: number): number | null {
  const value = Number(args[index] ?? 'NaN');
  return Number.isInteger(value) && value >= 0 ? value : null;
}

function characterType({ args }: IrisType): string {
  const length = integerAt(args, 0);
  return length === null || length < 1 || length > MAXIMUM_LENGTH ? 'text' : `varchar(${length})`;
}

function numericType({ args }: IrisType): string {
  const precision = integerAt(args, 0);
  return precision === null ? 'numeric' : `numeric(${precision},${integerAt(args, 1) ?? 0})`;
}

function vectorType({ args }: IrisType): string {
  const dimensions = integerAt(args, 1);
  return dimensions === null || dimensions < 1 || dimensions > MAXIMUM_DIMENSIONS
    ? 'vector'
    : `vector(${dimensions})`;
}

function timeType({ args }: IrisType): string {
  const fraction = integerAt(args, 0);
  return fraction === null ? 'time' : `time(${Math.min(fraction, MAXIMUM_FRACTION)})`;
}

function always(type: string): () => string {
  return () => type;
}

/** IRIS DDL and ODBC type names (iris-sql.md 3.1, 3.2) to what PostgreSQL shows of them. */
const TYPES: ReadonlyMap<string, (type: IrisType) => string> = new Map([
  ['BIT', always('boolean')],
  ['TINYINT', always('smallint')],
  ['SMALLINT', always('smallint')],
  ['INTEGER', always('integer')],
  ['INT', always('integer')],
  ['BIGINT', always('bigint')],
  ['ROWVERSION', always('bigint')],
  ['SERIAL', always('bigint')],
  ['NUMERIC', numericType],
  ['DECIMAL', numericType],
  ['MONEY', always('numeric(19,4)')],
  ['DOUBLE', always('double precision')],
  ['FLOAT', always('double precision')],
  ['REAL', always('double precision')],
  ['CHAR', characterType],
  ['VARCHAR', characterType],
  ['WCHAR', characterType],
  ['WVARCHAR', characterType],
  ['LONGVARCHAR', always('text')],
  ['WLONGVARCHAR', always('text')],
  ['BINARY', always('bytea')],
  ['VARBINARY', always('bytea')],
  ['LONGVARBINARY', always('bytea')],
  ['DATE', always('date')],
  ['TIME', timeType],
  ['TIMESTAMP', always('timestamp')],
  ['POSIXTIME', always('timestamp')],
  ['DATETIME', always('timestamp')],
  ['GUID', always('uuid')],
  ['UNIQUEIDENTIFIER', always('uuid')],
  ['VECTOR', vectorType],
]);

/** PostgreSQL's type for an IRIS type. What has no counterpart (OREF, lists) is text: IRIS shows it as a string. */
export function typeOfIris(irisType: string): string {
  const type = readIrisType(irisType);
  return TYPES.get(type.name)?.(type) ?? 'text';
}

/** The column's PostgreSQL type: what the gateway remembers, else what its IRIS type corresponds to. */
export function columnType(column: SnapshotColumn): string {
  return column.pgType ?? typeOfIris(column.irisType);
}
