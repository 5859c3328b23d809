import { node, value, type Call, type Rule } from '../expression/call.ts';
import type { Family } from '../expression/family.ts';
import { addTerms, intervalOf, intervalTerms } from '../expression/interval.ts';
import { local, utc } from '../expression/time-zone.ts';
import { fragment, type Fragment } from '../iris/fragment.ts';

const DATE: readonly Family[] = ['date'];
const INTEGER: readonly Family[] = ['integer'];
const INTERVAL: readonly Family[] = ['interval'];

function addDays(date: Fragment, days: Fragment): Fragment {
  return fragment`CAST(DATEADD('day', ${days}, ${date}) AS DATE)`;
}

/** timestamp, timestamptz or date plus or minus an interval; a date becomes a timestamp first. */
function addInterval(call: Call, moment: 0 | 1, sign: 1 | -1): Fragment {
  const { scope, print } = call;
  const terms = intervalTerms(node(call, moment === 0 ? 1 : 0), scope, print, sign);
  const start = value(call, moment);
  const family = call.families[moment];
  if (family === 'date') return addTerms(fragment`CAST(${start} AS TIMESTAMP)`, terms);
  // Days and months of a timestamptz are those of the session's zone.
  if (family === 'timestamptz' && terms.some((term) => term.unit === 'day' || term.unit === 'month')) {
    return utc(addTerms(local(start, scope), terms), scope);
  }
  return addTerms(start, terms);
}

function intervalRules(family: Family): Rule[] {
  return [
    { name: '+', takes: [[family], INTERVAL], gives: 'value', print: (call) => addInterval(call, 0, 1) },
    { name: '+', takes: [INTERVAL, [family]], gives: 'value', print: (call) => addInterval(call, 1, 1) },
    { name: '-', takes: [[family], INTERVAL], gives: 'value', print: (call) => addInterval(call, 0, -1) },
  ];
}

/** Microseconds from one timestamp to another. */
export function microsecondsBetween(start: Fragment, end: Fragment): Fragment {
  return fragment`DATEDIFF('microsecond', ${start}, ${end})`;
}

/** Dates and timestamps with numbers of days and intervals (manual 9.9). */
export const DATE_ARITHMETIC: readonly Rule[] = [
  {
    name: '+',
    takes: [DATE, INTEGER],
    gives: 'value',
    print: (call) => addDays(value(call, 0), value(call, 1)),
  },
  {
    name: '+',
    takes: [INTEGER, DATE],
    gives: 'value',
    print: (call) => addDays(value(call, 1), value(call, 0)),
  },
  {
    name: '-',
    takes: [DATE, INTEGER],
    gives: 'value',
    print: (call) => addDays(value(call, 0), fragment`(-${value(call, 1)})`),
  },
  {
    name: '-',
    takes: [DATE, DATE],
    gives: 'value',
    print: (call) => fragment`DATEDIFF('day', ${value(call, 1)}, ${value(call, 0)})`,
  },
  ...(['timestamp', 'timestamptz'] as const).map(
    (family): Rule => ({
      name: '-',
      takes: [[family], [family]],
      gives: 'value',
      print: (call) => intervalOf(microsecondsBetween(value(call, 1), value(call, 0))),
    }),
  ),
  ...intervalRules('date'),
  ...intervalRules('timestamp'),
  ...intervalRules('timestamptz'),
];
