import { IrisError } from '../../iris-session.ts';
import { type FunctionDefinition, scalarFunction } from './definition.ts';

const MAX_STRING = 3_641_144;

const upper = scalarFunction({
  names: ['UPPER', 'UCASE'],
  takes: ['text'],
  gives: 'text',
  run: (s) => s.toUpperCase(),
});
const lower = scalarFunction({
  names: ['LOWER', 'LCASE'],
  takes: ['text'],
  gives: 'text',
  run: (s) => s.toLowerCase(),
});

/** Trailing blanks do not count (iris-sql.md section 4, length row). */
const length = scalarFunction({
  names: ['LENGTH'],
  takes: ['text'],
  gives: 'integer',
  run: (s) => s.replace(/ +$/, '').length,
});

const charLength = scalarFunction({
  names: ['CHAR_LENGTH', 'CHARACTER_LENGTH', 'DATALENGTH'],
  takes: ['text'],
  gives: 'integer',
  run: (s) => s.length,
});

/** $LENGTH(s[, delimiter]): characters, or pieces. */
const dollarLength = scalarFunction({
  names: ['$LENGTH'],
  takes: ['text', 'text'],
  optional: 1,
  gives: 'integer',
  run: (s, delimiter?: string) =>
    delimiter === undefined ? s.length : delimiter === '' ? 0 : s.split(delimiter).length,
});

/** Positions count from 1; a start before 1 shortens the result (RSQL_substring). */
function substring(s: string, start: number, count?: number): string {
  if (count !== undefined && count < 0) return '';
  const end = count === undefined ? s.length : start - 1 + count;
  return s.slice(Math.max(0, start - 1), Math.max(0, end));
}

const substringFunction = scalarFunction({
  names: ['SUBSTRING', 'SUBSTR'],
  takes: ['text', 'integer', 'integer'],
  optional: 1,
  gives: 'text',
  run: substring,
});

const left = scalarFunction({
  names: ['LEFT'],
  takes: ['text', 'integer'],
  gives: 'text',
  run: (s, n) => s.slice(0, Math.max(0, n)),
});

const right = scalarFunction({
  names: ['RIGHT'],
  takes: ['text', 'integer'],
  gives: 'text',
  run: (s, n) => (n <= 0 ? '' : s.slice(-n)),
});

const position = scalarFunction({
  names: ['POSITION', 'CHARINDEX', 'LOCATE'],
  takes: ['text', 'text', 'integer'],
  optional: 1,
  gives: 'integer',
  run: (part, s, start?: number) => s.indexOf(part, Math.max(0, (start ?? 1) - 1)) + 1,
});

/** INSTR(s, part[, start[, occurrence]]) */
const instr = scalarFunction({
  names: ['INSTR'],
  takes: ['text', 'text', 'integer', 'integer'],
  optional: 2,
  gives: 'integer',
  run: (s, part, start?: number, occurrence?: number) => {
    let at = Math.max(0, (start ?? 1) - 1) - 1;
    for (let n = 0; n < (occurrence ?? 1); n += 1) {
      at = s.indexOf(part, at + 1);
      if (at < 0) return 0;
    }
    return at + 1;
  },
});

const replace = scalarFunction({
  names: ['REPLACE'],
  takes: ['text', 'text', 'text'],
  gives: 'text',
  run: (s, from, to) => (from === '' ? s : withinMaxString(s.replaceAll(from, () => to))),
});

/** $TRANSLATE(s, from[, to]): characters without counterpart are removed. */
const translate = scalarFunction({
  names: ['$TRANSLATE'],
  takes: ['text', 'text', 'text'],
  optional: 1,
  gives: 'text',
  run: (s, from, to?: string) => {
    let result = '';
    for (const character of s) {
      const at = from.indexOf(character);
      result += at < 0 ? character : ((to ?? '')[at] ?? '');
    }
    return result;
  },
});

/** $PIECE(s, delimiter[, first[, last]]), pieces from 1. */
const piece = scalarFunction({
  names: ['$PIECE'],
  takes: ['text', 'text', 'integer', 'integer'],
  optional: 2,
  gives: 'text',
  run: (s, delimiter, first?: number, last?: number) => {
    const from = first ?? 1;
    const to = last ?? from;
    if (delimiter === '' || to < from) return '';
    return s
      .split(delimiter)
      .slice(Math.max(0, from - 1), Math.max(0, to))
      .join(delimiter);
  },
});

