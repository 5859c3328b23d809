import { IrisError } from '../../iris-session.ts';
import { EPOCH_DAY, civilFromDays, daysFromCivil, daysInMonth, joinTimestamp } from '../values/calendar.ts';
import { DAYS, type Element, MONTHS, parseMask } from './date-mask.ts';

/** Microseconds since 1970 of a text by a mask. @throws IrisError -400 when the text does not follow it */
export function readMoment(text: string, mask: string): bigint {
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
