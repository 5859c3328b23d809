import { IrisError } from '../../iris-session.ts';
import { convert, toText } from '../compile/conversion.ts';
import { expression } from '../compile/expression.ts';
import { call, literal } from '../compile/fragment.ts';
import {
  EPOCH_DAY,
  civilFromDays,
  daysFromCivil,
  daysInMonth,
  joinTimestamp,
  splitTimestamp,
} from '../values/calendar.ts';
import { DATE, TEXT, TIMESTAMP, type SqlType, isNumber } from '../values/sql-type.ts';
import { partOf } from './date-parts.ts';
import { type FunctionDefinition, argumentOf } from './definition.ts';
import { numberMask } from './number-mask.ts';
import { strict } from './user-function.ts';

const MONTHS = 'JANUARY FEBRUARY MARCH APRIL MAY JUNE JULY AUGUST SEPTEMBER OCTOBER NOVEMBER DECEMBER'.split(
  ' ',
);
const DAYS = 'SUNDAY MONDAY TUESDAY WEDNESDAY THURSDAY FRIDAY SATURDAY'.split(' ');

/** Elements of TO_CHAR, TO_DATE and TO_TIMESTAMP masks (RSQL_tochar, RSQL_todate), longest first. */
const ELEMENTS = [
  'MONTH',
  'SSSSS',
  'YYYY',
  'HH24',
  'HH12',
  'DDD',
  'DAY',
  'MON',
  'FF1',
  'FF2',
  'FF3',
  'FF4',
  'FF5',
  'FF6',
  'RR',
  'YY',
  'MM',
  'DD',
  'DY',
  'HH',
  'MI',
  'SS',
  'FF',
  'AM',
  'PM',
  'WW',
  'IW',
  'Q',
  'D',
  'J',
] as const;
type Element = (typeof ELEMENTS)[number];
interface MaskPart {
  readonly element: Element | null;
  readonly text: string;
}

const MASKS = new Map<string, readonly MaskPart[]>();

/** Text that is no element stands for itself. */
function parseMask(mask: string): readonly MaskPart[] {
  const known = MASKS.get(mask);
  if (known) return known;
  const parts: MaskPart[] = [];
  const upper = mask.toUpperCase();
  let at = 0;
  while (at < mask.length) {
    const element = ELEMENTS.find((candidate) => upper.startsWith(candidate, at)) ?? null;
    const length = element?.length ?? 1;
    parts.push({ element, text: mask.slice(at, at + length) });
    at += length;
  }
  if (MASKS.size > 500) MASKS.clear();
  MASKS.set(mask, parts);
  return parts;
}

function formatMoment(moment: bigint, mask: string): string {
  const { day, time } = splitTimestamp(moment);
  const civil = civilFromDays(day - EPOCH_DAY);
  const hour = Math.floor(time / 3_600_000_000);
  return parseMask(mask)
    .map(({ element, text }) => (element === null ? text : elementText(element, text)))
    .join('');

  function elementText(element: Element, text: string): string {
    switch (element) {
      case 'YYYY':
        return pad(civil.year, 4);
      case 'YY':
      case 'RR':
        return pad(civil.year % 100, 2);
      case 'MM':
        return pad(civil.month, 2);
      case 'MON':
        return cased((MONTHS[civil.month - 1] ?? '').slice(0, 3), text);
      case 'MONTH':
        return cased(MONTHS[civil.month - 1] ?? '', text);
      case 'DD':
        return pad(civil.day, 2);
      case 'DDD':
        return pad(partOf('dayofyear', moment), 3);
      case 'D':
        return String(partOf('weekday', moment));
      case 'DY':
        return cased((DAYS[partOf('weekday', moment) - 1] ?? '').slice(0, 3), text);
      case 'DAY':
        return cased(DAYS[partOf('weekday', moment) - 1] ?? '', text);
      case 'HH24':
        return pad(hour, 2);
      case 'HH':
      case 'HH12':
        return pad(hour % 12 === 0 ? 12 : hour % 12, 2);
      case 'MI':
        return pad(partOf('minute', moment), 2);
      case 'SS':
        return pad(partOf('second', moment), 2);
      case 'SSSSS':
        return pad(Math.floor(time / 1_000_000), 5);
      case 'FF':
        return pad(time % 1_000_000, 6);
      case 'FF1':
      case 'FF2':
      case 'FF3':
      case 'FF4':
      case 'FF5':
      case 'FF6':
        return pad(time % 1_000_000, 6).slice(0, Number(element.slice(2)));
      case 'AM':
      case 'PM':
        return cased(hour < 12 ? 'AM' : 'PM', text);
      case 'Q':
        return String(partOf('quarter', moment));
      case 'WW':
        return pad(Math.ceil(partOf('dayofyear', moment) / 7), 2);
      case 'IW':
        return pad(isoWeek(day - EPOCH_DAY), 2);
      case 'J':
        return String(day - EPOCH_DAY + 2_440_588);
    }
  }
}

