import { EPOCH_DAY, civilFromDays, daysFromCivil, splitTimestamp } from '../values/calendar.ts';
import { DAYS, type Element, MONTHS, parseMask } from './date-mask.ts';
import { partOf } from './date-parts.ts';

/** TO_CHAR of microseconds since 1970 (RSQL_tochar). */
export function formatMoment(moment: bigint, mask: string): string {
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

function pad(value: number, width: number): string {
  return String(value).padStart(width, '0');
}
