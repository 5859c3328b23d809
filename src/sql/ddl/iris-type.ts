import { GatewayError } from '../../errors/gateway-error.ts';
import type { ColumnType } from './type-name.ts';

/**
 * Length of VARCHAR and VARBINARY for types without one: the longest string IRIS holds (MAXSTRING, iris-sql.md 3.1).
 * TEXT in IRIS is a stream, which can be neither compared nor indexed.
 */
const LONGEST_STRING = 3_641_144;

/**
 * numeric without precision. IRIS keeps 64-bit decimals: about 18 digits in all, whatever the declared precision says,
 * and NUMERIC without arguments would have scale 0 (iris-sql.md 3.1).
 */
const UNCONSTRAINED_NUMERIC = 'NUMERIC(37,18)';
const MAX_SCALE = 18;
const MAX_INTEGER_DIGITS = 19;

/** How a column is stored in IRIS. */
export interface IrisType {
  /** DDL type with its arguments. */
  readonly sql: string;
  /** A string, which needs COLLATE %EXACT to compare as PostgreSQL does (iris-sql.md 6.6). */
  readonly string: boolean;
}

type TypeRule = (type: ColumnType) => IrisType;

const plain =
  (sql: string): TypeRule =>
  () => ({ sql, string: false });

const string =
  (length: number): TypeRule =>
  ({ modifiers: [declared] }) => ({ sql: `VARCHAR(${declared ?? length})`, string: true });

/** Text whose length is not bounded by modifiers: an interval's or a timetz's modifiers are precisions. */
const text =
  (length: number): TypeRule =>
  () => ({ sql: `VARCHAR(${length})`, string: true });

const RULES: Readonly<Record<string, TypeRule>> = {
  bool: plain('BIT'),
  int2: plain('SMALLINT'),
  int4: plain('INTEGER'),
  int8: plain('BIGINT'),
  oid: plain('BIGINT'),
  float4: plain('DOUBLE'),
  float8: plain('DOUBLE'),
  numeric,
  text: string(LONGEST_STRING),
  varchar: string(LONGEST_STRING),
  bpchar: string(LONGEST_STRING),
  char: string(1),
  name: string(63),
  bytea: plain(`VARBINARY(${LONGEST_STRING})`),
  date: plain('DATE'),
  time: plain('TIME(6)'),
  timestamp: plain('TIMESTAMP'),
  timestamptz: plain('TIMESTAMP'),
  timetz: text(32),
  interval: text(128),
  uuid: text(36),
  json: text(LONGEST_STRING),
  jsonb: text(LONGEST_STRING),
  vector,
  halfvec: vector,
  sparsevec: text(LONGEST_STRING),
};

/** A label has at most NAMEDATALEN - 1 bytes. */
const ENUM: IrisType = { sql: 'VARCHAR(63)', string: true };

/** Arrays are held as PostgreSQL's array text. */
const ARRAY: IrisType = { sql: `VARCHAR(${LONGEST_STRING})`, string: true };

/**
 * The IRIS type of a column.
 * @throws GatewayError 0A000 when IRIS cannot hold the type
 */
export function irisType(type: ColumnType): IrisType {
  if (type.user?.definition.kind === 'enum' && !type.array) return ENUM;
  const rule = RULES[type.name];
  if (rule === undefined) {
    throw new GatewayError('0A000', `columns of type ${type.text} are not supported`, {
      detail: 'InterSystems IRIS has no type to hold it.',
      dataType: type.name,
    });
  }
  return type.array ? ARRAY : rule(type);
}

/** DOUBLE is the one element type every version with vectors has (iris-sql.md 5.1). */
function vector({ modifiers: [dimensions] }: ColumnType): IrisType {
  return {
    sql: dimensions === undefined ? 'VECTOR(DOUBLE)' : `VECTOR(DOUBLE,${dimensions})`,
    string: false,
  };
}

function numeric(type: ColumnType): IrisType {
  const [precision, scale = 0] = type.modifiers;
  if (precision === undefined) return { sql: UNCONSTRAINED_NUMERIC, string: false };
  if (scale < 0 || scale > MAX_SCALE || precision - scale > MAX_INTEGER_DIGITS) {
    throw new GatewayError('0A000', `columns of type ${type.text} are not supported`, {
      detail: `InterSystems IRIS has numbers of at most ${MAX_INTEGER_DIGITS} digits before the point and ${MAX_SCALE} after it.`,
      dataType: 'numeric',
    });
  }
  // PostgreSQL allows scale above precision (0.00012); IRIS wants the precision to cover the scale.
  return { sql: `NUMERIC(${Math.max(precision, scale)},${scale})`, string: false };
}
