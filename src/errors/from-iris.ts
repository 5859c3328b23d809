import { GatewayError, type ErrorDetails } from './gateway-error.ts';
import { lastPart, readIrisMessage, type NamedInMessage } from './iris-message.ts';
import { SQLSTATE_OF_SQLCODE } from './sqlcode.ts';

/**
 * The PostgreSQL error for a failed IRIS statement.
 *
 * @param sqlcode IRIS's SQLCODE, negative
 * @param message IRIS's %msg
 * @param pgName PostgreSQL's name for one of IRIS's
 * @returns SQLSTATE by iris-sql.md 6.8, PostgreSQL's wording where IRIS says enough for it, the table, column and
 *   constraint fields where IRIS names them
 */
export function fromIris(
  sqlcode: number,
  message: string,
  pgName: (irisName: string) => string = (irisName) => irisName,
): GatewayError {
  const read = readIrisMessage(message);
  const named = {
    ...read,
    fields: read.fields.map((field) => ({ ...field, name: pgName(field.name) })),
  };
  const state = refine(sqlcode, message) ?? SQLSTATE_OF_SQLCODE.get(sqlcode) ?? 'XX000';
  const place = placeOf(named, pgName);
  switch (state) {
    case '23505':
      return uniqueError(named, place);
    case '23503':
      return foreignKeyError(sqlcode, named, place, pgName);
    case '23502':
      if (sqlcode === MISSING_VALUE) return missingValue(named, place);
      break;
    case '22012':
      return new GatewayError(state, 'division by zero');
    case '22001':
      return new GatewayError(state, lengthMessage(message), { ...place, ...columnOf(named) });
    case '22000': {
      if (sqlcode === VECTOR_LENGTHS_DIFFER) return differentDimensions(message);
      const dimensions = VECTOR_LENGTH.exec(message);
      if (dimensions === null) break;
      return new GatewayError(state, `expected ${dimensions[2]} dimensions, not ${dimensions[1]}`);
    }
    case '22003':
      // 64 bits are where IRIS's numbers end.
      if (message.includes('<MAXNUMBER>')) return new GatewayError(state, 'bigint out of range');
      break;
    case '57014':
      return new GatewayError(state, 'canceling statement due to user request');
    case '55P03':
      return new GatewayError(state, 'canceling statement due to lock timeout', place);
    case '3B001':
      if (sqlcode === UNKNOWN_SAVEPOINT) return new GatewayError(state, 'savepoint does not exist');
      break;
    default:
  }
  return new GatewayError(state, message || `IRIS SQLCODE ${sqlcode}`, {
    ...place,
    ...(VALIDATION.includes(sqlcode) ? columnOf(named) : {}),
    where: `IRIS SQLCODE ${sqlcode}`,
  });
}

/** A field's value failed validation: on INSERT, on UPDATE. */
const VALIDATION = [-104, -105];
const MISSING_VALUE = -108;
const UNKNOWN_SAVEPOINT = -375;

/** Two vectors of different lengths (iris-sql.md 5.1). */
const VECTOR_LENGTHS_DIFFER = -257;

/** pgvector names both numbers; IRIS's words are not documented, so they are told where there are two. */
function differentDimensions(message: string): GatewayError {
  const [left, right, more] = message.match(/[0-9]+/g) ?? [];
  const numbers = right === undefined || more !== undefined ? '' : ` ${left} and ${right}`;
  return new GatewayError('22000', `different vector dimensions${numbers}`);
}

/** The embedded engine's words; what IRIS says of LEN is not documented. */
const VECTOR_LENGTH = /length ([0-9]+) differs from LEN ([0-9]+)/;

