import { leadingInteger } from './text-number.ts';
import { DateTimeProblem } from './problem.ts';

/** MAX_TZDISP_HOUR */
const MAX_HOURS = 15;

/** Seconds east of Greenwich of `+05:30`, `-0800`, `+5`, `-00:25:21` (DecodeTimezone). */
export function decodeOffset(text: string): number {
  const sign = text.charAt(0);
  if (sign !== '+' && sign !== '-') throw new DateTimeProblem('format');
  const first = displacement(text, 1);
  let { value: hours, end } = first;
  let minutes = 0;
  let seconds = 0;
  if (text[end] === ':') {
    ({ value: minutes, end } = displacement(text, end + 1));
    if (text[end] === ':') ({ value: seconds, end } = displacement(text, end + 1));
  } else if (end === text.length && text.length > 3) {
    minutes = hours % 100;
    hours = Math.trunc(hours / 100);
  }
  if (hours > MAX_HOURS || minutes >= 60 || seconds >= 60) throw new DateTimeProblem('displacement');
  if (end !== text.length) throw new DateTimeProblem('format');
  const magnitude = (hours * 60 + minutes) * 60 + seconds;
  return sign === '-' ? -magnitude : magnitude;
}

function displacement(text: string, at: number): { value: number; end: number } {
  try {
    return leadingInteger(text, at);
  } catch (error) {
    if (error instanceof DateTimeProblem) throw new DateTimeProblem('displacement');
    throw error;
  }
}
