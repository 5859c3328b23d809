import type { IntervalParts } from '../tree/datum-time.ts';

const SECOND = 1_000_000n;

/** Units of PostgreSQL's interval input (manual 8.5.4) as months, days or microseconds. */
const UNITS: readonly (readonly [names: string, unit: keyof IntervalParts, factor: bigint])[] = [
  ['year years y yr yrs', 'months', 12n],
  ['month months mon mons', 'months', 1n],
  ['week weeks w', 'days', 7n],
  ['day days d', 'days', 1n],
  ['hour hours h hr hrs', 'microseconds', 3600n * SECOND],
  ['minute minutes m min mins', 'microseconds', 60n * SECOND],
  ['second seconds s sec secs', 'microseconds', SECOND],
  ['millisecond milliseconds ms', 'microseconds', 1000n],
  ['microsecond microseconds us', 'microseconds', 1n],
];

const FACTORS = new Map(
  UNITS.flatMap(([names, unit, factor]) => names.split(' ').map((name) => [name, { unit, factor }] as const)),
);

/**
 * Interval text of whole units (`1 day`, `-2 mons`, `1 day 02:03:04.5`, `3 hours ago`); null for every other form, such
 * as fractions of units and ISO 8601 durations.
 */
export function parseIntervalText(text: string): IntervalParts | null {
  let words = text.trim().toLowerCase().split(/\s+/);
  const ago = words.at(-1) === 'ago';
  if (ago) words = words.slice(0, -1);
  const sum = { months: 0n, days: 0n, microseconds: 0n };
  for (let at = 0; at < words.length; ) {
    const word = words[at] ?? '';
    const clock = clockMicroseconds(word);
    if (clock !== null) {
      sum.microseconds += clock;
      at += 1;
      continue;
    }
    const joined = /^([+-]?\d+)([a-z]+)$/.exec(word);
    const number = joined?.[1] ?? word;
    const factor = FACTORS.get(joined?.[2] ?? words[at + 1] ?? '');
    if (!/^[+-]?\d+$/.test(number) || factor === undefined) return null;
    sum[factor.unit] += BigInt(number) * factor.factor;
    at += joined === null ? 2 : 1;
  }
  const sign = ago ? -1n : 1n;
  return {
    months: Number(sum.months * sign),
    days: Number(sum.days * sign),
    microseconds: sum.microseconds * sign,
  };
}

function clockMicroseconds(word: string): bigint | null {
  const match = /^([+-]?)(\d+):(\d{2})(?::(\d{2})(?:\.(\d{1,6}))?)?$/.exec(word);
  if (match === null) return null;
  const [, sign, hours = '0', minutes = '0', seconds = '0', fraction = ''] = match;
  const total =
    (BigInt(hours) * 3600n + BigInt(minutes) * 60n + BigInt(seconds)) * SECOND +
    BigInt(fraction.padEnd(6, '0'));
  return sign === '-' ? -total : total;
}