function isoWeek(days: number): number {
  // The Thursday of the week decides the year it belongs to.
  const thursday = days + 3 - ((((days + 3) % 7) + 7) % 7);
  const { year } = civilFromDays(thursday);
  return Math.floor((thursday - daysFromCivil(year, 1, 1)) / 7) + 1;
}

/** MONTH gives JANUARY, Month January, month january. */
function cased(word: string, like: string): string {
  if (like === like.toUpperCase()) return word;
  const lower = word.toLowerCase();
  return like.charAt(0) === like.charAt(0).toUpperCase()
    ? lower.charAt(0).toUpperCase() + lower.slice(1)
    : lower;
}

/** @throws IrisError -400 when the text does not follow the mask */
function readMoment(text: string, mask: string): bigint {
  const found = {
    year: 1841,
    month: 1,
    day: 1,
    hour: 0,
    minute: 0,
    second: 0,
    micros: 0,
    afternoon: false,
    twelve: false,
  };
  let dayOfYear: number | null = null;
  let rest = text.trim();
  for (const { element, text: literal } of parseMask(mask)) {
    if (element === null) {
      // Any punctuation of the text answers to any of the mask.
      if (rest !== '' && !/^[A-Za-z0-9]/.test(rest)) rest = rest.slice(1);
      else if (/[A-Za-z0-9]/.test(literal)) throw malformed(text, mask);
      continue;
    }
    if (rest === '') break;
    readElement(element);
  }
  if (found.twelve) found.hour = (found.hour % 12) + (found.afternoon ? 12 : 0);
  if (
    found.month < 1 ||
    found.month > 12 ||
    found.day < 1 ||
    found.day > daysInMonth(found.year, found.month)
  ) {
    throw malformed(text, mask);
  }
  if (found.hour > 23 || found.minute > 59 || found.second > 59) throw malformed(text, mask);
  const days =
    dayOfYear === null
      ? daysFromCivil(found.year, found.month, found.day)
      : daysFromCivil(found.year, 1, 1) + dayOfYear - 1;
  const time = ((found.hour * 60 + found.minute) * 60 + found.second) * 1_000_000 + found.micros;
  return joinTimestamp(days + EPOCH_DAY, time);

  function digits(most: number): number {
    const match = new RegExp(`^\\d{1,${most}}`).exec(rest)?.[0];
    if (match === undefined) throw malformed(text, mask);
    rest = rest.slice(match.length);
    return Number(match);
  }

  function word(words: readonly string[], length?: number): number {
    const upper = rest.toUpperCase();
    const at = words.findIndex((candidate) => upper.startsWith(candidate.slice(0, length)));
    if (at < 0) throw malformed(text, mask);
    rest = rest.slice((words[at] ?? '').slice(0, length).length);
    return at;
  }

  function readElement(element: Element): void {
    switch (element) {
      case 'YYYY':
        found.year = digits(4);
        return;
      case 'YY':
      case 'RR': {
        const short = digits(2);
        found.year = short + (element === 'RR' && short < 50 ? 2000 : 1900);
        return;
      }
      case 'MM':
        found.month = digits(2);
        return;
      case 'MON':
        found.month = word(MONTHS, 3) + 1;
        return;
      case 'MONTH':
        found.month = word(MONTHS) + 1;
        return;
      case 'DD':
        found.day = digits(2);
        return;
      case 'DDD':
        dayOfYear = digits(3);
        return;
      case 'DY':
        word(DAYS, 3);
        return;
      case 'DAY':
        word(DAYS);
        return;
      case 'HH24':
        found.hour = digits(2);
        return;
      case 'HH':
      case 'HH12':
        found.hour = digits(2);
        found.twelve = true;
        return;
      case 'MI':
        found.minute = digits(2);
        return;
      case 'SS':
        found.second = digits(2);
        return;
      case 'FF':
      case 'FF1':
      case 'FF2':
      case 'FF3':
      case 'FF4':
      case 'FF5':
      case 'FF6': {
        const fraction = /^\d{1,9}/.exec(rest)?.[0] ?? '';
        rest = rest.slice(fraction.length);
        found.micros = Number(fraction.slice(0, 6).padEnd(6, '0'));
        return;
      }
      case 'AM':
      case 'PM':
        found.twelve = true;
        found.afternoon = word(['AM', 'PM']) === 1;
        return;
      case 'SSSSS': {
        const seconds = digits(5);
        found.hour = Math.floor(seconds / 3600);
        found.minute = Math.floor(seconds / 60) % 60;
        found.second = seconds % 60;
        return;
      }
      case 'J': {
        const civil = civilFromDays(digits(7) - 2_440_588);
        Object.assign(found, civil);
        return;
      }
      case 'D':
      case 'Q':
      case 'WW':
      case 'IW':
        throw malformed(text, mask);
    }
  }
}

