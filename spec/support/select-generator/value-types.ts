import { ARRAY_OID, OID } from '../../../src/types/oids.ts';
import type { Choices } from './choices.ts';

/** Families of types: an expression of one may stand where the family is asked for. */
export const VALUE_TYPES = [
  'int4',
  'text',
  'numeric',
  'date',
  'bool',
  'int8',
  'timestamp',
  'float8',
  'timestamptz',
  'uuid',
  'jsonb',
  'interval',
  'int4[]',
] as const;
export type ValueType = (typeof VALUE_TYPES)[number];

/** Types with a total order in which equal values look the same: fit to be keys. */
export const KEY_TYPES: readonly ValueType[] = [
  'int4',
  'text',
  'date',
  'bool',
  'int8',
  'timestamp',
  'timestamptz',
  'uuid',
];

interface Literals {
  readonly oid: number;
  /** Values in text form, simplest first. */
  readonly values: readonly string[];
}

const LITERALS: Readonly<Record<ValueType, Literals>> = {
  int4: { oid: OID.int4, values: ['1', '0', '2', '3', '5', '-1', '7', '12', '-4', '100'] },
  int8: { oid: OID.int8, values: ['1', '0', '40', '-7', '5000000000', '-3000000000'] },
  numeric: { oid: OID.numeric, values: ['1.5', '0.00', '2.25', '-1.10', '10', '99.99', '0.005'] },
  float8: { oid: OID.float8, values: ['1.5', '0.5', '2', '-0.25', '1024'] },
  text: { oid: OID.text, values: ['a', '', 'Ann', 'ANN', 'b', "it's", '%n%', 'Zed ', 'é', '_', '10'] },
  bool: { oid: OID.bool, values: ['true', 'false'] },
  date: { oid: OID.date, values: ['2024-01-31', '2024-02-29', '1999-12-31', '2023-07-01'] },
  timestamp: {
    oid: OID.timestamp,
    values: ['2024-01-31 10:00:00', '2024-02-29 23:59:59.999999', '2023-07-01 00:00:00'],
  },
  timestamptz: { oid: OID.timestamptz, values: ['2024-01-31 10:00:00+00', '2024-07-01 12:30:00+02'] },
  interval: {
    oid: OID.interval,
    values: ['1 day', '1 month', '-3 hours', '1 year 2 days 03:04:05', '10 minutes'],
  },
  uuid: {
    oid: OID.uuid,
    values: ['a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', '00000000-0000-0000-0000-000000000000'],
  },
  jsonb: { oid: OID.jsonb, values: ['{"a": 1}', '[]', '{"tags": ["x", "y"]}', 'null', '"s"', '[1, 2, 3]'] },
  'int4[]': { oid: ARRAY_OID.int4, values: ['{1,2}', '{}', '{3,NULL,5}'] },
};

/** A value of the type in text form and the type's OID. */
export function literalOf(
  type: ValueType,
  choices: Choices,
): { readonly oid: number; readonly value: string } {
  const { oid, values } = LITERALS[type];
  return { oid, value: choices.pick(values) };
}

/** The value as a literal of SQL that has the type: a bare one where that is enough, else a cast string. */
export function literalText(type: ValueType, value: string): string {
  if (type === 'int4' || type === 'numeric') {
    const bare = type === 'int4' || value.includes('.') ? value : `${value}.0`;
    return value.startsWith('-') ? `(${bare})` : bare;
  }
  if (type === 'bool') return value;
  const quoted = `'${value.replaceAll("'", "''")}'`;
  return type === 'text' ? quoted : `${quoted}::${type}`;
}
