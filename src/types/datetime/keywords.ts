/** Units that label the number after them, as in y2001m02d04 or J2451187 (manual B.1). */
export type Unit = 'year' | 'month' | 'day' | 'hour' | 'minute' | 'second' | 'julian' | 'isoTime' | 'other';

/** What a word of date/time text means. */
type Keyword =
  | { readonly kind: 'special'; readonly value: SpecialValue }
  | { readonly kind: 'month'; readonly month: number }
  | { readonly kind: 'weekday' }
  | { readonly kind: 'era'; readonly bc: boolean }
  | { readonly kind: 'meridian'; readonly pm: boolean }
  | { readonly kind: 'unit'; readonly unit: Unit }
  | { readonly kind: 'daylight' }
  | { readonly kind: 'ignored' };

export type SpecialValue =
  | 'epoch'
  | 'infinity'
  | '-infinity'
  | 'now'
  | 'today'
  | 'tomorrow'
  | 'yesterday'
  | 'allballs';

const MONTHS = [
  'jan january',
  'feb february',
  'mar march',
  'apr april',
  'may',
  'jun june',
  'jul july',
  'aug august',
  'sep sept september',
  'oct october',
  'nov november',
  'dec december',
];

const WEEKDAYS =
  'sun sunday mon monday tue tues tuesday wed wednesday weds thu thur thurs thursday fri friday sat saturday';

const SPECIALS: readonly SpecialValue[] = [
  'epoch',
  'infinity',
  '-infinity',
  'now',
  'today',
  'tomorrow',
  'yesterday',
  'allballs',
];

const UNITS: readonly (readonly [string, Unit])[] = [
  ['y', 'year'],
  ['m', 'month'],
  ['d', 'day'],
  ['h', 'hour'],
  ['mm', 'minute'],
  ['s', 'second'],
  ['j', 'julian'],
  ['jd', 'julian'],
  ['julian', 'julian'],
  ['dow', 'other'],
  ['doy', 'other'],
  ['isodow', 'other'],
  ['isoyear', 'other'],
];

function entries(): [string, Keyword][] {
  return [
    ...SPECIALS.map((value): [string, Keyword] => [value, { kind: 'special', value }]),
    ...MONTHS.flatMap((names, index) =>
      names.split(' ').map((word): [string, Keyword] => [word, { kind: 'month', month: index + 1 }]),
    ),
    ...WEEKDAYS.split(' ').map((word): [string, Keyword] => [word, { kind: 'weekday' }]),
    ...UNITS.map(([word, unit]): [string, Keyword] => [word, { kind: 'unit', unit }]),
    ['ad', { kind: 'era', bc: false }],
    ['bc', { kind: 'era', bc: true }],
    ['am', { kind: 'meridian', pm: false }],
    ['pm', { kind: 'meridian', pm: true }],
    ['t', { kind: 'unit', unit: 'isoTime' }],
    ['dst', { kind: 'daylight' }],
    ['at', { kind: 'ignored' }],
    ['on', { kind: 'ignored' }],
  ];
}

/** Words of date/time input by their first ten letters, the length PostgreSQL compares. */
export const KEYWORDS: ReadonlyMap<string, Keyword> = new Map(entries());