function malformed(text: string, mask: string): IrisError {
  return new IrisError(-400, `<ILLEGAL VALUE> '${text}' does not follow the format '${mask}'`);
}

function pad(value: number, width: number): string {
  return String(value).padStart(width, '0');
}

const toChar: FunctionDefinition = {
  names: ['TO_CHAR'],
  arity: [1, 2],
  compile: (args, context) => {
    const [value, mask] = args;
    if (!value) throw new IrisError(-380, 'Too few arguments for TO_CHAR');
    if (!mask) return convert(value, TEXT, context);
    const format = toText(mask, context).sql;
    if (value.type.kind !== 'null' && isNumber(value.type)) {
      return expression(TEXT, call('iris_fn_to_char_number', toText(value, context).sql, format));
    }
    return expression(TEXT, call('iris_fn_to_char', argumentOf(value, 'timestamp', context).sql, format));
  },
  userFunctions: [
    strict('iris_fn_to_char', (moment, mask) =>
      formatMoment(BigInt(moment as number | bigint), String(mask)),
    ),
    strict('iris_fn_to_char_number', (number, mask) => numberMask(String(number), String(mask))),
  ],
};

/** TO_DATE and TO_TIMESTAMP: the text by a mask, which has a default. */
function reading(
  names: readonly string[],
  type: SqlType,
  defaultMask: string,
  key: string,
): FunctionDefinition {
  return {
    names,
    arity: [1, 2],
    compile: (args, context) => {
      const [text, mask] = args;
      if (!text) throw new IrisError(-380, `Too few arguments for ${names[0] ?? ''}`);
      const format = mask ? toText(mask, context).sql : literal(defaultMask);
      return expression(type, call(key, toText(text, context).sql, format));
    },
    userFunctions: [
      strict(key, (text, mask) => {
        const moment = readMoment(String(text), String(mask));
        return type.kind === 'date' ? BigInt(splitTimestamp(moment).day) : moment;
      }),
    ],
  };
}

export const DATE_FORMAT_FUNCTIONS: readonly FunctionDefinition[] = [
  toChar,
  reading(['TO_DATE'], DATE, 'DD MON YYYY', 'iris_fn_to_date'),
  reading(['TO_TIMESTAMP', 'TO_POSIXTIME'], TIMESTAMP, 'DD MON YYYY HH24:MI:SS', 'iris_fn_to_timestamp'),
];
