import { fixed, refuse, value, type Call, type Rule } from '../expression/call.ts';
import type { Family } from '../expression/family.ts';
import { fixedOffset, local, shifted, utc } from '../expression/time-zone.ts';
import { fragment, stringLiteral, type Fragment } from '../iris/fragment.ts';
import { daysSinceMonday, fieldName } from './date-parts.ts';
import { irisMask } from './date-mask.ts';

const TEXT: readonly Family[] = ['text'];

/** Masks that cut a timestamp ([django]; DATE_TRUNC itself is younger than 2024.1, iris-sql.md section 4). */
const MASKS: Readonly<Record<string, string>> = {
  second: 'YYYY-MM-DD HH24:MI:SS',
  minute: 'YYYY-MM-DD HH24:MI:00',
  hour: 'YYYY-MM-DD HH24:00:00',
  day: 'YYYY-MM-DD 00:00:00',
  month: 'YYYY-MM-01 00:00:00',
  year: 'YYYY-01-01 00:00:00',
};

function cut(mask: string, moment: Fragment): Fragment {
  return fragment`CAST(TO_CHAR(${moment}, ${stringLiteral(mask)}) AS TIMESTAMP)`;
}

function truncated(field: string, moment: Fragment): Fragment | null {
  if (field === 'week') {
    return cut(MASKS['day'] ?? '', fragment`DATEADD('day', (-${daysSinceMonday(moment)}), ${moment})`);
  }
  if (field === 'quarter') {
    const month = fragment`MOD((DATEPART('month', ${moment}) - 1), 3)`;
    return fragment`DATEADD('month', (-${month}), ${cut(MASKS['month'] ?? '', moment)})`;
  }
  const mask = MASKS[field];
  return mask === undefined ? null : cut(mask, moment);
}

/** date_trunc(field, x): of a timestamptz in the session's zone. */
function dateTrunc(call: Call): Fragment {
  const field = fixed(call, 0);
  const name = fieldName(field ?? '');
  const moment = value(call, 1);
  if (name === 'microseconds') return moment;
  const zoned = call.families[1] === 'timestamptz';
  const printed = truncated(name, zoned ? local(moment, call.scope) : moment);
  if (printed === null) throw refuse(call, ` of field "${field ?? ''}"`);
  return zoned ? utc(printed, call.scope) : printed;
}

function toChar(call: Call): Fragment {
  const format = fixed(call, 1);
  const mask = format === null ? null : irisMask(format);
  if (mask === null) throw refuse(call, ` with format "${format ?? ''}"`);
  const moment = value(call, 0);
  const shown = call.families[0] === 'timestamptz' ? local(moment, call.scope) : moment;
  return fragment`TO_CHAR(${shown}, ${stringLiteral(mask)})`;
}

/** to_timestamp(seconds since 1970). */
function fromEpoch(call: Call): Fragment {
  const microseconds = fragment`ROUND((${value(call, 0)} * 1000000), 0)`;
  return fragment`DATEADD('microsecond', ${microseconds}, {ts '1970-01-01 00:00:00'})`;
}

/** make_date(): an impossible day is an error in both. */
function makeDate(call: Call): Fragment {
  return fragment`TO_DATE((${value(call, 0)} || '-' || ${value(call, 1)} || '-' || ${value(call, 2)}), 'YYYY-MM-DD')`;
}

/** x AT TIME ZONE zone: a timestamptz becomes the zone's local time, a timestamp of the zone a timestamptz. */
function atTimeZone(call: Call): Fragment {
  const zone = fixed(call, 0);
  const offset = zone === null ? undefined : fixedOffset(zone);
  if (offset === undefined || (zone !== null && /^[+-]?\d/.test(zone.trim()))) {
    throw refuse(call, ` with time zone "${zone ?? ''}"`);
  }
  return shifted(value(call, 1), call.families[1] === 'timestamptz' ? offset : -offset);
}

/** Date and time functions (manual 9.9) besides extract(). */
export const DATES: readonly Rule[] = [
  { name: 'date_trunc', takes: [TEXT, ['timestamp', 'timestamptz']], gives: 'value', print: dateTrunc },
  { name: 'to_char', takes: [['timestamp', 'timestamptz'], TEXT], gives: 'value', print: toChar },
  { name: 'to_timestamp', takes: [['float']], gives: 'value', print: fromEpoch },
  { name: 'make_date', takes: [['integer'], ['integer'], ['integer']], gives: 'value', print: makeDate },
  { name: 'timezone', takes: [TEXT, ['timestamp', 'timestamptz']], gives: 'value', print: atTimeZone },
];