/** Codes that are told apart by %msg. */
function refine(sqlcode: number, message: string): string | null {
  if (message.includes('<DIVIDE>')) return '22012';
  if (VALIDATION.includes(sqlcode)) {
    if (message.includes('MAXLEN') || message.includes('too long')) return '22001';
    if (message.includes('MAXVAL') || message.includes('MINVAL') || message.includes('range')) return '22003';
    if (message.includes('is not a valid')) return '22P02';
    return VECTOR_LENGTH.test(message) ? '22000' : null;
  }
  if (sqlcode !== -400) return null;
  if (message.includes('<MAXSTRING>') || message.includes('<SUBSCRIPT>')) return '54000';
  if (message.includes('<FRAMESTACK>')) return '54001';
  if (message.includes('<STORE>') || message.includes('<LOCKTABLEFULL>')) return '53200';
  if (message.includes('<PROTECT>')) return '42501';
  if (message.includes('<MAXNUMBER>')) return '22003';
  // The argument of a function is outside of its domain.
  if (message.includes('<ILLEGAL VALUE>')) return '22023';
  // %Library.Status codes of the class compiler, which runs DDL.
  return /ERROR #5[0-9]{3}/.test(message) ? '42601' : null;
}

function uniqueError(named: NamedInMessage, place: ErrorDetails): GatewayError {
  return new GatewayError(
    '23505',
    `duplicate key value violates unique constraint "${named.constraint ?? ''}"`,
    {
      ...place,
      ...(named.fields.length > 0 ? { detail: `Key ${keyText(named)} already exists.` } : {}),
    },
  );
}

function missingValue(named: NamedInMessage, place: ErrorDetails): GatewayError {
  const column = named.fields[0]?.name ?? '';
  const relation = place.table ? ` of relation "${place.table}"` : '';
  return new GatewayError(
    '23502',
    `null value in column "${column}"${relation} violates not-null constraint`,
    {
      ...place,
      column,
    },
  );
}

function foreignKeyError(
  sqlcode: number,
  named: NamedInMessage,
  place: ErrorDetails,
  pgName: (irisName: string) => string,
): GatewayError {
  const constraint = named.constraint ?? '';
  const key = named.fields.length > 0 ? keyText(named) : null;
  if (sqlcode === -123 || sqlcode === -124) {
    const target = pgName(lastPart(named.target ?? named.table ?? ''));
    const referencing = named.target ? pgName(lastPart(named.table ?? '')) : '';
    return new GatewayError(
      '23503',
      `update or delete on table "${target}" violates foreign key constraint "${constraint}" on table "${referencing}"`,
      {
        ...place,
        ...(key === null ? {} : { detail: `Key ${key} is still referenced from table "${referencing}".` }),
      },
    );
  }
  return new GatewayError(
    '23503',
    `insert or update on table "${place.table ?? ''}" violates foreign key constraint "${constraint}"`,
    {
      ...place,
      ...(key === null
        ? {}
        : { detail: `Key ${key} is not present in table "${pgName(lastPart(named.target ?? ''))}".` }),
    },
  );
}

function lengthMessage(message: string): string {
  const maxlen = /MAXLEN[^0-9]*([0-9]+)/.exec(message)?.[1];
  return maxlen ? `value too long for type character varying(${maxlen})` : 'value too long';
}

function placeOf(named: NamedInMessage, pgName: (irisName: string) => string): ErrorDetails {
  const parts = (named.table ?? '').split('.');
  const table = parts.pop() ?? '';
  const schema = pgName(parts.join('.'));
  return {
    ...(table ? { table: pgName(table) } : {}),
    ...(schema ? { schema: schema.toLowerCase() === 'sqluser' ? 'public' : schema } : {}),
    ...(named.constraint ? { constraint: named.constraint } : {}),
  };
}

function columnOf({ fields: [field] }: NamedInMessage): ErrorDetails {
  return field === undefined ? {} : { column: field.name };
}

function keyText(named: NamedInMessage): string {
  return `(${named.fields.map((field) => field.name).join(', ')})=(${named.fields.map((field) => field.value).join(', ')})`;
}
