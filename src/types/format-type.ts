import { OID } from './oids.ts';
import type { TypeRegistry } from './registry.ts';
import {
  INTERVAL_ALL_FIELDS,
  INTERVAL_FIELD,
  intervalModifiers,
  lengthModifier,
  numericModifiers,
} from './typmod.ts';

const NAMES = new Map<number, string>(Object.entries(OID).map(([name, oid]) => [oid, name]));

/** Types that SQL calls otherwise than pg_type does. */
const SQL_NAMES: ReadonlyMap<string, string> = new Map([
  ['bool', 'boolean'],
  ['char', '"char"'],
  ['int2', 'smallint'],
  ['int4', 'integer'],
  ['int8', 'bigint'],
  ['float4', 'real'],
  ['float8', 'double precision'],
  ['varchar', 'character varying'],
  ['varbit', 'bit varying'],
]);

/** Names of interval's field restrictions, by their bits. */
const INTERVAL_FIELDS: ReadonlyMap<number, string> = (() => {
  const { year, month, day, hour, minute, second } = INTERVAL_FIELD;
  return new Map([
    [year, ' year'],
    [month, ' month'],
    [day, ' day'],
    [hour, ' hour'],
    [minute, ' minute'],
    [second, ' second'],
    [year | month, ' year to month'],
    [day | hour, ' day to hour'],
    [day | hour | minute, ' day to minute'],
    [day | hour | minute | second, ' day to second'],
    [hour | minute, ' hour to minute'],
    [hour | minute | second, ' hour to second'],
    [minute | second, ' minute to second'],
    [INTERVAL_ALL_FIELDS, ''],
  ]);
})();

function intervalText(typmod: number): string {
  const { fields, precision } = intervalModifiers(typmod);
  return `interval${INTERVAL_FIELDS.get(fields) ?? ''}${precision === undefined ? '' : `(${precision})`}`;
}

function numericText(typmod: number): string {
  const modifiers = numericModifiers(typmod);
  return modifiers ? `numeric(${modifiers.precision},${modifiers.scale})` : 'numeric';
}

/** SQL's name of a type that is no array, with its modifiers; `name` is pg_type.typname, `typmod` -1 for none. */
export function sqlTypeName(name: string, typmod: number): string {
  const precision = typmod >= 0 ? `(${typmod})` : '';
  switch (name) {
    case 'varchar':
    case 'bpchar': {
      const length = lengthModifier(typmod);
      // char without a length is not SQL's character, which is character(1).
      const base = name === 'varchar' ? 'character varying' : length === undefined ? 'bpchar' : 'character';
      return length === undefined ? base : `${base}(${length})`;
    }
    case 'bit':
      // Without a length, bare bit would be read as bit(1).
      return typmod >= 0 ? `bit${precision}` : '"bit"';
    case 'numeric':
      return numericText(typmod);
    case 'interval':
      return intervalText(typmod);
    case 'time':
    case 'timestamp':
      return `${name}${precision} without time zone`;
    case 'timetz':
      return `time${precision} with time zone`;
    case 'timestamptz':
      return `timestamp${precision} with time zone`;
    default:
      return (SQL_NAMES.get(name) ?? name) + precision;
  }
}

/** SQL's name of a built-in type without modifiers; undefined for other OIDs. */
export function builtInTypeName(oid: number): string | undefined {
  const name = NAMES.get(oid);
  return name === undefined ? undefined : sqlTypeName(name, -1);
}

/**
 * pg_catalog.format_type: e.g. `character varying(10)`, `timestamp(3) without time zone[]`. An OID that is no type gives
 * `???`, as in PostgreSQL.
 */
export function formatType(registry: TypeRegistry, oid: number, typmod: number): string {
  if (oid === 0) return '-';
  const element = registry.elementOid(oid);
  const name = registry.nameOf(element === 0 ? oid : element);
  if (name === undefined) return '???';
  return sqlTypeName(name, typmod) + (element === 0 ? '' : '[]');
}
