import { fragment, raw, type Fragment } from '../iris/fragment.ts';
import type { Expression } from '../tree/nodes.ts';
import { isFixed } from './constant.ts';
import { holdsDistance } from './distance.ts';
import { familyOf, type Family } from './family.ts';
import { comparableValue } from './near-value.ts';
import { sortKey } from './order-key.ts';
import type { Print } from './print.ts';
import type { Scope } from './scope.ts';
import { utc } from './time-zone.ts';
import { typeOf } from './type-of.ts';
import { unsupported } from './unsupported.ts';

export const COMPARISONS = ['=', '<>', '<', '<=', '>', '>='] as const;

export type ComparisonName = (typeof COMPARISONS)[number];

/** How a family compares: `plain` as IRIS does, `text` through keys for order, `key` always through them, `equality` in no order. */
const KINDS: Readonly<Record<Family, 'plain' | 'text' | 'key' | 'equality' | null>> = {
  boolean: 'plain',
  integer: 'plain',
  numeric: 'plain',
  float: 'plain',
  text: 'text',
  bpchar: 'text',
  bytea: 'equality',
  date: 'plain',
  time: 'plain',
  timestamp: 'plain',
  timestamptz: 'plain',
  interval: 'key',
  uuid: 'plain',
  json: null,
  // jsonb's 1.0 equals its 1.00, two texts.
  jsonb: null,
  // Equality is that of the labels, order that of their places.
  enum: 'text',
  vector: null,
  array: null,
  other: null,
};

const DAYS: readonly Family[] = ['date', 'timestamp', 'timestamptz'];

/** Values of numbers may be bare: IRIS types them by the other side. DECIMAL text would compare as text. */
const BARE: readonly Family[] = [
  'boolean',
  'integer',
  'float',
  'text',
  'bpchar',
  'bytea',
  'date',
  'time',
  'timestamp',
  'timestamptz',
  'uuid',
  'enum',
];

/** `a op b` for two values of types that PostgreSQL compares, in parentheses. */
export function compare(
  name: ComparisonName,
  left: Expression,
  right: Expression,
  scope: Scope,
  print: Print,
): Fragment {
  const { context } = scope.statement;
  if (holdsDistance(left, scope) || holdsDistance(right, scope)) {
    return compareDistances(name, left, right, scope, print);
  }
  const leftFamily = familyOf(typeOf(left), context);
  const rightFamily = familyOf(typeOf(right), context);
  const kind = KINDS[leftFamily];
  const equality = name === '=' || name === '<>';
  if (kind === null || (kind === 'equality' && !equality)) {
    const location = 'location' in left ? left.location : -1;
    throw unsupported(`operator ${name}(${leftFamily}, ${rightFamily})`, context, location);
  }
  const bare = equality && leftFamily === rightFamily && BARE.includes(leftFamily);
  const one = side(left, bare && !isFixed(right), rightFamily, scope, print);
  const other = side(right, bare && !isFixed(left), leftFamily, scope, print);
  if (kind === 'key' || (kind === 'text' && !equality)) {
    const key = (value: Fragment, node: Expression): Fragment =>
      sortKey(value, typeOf(node), context) ?? value;
    return comparison(name, key(one, left), key(other, right));
  }
  return comparison(name, one, other);
}

/** Digits near pgvector's tell more from less, not equal from unequal. */
function compareDistances(
  name: ComparisonName,
  left: Expression,
  right: Expression,
  scope: Scope,
  print: Print,
): Fragment {
  if (name === '=' || name === '<>') {
    throw unsupported(`operator ${name} on vector distances`, scope.statement.context);
  }
  return comparison(name, comparableValue(left, scope, print), comparableValue(right, scope, print));
}

function comparison(name: ComparisonName, left: Fragment, right: Fragment): Fragment {
  return fragment`(${left} ${raw(name)} ${right})`;
}

/** `*_lt_timestamptz` and their kind compare a date or local time as of the session's zone. */
function side(node: Expression, bare: boolean, otherFamily: Family, scope: Scope, print: Print): Fragment {
  const family = familyOf(typeOf(node), scope.statement.context);
  const printed = bare ? print.operand(node, scope) : print.scalar(node, scope);
  if (family === otherFamily || !DAYS.includes(family)) return printed;
  const timestamp = family === 'date' ? fragment`CAST(${printed} AS TIMESTAMP)` : printed;
  return otherFamily === 'timestamptz' ? utc(timestamp, scope) : timestamp;
}

/** `a IS DISTINCT FROM b`, true or false also for NULLs. */
export function distinct(left: Expression, right: Expression, scope: Scope, print: Print): Fragment {
  const a = print.scalar(left, scope);
  const b = print.scalar(right, scope);
  const different = compare('<>', left, right, scope, print);
  if (right.kind === 'CONST' && !right.constisnull) return fragment`((${a} IS NULL) OR ${different})`;
  return fragment`(((${a} IS NULL) AND (${b} IS NOT NULL)) OR ((${a} IS NOT NULL) AND (${b} IS NULL)) OR ((${a} IS NOT NULL) AND (${b} IS NOT NULL) AND ${different}))`;
}
