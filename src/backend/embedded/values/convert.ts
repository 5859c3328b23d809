import { IrisError } from '../../iris-session.ts';
import type { IrisValue } from '../../../types/iris-value.ts';
import { encodeDecimal } from './decimal-key.ts';
import { round, scaled } from './decimal.ts';
import {
  type Source,
  asBit,
  asBytes,
  asDay,
  asDecimal,
  asDouble,
  asInteger,
  asText,
  asTime,
  asTimestamp,
  asVector,
} from './readers.ts';
import type { SqlType, SqliteValue } from './sql-type.ts';
import { vectorBytes } from './vector.ts';

/** Which text a value becomes: see `asText`. */
export type TextForm = 'odbc' | 'logical';

/**
 * CAST: the value in the SQLite form of `to`. Numbers are rounded or cut, text is cut to its length; nothing is
 * validated but dates and times (iris-sql.md section 4, `::` rows).
 */
export function convertValue(
  value: SqliteValue | IrisValue,
  from: Source,
  to: SqlType,
  form: TextForm = 'odbc',
): SqliteValue {
  if (value === null) return null;
  switch (to.kind) {
    case 'null':
      return null;
    case 'bit':
      return asBit(value, from);
    case 'integer':
      return asInteger(value, from);
    case 'numeric':
      return withinInt64(scaled(asDecimal(value, from), to.scale));
    case 'decimal': {
      const number = asDecimal(value, from);
      return encodeDecimal(to.scale === null ? number : round(number, to.scale));
    }
    case 'double':
      return asDouble(value, from);
    case 'text': {
      const text = asText(value, from, form);
      return to.length !== null && text.length > to.length ? text.slice(0, to.length) : text;
    }
    case 'guid':
      return asText(value, from, form);
    case 'date':
      return BigInt(asDay(value, from));
    case 'time':
      return atPrecision(BigInt(asTime(value, from)), to.precision);
    case 'timestamp':
      return atPrecision(asTimestamp(value, from), to.precision);
    case 'binary':
      return asBytes(value, from);
    case 'stream':
      return to.binary ? asBytes(value, from) : asText(value, from, form);
    case 'vector':
      return vectorBytes(asVector(value, from, to.element, to.length));
  }
}

/** Cuts microseconds to a number of fractional digits (towards the past, so that the second stays). */
export function atPrecision(micros: bigint, precision: number): bigint {
  if (precision >= 6) return micros;
  const unit = 10n ** BigInt(6 - precision);
  const rest = ((micros % unit) + unit) % unit;
  return micros - rest;
}

function withinInt64(value: bigint): bigint {
  if (BigInt.asIntN(64, value) !== value) throw new IrisError(-400, '<MAXNUMBER>');
  return value;
}
