import { decodeInterval } from '../../types/datetime/decode-interval.ts';
import { fragment, raw, type Fragment } from '../iris/fragment.ts';
import { intervalParts, type IntervalParts } from '../tree/datum-time.ts';
import type { Expression } from '../tree/nodes.ts';
import { fixedText } from './constant.ts';
import { familyOf } from './family.ts';
import type { Print } from './print.ts';
import type { Scope } from './scope.ts';
import { typeOf } from './type-of.ts';
import { unsupported } from './unsupported.ts';

/** Units of an interval in the order PostgreSQL adds them to a timestamp. */
export type IntervalUnit = 'month' | 'day' | 'second' | 'microsecond';

/** A part of an interval: a whole number of units. */
export interface IntervalTerm {
  readonly unit: IntervalUnit;
  readonly amount: Fragment;
}

/**
 * The parts of an interval expression that DATEADD can add: constants, pinned parameters, their sums, negatives and
 * products with whole numbers, make_interval. 0A000 for others: IRIS has no interval type.
 */
export function intervalTerms(
  node: Expression,
  scope: Scope,
  print: Print,
  sign: 1 | -1 = 1,
): IntervalTerm[] {
  const { context } = scope.statement;
  if (node.kind === 'CONST' && node.constvalue !== null)
    return partTerms(intervalParts(node.constvalue), sign);
  if (node.kind === 'PARAM') {
    const text = fixedText(node, scope) ?? null;
    if (text !== null) return partTerms(decodeInterval(text, -1, false), sign);
  }
  if (node.kind === 'OPEXPR') {
    const name = context.operator(node.opno)?.name ?? '';
    const [left, right] = node.args;
    if (left !== undefined && right === undefined && name === '-') {
      return intervalTerms(left, scope, print, sign === 1 ? -1 : 1);
    }
    if (left !== undefined && right !== undefined) {
      if ((name === '+' || name === '-') && bothIntervals(left, right, scope)) {
        const second = name === '+' ? sign : sign === 1 ? -1 : 1;
        return merged([
          ...intervalTerms(left, scope, print, sign),
          ...intervalTerms(right, scope, print, second),
        ]);
      }
      if (name === '*') return product(left, right, scope, print, sign);
    }
  }
  if (node.kind === 'FUNCEXPR' && context.function(node.funcid)?.name === 'make_interval') {
    return made(node.args ?? [], scope, print, sign);
  }
  throw unsupported('this interval expression', context, 'location' in node ? node.location : -1);
}

/** Microseconds of a day. */
const DAY = raw('86400000000');

/**
 * The interval of a number of microseconds, in days and time (timestamp_mi), as src/types/interval.ts writes it: its length
 * plus 10^22 in 23 digits, then months, days, microseconds. Differences of timestamps have at most 18 digits.
 */
export function intervalOf(microseconds: Fragment): Fragment {
  const padded = (number: Fragment): Fragment => fragment`LPAD(CAST(${number} AS CHAR VARYING), 18, '0')`;
  const length = fragment`CASE WHEN ${microseconds} >= 0 THEN ('10000' || ${padded(microseconds)}) WHEN ${microseconds} < 0 THEN ('09999' || ${padded(fragment`(1000000000000000000 + ${microseconds})`)}) END`;
  const days = fragment`CAST(ROUND((${microseconds} / ${DAY}), 0, 1) AS CHAR VARYING)`;
  const rest = fragment`CAST(MOD(${microseconds}, ${DAY}) AS CHAR VARYING)`;
  return fragment`(${length} || '|0|' || ${days} || '|' || ${rest})`;
}

/** A timestamp with an interval added: months, then days, then time, as timestamp_pl_interval does. */
export function addTerms(timestamp: Fragment, terms: readonly IntervalTerm[]): Fragment {
  let sum = timestamp;
  for (const { unit, amount } of terms) sum = fragment`DATEADD('${raw(unit)}', ${amount}, ${sum})`;
  return sum;
}

function bothIntervals(left: Expression, right: Expression, scope: Scope): boolean {
  return [left, right].every((side) => familyOf(typeOf(side), scope.statement.context) === 'interval');
}