/** $EXTRACT(s[, first[, last]]), characters from 1. */
const extract = scalarFunction({
  names: ['$EXTRACT'],
  takes: ['text', 'integer', 'integer'],
  optional: 2,
  gives: 'text',
  run: (s, first?: number, last?: number) =>
    s.slice(Math.max(0, (first ?? 1) - 1), Math.max(0, last ?? first ?? 1)),
});

/** $FIND(s, part[, start]): the position behind the part, 0 when it is not there. */
const find = scalarFunction({
  names: ['$FIND'],
  takes: ['text', 'text', 'integer'],
  optional: 1,
  gives: 'integer',
  run: (s, part, start?: number) => {
    const at = s.indexOf(part, Math.max(0, (start ?? 1) - 1));
    return at < 0 ? 0 : at + part.length + 1;
  },
});

/** $JUSTIFY(s, width[, decimals]) */
const justify = scalarFunction({
  names: ['$JUSTIFY'],
  takes: ['text', 'integer', 'integer'],
  optional: 1,
  gives: 'text',
  run: (s, width, decimals?: number) =>
    (decimals === undefined ? s : Number(s).toFixed(Math.max(0, decimals))).padStart(width),
});

const ltrim = scalarFunction({
  names: ['LTRIM'],
  takes: ['text'],
  gives: 'text',
  run: (s) => s.replace(/^ +/, ''),
});
const rtrim = scalarFunction({
  names: ['RTRIM'],
  takes: ['text'],
  gives: 'text',
  run: (s) => s.replace(/ +$/, ''),
});

const lpad = scalarFunction({
  names: ['LPAD'],
  takes: ['text', 'integer', 'text'],
  optional: 1,
  gives: 'text',
  run: (s, width, fill?: string) =>
    s.length >= width ? s.slice(0, Math.max(0, width)) : s.padStart(checkedLength(width), fill ?? ' '),
});

const rpad = scalarFunction({
  names: ['RPAD'],
  takes: ['text', 'integer', 'text'],
  optional: 1,
  gives: 'text',
  run: (s, width, fill?: string) =>
    s.length >= width ? s.slice(0, Math.max(0, width)) : s.padEnd(checkedLength(width), fill ?? ' '),
});

const repeat = scalarFunction({
  names: ['REPEAT', 'REPLICATE'],
  takes: ['text', 'integer'],
  gives: 'text',
  run: (s, n) => {
    checkedLength(s.length * Math.max(0, n));
    return s.repeat(Math.max(0, n));
  },
});

const space = scalarFunction({
  names: ['SPACE'],
  takes: ['integer'],
  gives: 'text',
  run: (n) => ' '.repeat(Math.max(0, checkedLength(n))),
});

const reverse = scalarFunction({
  names: ['REVERSE'],
  takes: ['text'],
  gives: 'text',
  run: (s) => Array.from(s).toReversed().join(''),
});

const ascii = scalarFunction({
  names: ['ASCII'],
  takes: ['text'],
  gives: 'integer',
  run: (s) => (s === '' ? null : (s.codePointAt(0) ?? null)),
});

const char = scalarFunction({
  names: ['CHAR', 'CHR'],
  takes: ['integer'],
  gives: 'text',
  run: (n) => (n < 0 || n > 65_535 ? '' : String.fromCharCode(n)),
});

/** STUFF(s, start, count, replacement) */
const stuff = scalarFunction({
  names: ['STUFF'],
  takes: ['text', 'integer', 'integer', 'text'],
  gives: 'text',
  run: (s, start, count, replacement) =>
    s.slice(0, Math.max(0, start - 1)) + replacement + s.slice(Math.max(0, start - 1 + count)),
});

function checkedLength(length: number): number {
  if (length > MAX_STRING) throw new IrisError(-400, '<MAXSTRING>');
  return length;
}

function withinMaxString(s: string): string {
  checkedLength(s.length);
  return s;
}

export const STRING_FUNCTIONS: readonly FunctionDefinition[] = [
  upper,
  lower,
  length,
  charLength,
  dollarLength,
  substringFunction,
  left,
  right,
  position,
  instr,
  replace,
  translate,
  piece,
  extract,
  find,
  justify,
  ltrim,
  rtrim,
  lpad,
  rpad,
  repeat,
  space,
  reverse,
  ascii,
  char,
  stuff,
];
