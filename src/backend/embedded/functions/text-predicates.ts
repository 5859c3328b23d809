import { IrisError } from '../../iris-session.ts';
import { type CollationName, collate, exactKey, exactValue } from '../values/collation.ts';
import { listElements } from '../values/list.ts';
import { type UserFunction, strict } from './user-function.ts';

/** Regular expressions of %MATCHES and %PATTERN arguments: statements repeat the same few. */
const EXPRESSIONS = new Map<string, RegExp>();

function cached(key: string, make: () => string): RegExp {
  const known = EXPRESSIONS.get(key);
  if (known) return known;
  if (EXPRESSIONS.size > 500) EXPRESSIONS.clear();
  const made = new RegExp(`^(?:${make()})$`, 'su');
  EXPRESSIONS.set(key, made);
  return made;
}

/** `*` any text, `?` one character, `[a-z]` a set, `\` takes the next one literally (RSQL_matches). */
function globSource(pattern: string): string {
  let source = '';
  for (let i = 0; i < pattern.length; i += 1) {
    const character = pattern.charAt(i);
    const close = character === '[' ? pattern.indexOf(']', i + 1) : -1;
    if (character === '*') source += '.*';
    else if (character === '?') source += '.';
    else if (character === '\\' && i + 1 < pattern.length) {
      i += 1;
      source += quoted(pattern.charAt(i));
    } else if (close > 0) {
      const set = pattern.slice(i + 1, close);
      const negated = set.startsWith('^');
      source += `[${negated ? '^' : ''}${(negated ? set.slice(1) : set).replace(/[\\\][^&|~]/g, '\\$&')}]`;
      i = close;
    } else source += quoted(character);
  }
  return source;
}

const PATTERN_CODES: Readonly<Record<string, string>> = {
  A: '\\p{L}',
  C: '\\p{Cc}',
  E: '[\\s\\S]',
  L: '\\p{Ll}',
  N: '[0-9]',
  P: '[\\p{P}\\p{S}\\p{Zs}]',
  U: '\\p{Lu}',
};

/** ObjectScript pattern match: `1U.L`, `3N1"-"4N`, `1.3A`, alternations in parentheses. */
function patternSource(pattern: string): string {
  let at = 0;
  const source = sequence();
  if (at < pattern.length) throw malformed(pattern);
  return source;

  function sequence(): string {
    let result = '';
    while (at < pattern.length && !/[,)]/.test(pattern.charAt(at))) result += item();
    return result;
  }

  function item(): string {
    const count = /^(\d*)(\.?)(\d*)/.exec(pattern.slice(at));
    const [text = '', low = '', point = '', high = ''] = count ?? [];
    if (text === '') throw malformed(pattern);
    at += text.length;
    const times = point === '' ? `{${low}}` : high === '' ? `{${low || '0'},}` : `{${low || '0'},${high}}`;
    return `(?:${atom()})${times}`;
  }

  function atom(): string {
    const character = pattern.charAt(at);
    if (character === '"') {
      const match = /^"((?:[^"]|"")*)"/.exec(pattern.slice(at));
      if (!match) throw malformed(pattern);
      at += match[0].length;
      return quoted((match[1] ?? '').replaceAll('""', '"'));
    }
    if (character === '(') {
      const choices: string[] = [];
      do {
        at += 1;
        choices.push(sequence());
      } while (pattern.charAt(at) === ',');
      if (pattern.charAt(at) !== ')') throw malformed(pattern);
      at += 1;
      return choices.join('|');
    }
    const codes: string[] = [];
    let code = PATTERN_CODES[pattern.charAt(at).toUpperCase()];
    while (code !== undefined && at < pattern.length) {
      codes.push(code);
      at += 1;
      code = PATTERN_CODES[pattern.charAt(at).toUpperCase()];
    }
    if (codes.length === 0) throw malformed(pattern);
    return codes.join('|');
  }
}

function malformed(pattern: string): IrisError {
  return new IrisError(-400, `<SYNTAX> invalid pattern '${pattern}'`);
}

function quoted(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}

function jsonType(text: string): string | null {
  try {
    const value: unknown = JSON.parse(text);
    if (Array.isArray(value)) return 'ARRAY';
    return value !== null && typeof value === 'object' ? 'OBJECT' : 'SCALAR';
  } catch {
    // not JSON: that is the question asked
    return null;
  }
}

export const TEXT_USER_FUNCTIONS: readonly UserFunction[] = [
  strict('iris_sqlupper', (text) => collate(String(text), 'SQLUPPER', null)),
  {
    name: 'iris_collate',
    deterministic: true,
    run: (text, name, length) =>
      text === null || text === undefined
        ? null
        : collate(String(text), name as CollationName, length === null ? null : Number(length)),
  },
  strict('iris_exact', (text) => exactKey(String(text))),
  strict('iris_exact_value', (key) => exactValue(String(key))),
  strict('iris_starts_with', (text, prefix) => (String(text).startsWith(String(prefix)) ? 1n : 0n)),
  strict('iris_matches', (text, pattern) =>
    cached(`m${String(pattern)}`, () => globSource(String(pattern))).test(String(text)) ? 1n : 0n,
  ),
  strict('iris_pattern', (text, pattern) =>
    cached(`p${String(pattern)}`, () => patternSource(String(pattern))).test(String(text)) ? 1n : 0n,
  ),
  strict('iris_in_list', (text, list) => (listElements(String(list)).includes(String(text)) ? 1n : 0n)),
  strict('iris_is_json', (text, wanted) => {
    const type = jsonType(String(text));
    return type !== null && (wanted === 'VALUE' || wanted === type) ? 1n : 0n;
  }),
];
