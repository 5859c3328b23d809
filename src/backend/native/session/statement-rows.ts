import type { IrisValue } from '../../../types/iris-value.ts';
import { type IrisColumn, IrisError } from '../../iris-session.ts';
import { type Driver, type DriverIris, type DriverObject, isDriverObject } from '../driver/driver.ts';
import { readList } from '../driver/list.ts';
import { isBinary, isDouble, isStream, valueOfBytes, valueOfItem, valueOfText } from './values.ts';

/** Rows of one %GetRows. */
const BATCH_ROWS = 100;
/** Characters of one Read of a stream; %Stream.Object reads 32000 at a time without being asked otherwise. */
const READ_CHARACTERS = '32000';

/** The driver, and its connection. */
export interface DriverAccess {
  readonly iris: DriverIris;
  readonly Reference: Driver['IRISReference'];
}

/** Rows of a %SQL.StatementResult one by one: level c, and streams on level b. */
export function* rowsByNext(
  result: DriverObject,
  columns: readonly IrisColumn[],
  access: DriverAccess,
): Generator<IrisValue[], void> {
  while (result.invokeString('%Next') === '1') {
    yield columns.map(({ odbcType }, index) => {
      const position = String(index + 1);
      return isStream(odbcType)
        ? readStream(result, position, odbcType, access)
        : readValue(result, position, odbcType);
    });
  }
  checkEnd(result);
}

/** Rows of a %SQL.StatementResult by %GetRows: level b. */
export function* rowsByBatch(
  result: DriverObject,
  columns: readonly IrisColumn[],
  Reference: Driver['IRISReference'],
): Generator<IrisValue[], void> {
  for (;;) {
    const rows = new Reference('');
    const status = new Reference('');
    const count = Number(result.invokeString('%GetRows', String(BATCH_ROWS), rows, status) ?? 0);
    const batch = readList(rows.getBytes() ?? new Uint8Array());
    for (const row of batch) {
      if (!(row instanceof Uint8Array)) throw new RangeError('a row of %GetRows is no $LIST');
      const items = readList(row);
      yield columns.map(({ odbcType }, index) => valueOfItem(items[index] ?? null, odbcType));
    }
    if (batch.length !== count) throw new RangeError('%GetRows gave another number of rows than it says');
    if (count < BATCH_ROWS) break;
  }
  checkEnd(result);
}

/** A query that ends early, cancelled for example, says so by %SQLCODE only. @throws IrisError */
export function checkEnd(result: DriverObject): void {
  const sqlcode = Number(result.getString('%SQLCODE') ?? 0);
  if (sqlcode < 0) throw new IrisError(sqlcode, result.getString('%Message') ?? '');
}

function readValue(result: DriverObject, position: string, odbcType: number): IrisValue {
  if (isBinary(odbcType)) {
    const bytes = result.invokeBytes('%GetData', position);
    return bytes === null || bytes.length === 0 ? null : valueOfBytes(bytes);
  }
  if (isDouble(odbcType)) return readDouble(result, position, odbcType);
  const text = result.invokeString('%GetData', position);
  return text === null || text === '' ? text : valueOfText(text, odbcType);
}

/** Whatever form the number comes in: asked for as text, it would be shortened by the driver. */
function readDouble(result: DriverObject, position: string, odbcType: number): IrisValue {
  const value = result.invoke('%GetData', position);
  if (value === null || value === '') return null;
  if (typeof value === 'number') return value;
  if (typeof value === 'object') {
    if (isDriverObject(value)) throw new RangeError('IRIS gave an object for a number');
    return valueOfText(value.toFixed(), odbcType);
  }
  return valueOfText(String(value), odbcType);
}

/**
 * The value of a stream column is the stream's OID, which %Stream.Object opens (RSQL_object); %GetData makes no object of
 * it (GSQL_dynsql, "Swizzling").
 */
function readStream(
  result: DriverObject,
  position: string,
  odbcType: number,
  { iris, Reference }: DriverAccess,
): IrisValue {
  const value = result.invokeObject('%GetData', position);
  if (value === null || value === '') return null;
  const stream = typeof value === 'string' ? iris.classMethodValue('%Stream.Object', '%Open', value) : value;
  if (stream === null || !isDriverObject(stream)) throw new RangeError('IRIS opened no stream');
  const pieces: Uint8Array[] = [];
  let text = '';
  try {
    while (stream.getString('AtEnd') !== '1') {
      const length = new Reference(READ_CHARACTERS);
      const bytes = stream.invokeBytes('Read', length) ?? new Uint8Array();
      if (isBinary(odbcType)) pieces.push(bytes);
      else text += pieceText(bytes, Number(length.getString() ?? 0));
    }
  } finally {
    stream.close();
  }
  return isBinary(odbcType) ? Buffer.concat(pieces) : text;
}

/**
 * Characters of a piece, which may end within a surrogate pair: read as text, the driver refuses that ("Bad surrogates").
 * As bytes a string of 8-bit characters has one for each, another one two (iris-driver.md section 4).
 */
function pieceText(bytes: Uint8Array, characters: number): string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (buffer.length === characters) return buffer.toString('latin1');
  if (buffer.length === 2 * characters) return buffer.toString('utf16le');
  throw new RangeError('a stream gave another number of characters than it says');
}
