import type { TypeName } from '@pgsql/types';
import { GatewayError } from '../../errors/gateway-error.ts';
import { body, bodies, qualifiedName, strings } from '../parse/node.ts';
import type { UserType } from './user-type.ts';

/** A type as a column declares it. */
export interface ColumnType {
  /** pg_type.typname of the type, of the element for an array: `int4`, `varchar`, `vector`. */
  readonly name: string;
  readonly array: boolean;
  /** Modifiers as written: length, precision and scale, dimension. */
  readonly modifiers: readonly number[];
  /** serial, bigserial, smallserial: `name` is the integer type behind it. */
  readonly serial: boolean;
  /** As format_type prints it. */
  readonly text: string;
  /**
   * The enum or domain that a user made. An enum's `name` is `text`, as IRIS holds its labels; a domain's is that of the
   * type it is over.
   */
  readonly user?: UserType;
}

const SERIALS: Readonly<Record<string, string>> = {
  serial: 'int4',
  serial4: 'int4',
  bigserial: 'int8',
  serial8: 'int8',
  smallserial: 'int2',
  serial2: 'int2',
};

/** format_type's names where they are not typname (format_type.c); `(` is where modifiers go when not at the end. */
const FORMATTED: Readonly<Record<string, string>> = {
  bool: 'boolean',
  int2: 'smallint',
  int4: 'integer',
  int8: 'bigint',
  float4: 'real',
  float8: 'double precision',
  varchar: 'character varying',
  bpchar: 'character',
  char: '"char"',
  time: 'time() without time zone',
  timetz: 'time() with time zone',
  timestamp: 'timestamp() without time zone',
  timestamptz: 'timestamp() with time zone',
};

/** INTERVAL_MASK bits (utils/timestamp.h) by the words of the fields they stand for. */
const INTERVAL_FIELDS: ReadonlyMap<number, string> = new Map([
  [0x0004, ' year'],
  [0x0002, ' month'],
  [0x0008, ' day'],
  [0x0400, ' hour'],
  [0x0800, ' minute'],
  [0x1000, ' second'],
  [0x0006, ' year to month'],
  [0x0408, ' day to hour'],
  [0x0c08, ' day to minute'],
  [0x1c08, ' day to second'],
  [0x0c00, ' hour to minute'],
  [0x1c00, ' hour to second'],
  [0x1800, ' minute to second'],
]);

/**
 * Reads a column's type.
 * @throws GatewayError 0A000 for %TYPE and SETOF, 42601 for modifiers that are not numbers
 */
export function columnType(typeName: TypeName | undefined): ColumnType {
  if (typeName?.pct_type === true || typeName?.setof === true) {
    throw new GatewayError('0A000', 'this kind of type is not supported for a column');
  }
  const { name: written } = qualifiedName(strings(typeName?.names));
  const serial = SERIALS[written];
  const name = serial ?? written;
  const modifiers = (typeName?.typmods ?? []).map((modifier) => {
    const value = body(modifier, 'A_Const');
    if (value === undefined || value.sval !== undefined) {
      throw new GatewayError('22023', 'type modifiers must be simple constants or identifiers');
    }
    return value.ival?.ival ?? 0;
  });
  // numeric(p) is numeric(p,0).
  if (name === 'numeric' && modifiers.length === 1) modifiers.push(0);
  const array = bodies(typeName?.arrayBounds, 'Integer').length > 0;
  const text = formatType(name, modifiers) + (array ? '[]' : '');
  return { name, array, modifiers, serial: serial !== undefined, text };
}

/** pg_type.typname: `_` before the element's for an array. */
export function typeNameOf(type: ColumnType): string {
  return type.array ? `_${type.name}` : type.name;
}

/** format_type of a type that is no array. */
export function formatType(name: string, modifiers: readonly number[]): string {
  if (name === 'interval') return formatInterval(modifiers);
  // character without a length is only written "char"; bpchar without one keeps its internal name.
  if (name === 'bpchar' && modifiers.length === 0) return name;
  const formatted = FORMATTED[name] ?? name;
  const list = modifiers.length === 0 ? '' : `(${modifiers.join(',')})`;
  return formatted.includes('()') ? formatted.replace('()', list) : formatted + list;
}

function formatInterval([mask, precision]: readonly number[]): string {
  const fields = mask === undefined ? '' : (INTERVAL_FIELDS.get(mask) ?? '');
  return `interval${fields}${precision === undefined ? '' : `(${precision})`}`;
}
