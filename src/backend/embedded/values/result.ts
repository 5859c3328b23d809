import type { IrisValue } from '../../../types/iris-value.ts';
import { formatDate, formatTime, formatTimestamp } from './calendar.ts';
import { keyText } from './decimal-key.ts';
import { canonical, decimal } from './decimal.ts';
import type { SqlType, SqliteValue } from './sql-type.ts';
import { formatVector, vectorView } from './vector.ts';

/** From SQLite's form to ODBC mode (types/iris-value.ts). */
export type Reader = (value: NonNullable<SqliteValue>) => IrisValue;

const asIs: Reader = (value) => value;

/** Whether values of the type may exceed 2^53, so that SQLite must hand integers over as bigint. */
export function needsBigInt(type: SqlType): boolean {
  switch (type.kind) {
    case 'integer':
      return type.digits > 15;
    case 'numeric':
      return type.precision > 15;
    case 'timestamp':
      return true;
    default:
      return false;
  }
}

/** @param bigInts whether the statement reads integers as bigint */
export function resultReader(type: SqlType, bigInts: boolean): Reader {
  switch (type.kind) {
    case 'bit':
    case 'integer':
      return bigInts ? integer : asIs;
    case 'numeric':
      return (value) => canonical(decimal(BigInt(value as number | bigint), -type.scale));
    case 'decimal':
      return (value) => keyText(value as string);
    case 'date':
      return (value) => formatDate(Number(value));
    case 'time':
      return (value) => formatTime(Number(value));
    case 'timestamp':
      return (value) => formatTimestamp(BigInt(value as number | bigint));
    case 'vector':
      return (value) => formatVector(vectorView(value as Uint8Array), type.element);
    case 'double':
    case 'text':
    case 'null':
    case 'guid':
    case 'binary':
    case 'stream':
      return asIs;
  }
}

function integer(value: NonNullable<SqliteValue>): IrisValue {
  if (typeof value !== 'bigint') return value;
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}
