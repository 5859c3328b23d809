import { fixed, node, refuse, value, type Call, type Rule } from '../expression/call.ts';
import { familyOf, type Family } from '../expression/family.ts';
import { local } from '../expression/time-zone.ts';
import { castTo } from '../expression/iris-type.ts';
import { typeOf } from '../expression/type-of.ts';
import { fragment, raw, type Fragment } from '../iris/fragment.ts';

/** DATEPART(unit, x): a whole number. */
function part(unit: string, moment: Fragment): Fragment {
  return fragment`DATEPART('${raw(unit)}', ${moment})`;
}

/** Seconds without a fraction: DATEPART('second') may carry one (RSQL_datepart). */
function seconds(moment: Fragment): Fragment {
  return fragment`ROUND(${part('second', moment)}, 0, 1)`;
}

/** Microseconds of the second. */
function microseconds(moment: Fragment): Fragment {
  return fragment`((${seconds(moment)} * 1000000) + ${part('microsecond', moment)})`;
}

/**
 * Days since a known weekday, modulo 7, 0 to 6: DATEPART('weekday') starts with a day that is set per system, and MOD has
 * the sign of its dividend.
 */
function weekday(start: string, moment: Fragment): Fragment {
  return fragment`MOD((MOD(DATEDIFF('day', {d '${raw(start)}'}, ${moment}), 7) + 7), 7)`;
}

/** 0 for Monday */
export function daysSinceMonday(moment: Fragment): Fragment {
  return weekday('1841-01-04', moment);
}

/** The Thursday of the week, whose year and day of the year make the ISO 8601 year and week. */
function thursday(moment: Fragment): Fragment {
  return fragment`DATEADD('day', (3 - ${daysSinceMonday(moment)}), ${moment})`;
}

/** `x` divided towards minus infinity for the years from 1 on, which IRIS holds. */
function yearsBy(years: number, offset: number, moment: Fragment): Fragment {
  return fragment`ROUND(((${part('year', moment)} + ${raw(String(offset))}) / ${raw(String(years))}), 0, 1)`;
}

type PartPrinter = (moment: Fragment) => Fragment;

const DATE_FIELDS: Readonly<Record<string, PartPrinter>> = {
  year: (moment) => part('year', moment),
  quarter: (moment) => part('quarter', moment),
  month: (moment) => part('month', moment),
  day: (moment) => part('day', moment),
  doy: (moment) => part('dayofyear', moment),
  dow: (moment) => weekday('1841-01-03', moment),
  isodow: (moment) => fragment`(${daysSinceMonday(moment)} + 1)`,
  week: (moment) => fragment`ROUND(((${part('dayofyear', thursday(moment))} + 6) / 7), 0, 1)`,
  isoyear: (moment) => part('year', thursday(moment)),
  decade: (moment) => yearsBy(10, 0, moment),
  century: (moment) => yearsBy(100, 99, moment),
  millennium: (moment) => yearsBy(1000, 999, moment),
};

const TIME_FIELDS: Readonly<Record<string, PartPrinter>> = {
  hour: (moment) => part('hour', moment),
  minute: (moment) => part('minute', moment),
  second: (moment) => fragment`(${microseconds(moment)} / 1000000)`,
  milliseconds: (moment) => fragment`(${microseconds(moment)} / 1000)`,
  microseconds,
};

/** Seconds since 1970-01-01. */
function epoch(moment: Fragment): Fragment {
  return fragment`(DATEDIFF('microsecond', {ts '1970-01-01 00:00:00'}, ${moment}) / 1000000)`;
}

/** Other spellings of fields that datetktbl (datetime.c) knows. */
const SPELLINGS: Readonly<Record<string, string>> = {
  years: 'year',
  y: 'year',
  yr: 'year',
  yrs: 'year',
  months: 'month',
  mon: 'month',
  mons: 'month',
  days: 'day',
  d: 'day',
  hours: 'hour',
  h: 'hour',
  hr: 'hour',
  hrs: 'hour',
  minutes: 'minute',
  m: 'minute',
  min: 'minute',
  mins: 'minute',
  seconds: 'second',
  s: 'second',
  sec: 'second',
  secs: 'second',
  weeks: 'week',
  w: 'week',
  qtr: 'quarter',
  decades: 'decade',
  centuries: 'century',
  c: 'century',
  millisecond: 'milliseconds',
  msec: 'milliseconds',
  msecs: 'milliseconds',
  ms: 'milliseconds',
  microsecond: 'microseconds',
  usec: 'microseconds',
  usecs: 'microseconds',
  us: 'microseconds',
};

/** A field's name in its main spelling. */
export function fieldName(text: string): string {
  const name = text.toLowerCase();
  return SPELLINGS[name] ?? name;
}

/** extract(field from x) and date_part(field, x): of a timestamptz in the session's zone, but for its epoch. */
function extract(call: Call): Fragment {
  const field = fixed(call, 0);
  if (field === null) throw refuse(call, ' with a NULL field');
  const name = fieldName(field);
  const moment = value(call, 1);
  const family = call.families[1];
  if (name === 'epoch' && family !== 'time') return result(call, epoch(moment));
  const printer =
    family === 'time'
      ? TIME_FIELDS[name]
      : (DATE_FIELDS[name] ?? (family === 'date' ? undefined : TIME_FIELDS[name]));
  if (printer === undefined) throw refuse(call, ` of field "${field}"`);
  return result(call, printer(family === 'timestamptz' ? local(moment, call.scope) : moment));
}

/** Parts of the interval between two timestamps; of other intervals only the gateway knows the parts. */
function extractDifference(call: Call): Fragment {
  const field = fixed(call, 0) ?? '';
  const difference = node(call, 1);
  const { context } = call.scope.statement;
  const [end, start] = difference.kind === 'OPEXPR' ? difference.args : [];
  if (difference.kind !== 'OPEXPR' || end === undefined || start === undefined) throw refuse(call);
  const [family, other] = [end, start].map((side) => familyOf(typeOf(side), context));
  const moments = family === other && (family === 'timestamp' || family === 'timestamptz');
  if (!moments || context.operator(difference.opno)?.name !== '-') throw refuse(call);
  const { print, scope } = call;
  const between = fragment`DATEDIFF('microsecond', ${print.scalar(start, scope)}, ${print.scalar(end, scope)})`;
  switch (fieldName(field)) {
    case 'epoch':
      return result(call, fragment`(${between} / 1000000)`);
    case 'day':
      return result(call, fragment`ROUND((${between} / 86400000000), 0, 1)`);
    default:
      throw refuse(call, ` of field "${field}"`);
  }
}

/** date_part() gives float8, extract() numeric. */
function result(call: Call, printed: Fragment): Fragment {
  return call.name === 'date_part' ? castTo(printed, call.resultType, call.scope.statement.context) : printed;
}

const MOMENTS: readonly Family[] = ['date', 'time', 'timestamp', 'timestamptz'];

export const DATE_PARTS: readonly Rule[] = ['extract', 'date_part'].flatMap((name): Rule[] => [
  { name, takes: [['text'], MOMENTS], gives: 'value', print: extract },
  { name, takes: [['text'], ['interval']], gives: 'value', print: extractDifference },
]);