function partTerms(parts: IntervalParts, sign: 1 | -1): IntervalTerm[] {
  const microseconds = parts.microseconds * BigInt(sign);
  const whole = microseconds % 1_000_000n === 0n;
  const terms: readonly (readonly [IntervalUnit, bigint])[] = [
    ['month', BigInt(parts.months * sign)],
    ['day', BigInt(parts.days * sign)],
    whole ? ['second', microseconds / 1_000_000n] : ['microsecond', microseconds],
  ];
  return terms
    .filter(([, amount]) => amount !== 0n)
    .map(([unit, amount]) => ({ unit, amount: raw(amount < 0n ? `(${amount})` : String(amount)) }));
}

const ORDER: readonly IntervalUnit[] = ['month', 'day', 'second', 'microsecond'];

/** Sums are added unit by unit, as interval_pl adds the parts before they meet a timestamp. */
function merged(terms: readonly IntervalTerm[]): IntervalTerm[] {
  return ORDER.flatMap((unit) => {
    const same = terms.filter((term) => term.unit === unit).map((term) => term.amount);
    const [first, ...rest] = same;
    if (first === undefined) return [];
    return [{ unit, amount: rest.reduce((sum, amount) => fragment`(${sum} + ${amount})`, first) }];
  });
}

/** interval * number: exact for whole numbers; fractions spread over the smaller units in ways of their own. */
function product(
  left: Expression,
  right: Expression,
  scope: Scope,
  print: Print,
  sign: 1 | -1,
): IntervalTerm[] {
  const intervalFirst = familyOf(typeOf(left), scope.statement.context) === 'interval';
  const factor = wholeFactor(intervalFirst ? right : left, scope);
  const terms = intervalTerms(intervalFirst ? left : right, scope, print, sign);
  if (typeof factor === 'bigint') {
    return terms.map(({ unit, amount }) => ({ unit, amount: fragment`(${amount} * ${raw(`(${factor})`)})` }));
  }
  const value = print.scalar(factor, scope);
  return terms.map(({ unit, amount }) => ({ unit, amount: fragment`(${amount} * ${value})` }));
}

/** The factor, a float8 in PostgreSQL: an integer cast to it, or a whole constant or pinned parameter. */
function wholeFactor(node: Expression, scope: Scope): Expression | bigint {
  const { context } = scope.statement;
  if (node.kind === 'FUNCEXPR' && node.args?.length === 1) {
    const [inner] = node.args;
    if (inner !== undefined && familyOf(typeOf(inner), context) === 'integer') return inner;
  }
  const text =
    node.kind === 'FUNCEXPR' && node.args?.[0] !== undefined
      ? fixedText(node.args[0], scope)
      : fixedText(node, scope);
  const number = Number(text ?? Number.NaN);
  if (Number.isSafeInteger(number)) return BigInt(number);
  throw unsupported('an interval times a fraction', context, 'location' in node ? node.location : -1);
}

/** make_interval(years, months, weeks, days, hours, mins, secs): the units and how many of ours each is. */
const MADE: readonly (readonly [IntervalUnit, number])[] = [
  ['month', 12],
  ['month', 1],
  ['day', 7],
  ['day', 1],
  ['second', 3600],
  ['second', 60],
];

function made(args: readonly Expression[], scope: Scope, print: Print, sign: 1 | -1): IntervalTerm[] {
  const terms: IntervalTerm[] = [];
  for (const [i, arg] of args.entries()) {
    const node = arg.kind === 'NAMEDARGEXPR' ? arg.arg : arg;
    const position = arg.kind === 'NAMEDARGEXPR' ? arg.argnumber : i;
    const rule = MADE[position];
    if (rule !== undefined) {
      const [unit, factor] = rule;
      terms.push({ unit, amount: fragment`(${print.scalar(node, scope)} * ${raw(`(${factor * sign})`)})` });
    } else {
      const seconds = Number(fixedText(node, scope) ?? Number.NaN);
      if (!Number.isSafeInteger(seconds * 1_000_000)) {
        throw unsupported('make_interval() with computed seconds', scope.statement.context);
      }
      terms.push({ unit: 'microsecond', amount: raw(`(${seconds * 1_000_000 * sign})`) });
    }
  }
  return merged(terms);
}
