import { IrisError } from '../../iris-session.ts';
import type { DataType } from '../iris-sql/ast.ts';
import { EXACT, SQLUPPER } from '../values/collation.ts';
import { BIGINT, BIT, DOUBLE, INTEGER, SAFE_DIGITS, type SqlType } from '../values/sql-type.ts';
import { MIN_DAY } from '../values/calendar.ts';
import type { VectorElement } from '../values/vector.ts';

/** The type of a column (iris-sql.md 3.1). @throws IrisError -400 for what cannot be a column */
export function columnType(type: DataType): SqlType {
  const [first, second] = integers(type);
  switch (type.className) {
    case '%Library.Numeric':
    case '%Library.Decimal':
      // NUMERIC without arguments is an integer of 15 digits.
      return numericType(
        parameter(type, 'PRECISION') ?? first ?? 15,
        parameter(type, 'SCALE') ?? second ?? 0,
      );
    case '%Library.String': {
      const length = first ?? parameter(type, 'MAXLEN');
      return { kind: 'text', length: unlimitedText(type) ? null : (length ?? 1), collation: SQLUPPER };
    }
    case '%Library.Binary':
      return {
        kind: 'binary',
        length: unlimitedText(type) ? null : (first ?? parameter(type, 'MAXLEN') ?? 1),
      };
    case '%Library.Date':
      return { kind: 'date', earliest: Math.max(MIN_DAY, parameter(type, 'MINVAL') ?? 0) };
    case '%Library.List':
      return { kind: 'text', length: null, collation: EXACT };
    default:
      return commonTypes(type, first);
  }
}

/** The type that CAST and CONVERT give. @throws IrisError -376 */
export function castTarget(type: DataType): SqlType {
  const [first, second] = integers(type);
  switch (type.className) {
    case '%Library.Numeric':
      // Bare DECIMAL keeps the digits.
      return first === undefined
        ? { kind: 'decimal', precision: null, scale: null }
        : numericType(first, second ?? 0);
    case '%Library.String':
      return { kind: 'text', length: first ?? defaultCastLength(type.name), collation: EXACT };
    case '%Library.Binary':
      return { kind: 'binary', length: first ?? null };
    case '%Library.Date':
      return { kind: 'date', earliest: MIN_DAY };
    case '%Library.Time':
      return { kind: 'time', precision: first ?? 6 };
    default:
      return commonTypes(type, first);
  }
}

/** VARCHAR without length is cut to 30 characters, CHAR to 1; CHAR VARYING keeps all (RSQL_cast). */
function defaultCastLength(name: string): number | null {
  if (name === 'CHAR VARYING' || name === 'CHARACTER VARYING') return null;
  return name === 'VARCHAR' || name === 'NVARCHAR' ? 30 : 1;
}

function commonTypes(type: DataType, first: number | undefined): SqlType {
  switch (type.className) {
    case '%Library.Boolean':
      return BIT;
    case '%Library.TinyInt':
      return { kind: 'integer', name: 'TINYINT', digits: 3 };
    case '%Library.SmallInt':
      return { kind: 'integer', name: 'SMALLINT', digits: 5 };
    case '%Library.Integer':
      return INTEGER;
    case '%Library.BigInt':
    case '%Library.Counter':
    case '%Library.AutoIncrement':
    case '%Library.RowVersion':
      return BIGINT;
    case '%Library.Double':
    case '%Library.Float':
      return DOUBLE;
    case '%Library.Currency':
      return numericType(18, 4);
    case '%Stream.GlobalCharacter':
      return { kind: 'stream', binary: false };
    case '%Stream.GlobalBinary':
      return { kind: 'stream', binary: true };
    case '%Library.Time':
      return { kind: 'time', precision: Math.min(first ?? parameter(type, 'PRECISION') ?? 0, 9) };
    case '%Library.PosixTime':
      return { kind: 'timestamp', precision: 6, posix: true };
    case '%Library.TimeStamp':
    case '%Library.DateTime':
      return { kind: 'timestamp', precision: 6, posix: false };
    case '%Library.UniqueIdentifier':
      return { kind: 'guid' };
    case '%Library.Vector':
      return vectorType(type);
    default:
      throw new IrisError(-400, `ERROR #5659: Class '${type.className}' cannot be the type of a column here`);
  }
}

function vectorType(type: DataType): SqlType {
  const word = type.arguments.find((argument) => argument.kind === 'word')?.value.toUpperCase();
  const [length] = integers(type);
  const element = word === 'INT' ? 'INTEGER' : (word ?? 'DOUBLE');
  return {
    kind: 'vector',
    element: element as VectorElement,
    length: length ?? parameter(type, 'LEN') ?? null,
  };
}

/** Up to 18 digits a NUMERIC is held as a scaled integer, beyond that as a decimal (values/sql-type.ts). */
function numericType(precision: number, scale: number): SqlType {
  const places = Math.min(scale, SAFE_DIGITS);
  const digits = Math.min(Math.max(precision, places), 19 + places);
  return digits <= SAFE_DIGITS
    ? { kind: 'numeric', precision: digits, scale: places }
    : { kind: 'decimal', precision: digits, scale: places };
}

function integers(type: DataType): readonly number[] {
  return type.arguments.flatMap((argument) => (argument.kind === 'integer' ? [argument.value] : []));
}

function parameter(type: DataType, name: string): number | undefined {
  for (const argument of type.arguments) {
    if (argument.kind === 'parameter' && argument.name.toUpperCase() === name) return Number(argument.value);
  }
  return undefined;
}

/** VARCHAR('') and MAXLEN="". */
function unlimitedText(type: DataType): boolean {
  return type.arguments.some(
    (argument) =>
      (argument.kind === 'text' && argument.value === '') ||
      (argument.kind === 'parameter' && argument.name.toUpperCase() === 'MAXLEN' && argument.value === ''),
  );
}
