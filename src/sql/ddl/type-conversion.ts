import { fragment, join, raw, stringLiteral } from '../iris/fragment.ts';
import type { Fragment } from '../iris/fragment.ts';
import type { ColumnType } from './type-name.ts';

/** How the values of a column become values of another type. */
interface Conversion {
  /** Finds a row whose value does not fit; null when all fit. */
  readonly misfit: {
    readonly condition: Fragment;
    readonly sqlstate: string;
    readonly message: string;
  } | null;
  /** The new value, when IRIS holds it differently; null when it stays as it is. */
  readonly value: Fragment | null;
}

const UNCHANGED: Conversion = { misfit: null, value: null };

/** Nothing is left of the values. */
export const EMPTIED: Conversion = { misfit: null, value: raw('NULL') };

/** Integer types by size, with the largest value. */
const INTEGERS: Readonly<Record<string, bigint>> = {
  int2: 2n ** 15n - 1n,
  int4: 2n ** 31n - 1n,
  int8: 2n ** 63n - 1n,
};

const INTEGER_NAMES: Readonly<Record<string, string>> = { int2: 'smallint', int4: 'integer', int8: 'bigint' };

/** Held in IRIS as PostgreSQL's text of them. */
const TEXTS = new Set(['text', 'varchar', 'name', 'uuid', 'json', 'jsonb']);

/**
 * The conversion of a column in place, by the IRIS types behind.
 * @returns undefined when values would have to be rewritten in a way IRIS cannot express
 */
export function conversion(from: ColumnType, to: ColumnType, column: Fragment): Conversion | undefined {
  if (to.user !== undefined && from.text !== to.text) return toUserType(to, column);
  if (from.array || to.array) return from.text === to.text ? UNCHANGED : undefined;
  if (TEXTS.has(from.name) && (to.name === 'text' || to.name === 'varchar')) return toText(from, to, column);
  if (from.name in INTEGERS && to.name in INTEGERS) return toInteger(from.name, to.name, column);
  if ((from.name in INTEGERS || from.name === 'numeric') && to.name === 'numeric') {
    return toNumeric(from, to, column);
  }
  if (from.name === 'float4' && to.name === 'float8') return UNCHANGED;
  // Precisions of times: IRIS keeps microseconds whatever they say.
  return from.name === to.name && from.name !== 'vector' && from.name !== 'bpchar' ? UNCHANGED : undefined;
}

/** Text becomes a label when it is one; what a domain's constraints say of a value IRIS cannot tell. */
function toUserType(to: ColumnType, column: Fragment): Conversion | undefined {
  const { user } = to;
  if (user?.definition.kind !== 'enum' || to.array) return undefined;
  const labels = user.definition.labels.map(stringLiteral);
  const label = labels.length === 0 ? raw('1 = 0') : fragment`${column} IN (${join(labels, ', ')})`;
  return {
    misfit: {
      condition: fragment`(${column} IS NOT NULL) AND (NOT (${label}))`,
      sqlstate: '22P02',
      message: `invalid input value for enum ${user.name}`,
    },
    value: null,
  };
}

function toText(from: ColumnType, to: ColumnType, column: Fragment): Conversion {
  const [length] = to.modifiers;
  const [before] = from.modifiers;
  if (length === undefined || (before !== undefined && before <= length)) return UNCHANGED;
  return {
    misfit: {
      condition: fragment`CHAR_LENGTH(${column}) > ${raw(String(length))}`,
      sqlstate: '22001',
      message: `value too long for type character varying(${length})`,
    },
    value: null,
  };
}

function toInteger(from: string, to: string, column: Fragment): Conversion {
  const limit = INTEGERS[to] ?? 0n;
  if ((INTEGERS[from] ?? 0n) <= limit) return UNCHANGED;
  return {
    misfit: {
      condition: fragment`(${column} > ${raw(String(limit))}) OR (${column} < ${raw(String(-limit - 1n))})`,
      sqlstate: '22003',
      message: `${INTEGER_NAMES[to]} out of range`,
    },
    value: null,
  };
}

function toNumeric(from: ColumnType, to: ColumnType, column: Fragment): Conversion {
  const [precision, scale = 0] = to.modifiers;
  if (precision === undefined) return UNCHANGED;
  const [, scaleBefore] = from.name === 'numeric' ? from.modifiers : [19, 0];
  const rounded = fragment`ROUND(${column}, ${raw(String(scale))})`;
  return {
    misfit: {
      condition: fragment`ABS(${rounded}) >= ${raw(`1${'0'.repeat(precision - scale)}`)}`,
      sqlstate: '22003',
      message: 'numeric field overflow',
    },
    value: scaleBefore !== undefined && scaleBefore <= scale ? null : rounded,
  };
}
