import { DateTimeProblem } from './problem.ts';
import { fractionMicroseconds, leadingInteger } from './text-number.ts';

/** Hours, minutes, seconds, microseconds; `microsecond` may be a whole second after rounding. */
export interface Clock {
  hour: number;
  minute: number;
  second: number;
  microsecond: number;
}

/** How intervals read a clock: hours may be many, and `mm:ss` is meant where the field is MINUTE TO SECOND. */
interface ClockOptions {
  readonly maximumHour: number;
  readonly minuteToSecond: boolean;
}

const TIME_OF_DAY: ClockOptions = { maximumHour: 2147483647, minuteToSecond: false };

/** `hh:mm`, `hh:mm:ss`, `hh:mm:ss.f`, and `mm:ss.f`; that a day ends at 24 o'clock is for the caller to check. */
export function decodeClock(
  text: string,
  { maximumHour, minuteToSecond }: ClockOptions = TIME_OF_DAY,
): Clock {
  const clock: Clock = { hour: 0, minute: 0, second: 0, microsecond: 0 };
  const hour = leadingInteger(text, 0, maximumHour);
  if (text[hour.end] !== ':') throw new DateTimeProblem('format');
  const minute = leadingInteger(text, hour.end + 1);
  let { end } = minute;
  const shifted = text[end] === '.' || (end === text.length && minuteToSecond);
  if (shifted) {
    clock.minute = hour.value;
    clock.second = minute.value;
  } else {
    clock.hour = hour.value;
    clock.minute = minute.value;
    if (text[end] === ':') ({ value: clock.second, end } = leadingInteger(text, end + 1));
  }
  if (text[end] === '.') clock.microsecond = fractionMicroseconds(text.slice(end));
  else if (end !== text.length) throw new DateTimeProblem('format');
  if (clock.minute > 59 || clock.second > 60) throw new DateTimeProblem('overflow');
  return clock;
}

/** Microseconds since midnight. */
export function clockMicroseconds({ hour, minute, second, microsecond }: Clock): number {
  return ((hour * 60 + minute) * 60 + second) * 1000000 + microsecond;
}

/** Whether the clock stands after 24:00:00. */
export function isPastMidnight({ hour, minute, second, microsecond }: Clock): boolean {
  return hour > 24 || (hour === 24 && (minute > 0 || second > 0 || microsecond > 0));
}
