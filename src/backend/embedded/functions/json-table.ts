import { IrisError } from '../../iris-session.ts';
import { type UserFunction, strict } from './user-function.ts';

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** JSON_TABLE's rows as a JSON array of arrays of text: one for each value at `path`, one cell for each column path. */
function rows(document: string, path: string, columnPaths: readonly (string | null)[]): Json {
  let root: Json;
  try {
    root = JSON.parse(document) as Json;
  } catch (error) {
    throw new IrisError(-400, `JSON_TABLE: ${error instanceof Error ? error.message : 'invalid JSON'}`);
  }
  const items = valuesAt(root, steps(path));
  // A path that leads to one array means its elements.
  const [only] = items;
  const unrolled = items.length === 1 && Array.isArray(only) ? (only as readonly Json[]) : items;
  return unrolled.map((item) => columnPaths.map((column) => (column === null ? null : cell(item, column))));
}

function cell(item: Json, path: string): Json {
  const [value] = valuesAt(item, steps(path));
  if (value === undefined || value === null) return null;
  if (typeof value === 'object') return JSON.stringify(value);
  if (typeof value === 'boolean') return value ? '1' : '0';
  return String(value);
}

/** A member's name, an array index, or all of them. */
type Step = string | number | typeof ALL;

const ALL = Symbol('all');

const STEP =
  /^(?:\.\s*([\p{L}_$][\p{L}\p{N}_$]*)|\.\s*"((?:[^"\\]|\\.)*)"|\[\s*(\d+)\s*\]|(\[\s*\*\s*\])|(\.\s*\*))/u;

/** `$.a.b[0][*]`; keys in double quotes may hold anything. @throws IrisError -400 */
function steps(path: string): readonly Step[] {
  let rest = path.trim().replace(/^\$/, '');
  if (rest !== '' && !/^[.[]/.test(rest)) rest = `.${rest}`;
  const found: Step[] = [];
  while (rest !== '') {
    const match = STEP.exec(rest);
    if (!match) throw new IrisError(-400, `JSON_TABLE: invalid path '${path}'`);
    const [text, word, quoted, index] = match;
    if (word !== undefined) found.push(word);
    else if (quoted !== undefined) found.push(JSON.parse(`"${quoted}"`) as string);
    else if (index !== undefined) found.push(Number(index));
    else found.push(ALL);
    rest = rest.slice(text.length);
  }
  return found;
}

function valuesAt(root: Json, path: readonly Step[]): readonly Json[] {
  return path.reduce<readonly Json[]>((values, step) => values.flatMap((value) => next(value, step)), [root]);
}

function next(value: Json, step: Step): readonly Json[] {
  if (value === null || typeof value !== 'object') return [];
  if (step === ALL) return Array.isArray(value) ? (value as readonly Json[]) : Object.values(value);
  if (Array.isArray(value)) return typeof step === 'number' && step in value ? [value[step] as Json] : [];
  const member = (value as { readonly [key: string]: Json })[step];
  return Object.hasOwn(value, step) && member !== undefined ? [member] : [];
}

export const JSON_TABLE_USER_FUNCTIONS: readonly UserFunction[] = [
  strict('iris_json_rows', (document, path, columns) =>
    JSON.stringify(rows(String(document), String(path), JSON.parse(String(columns)) as (string | null)[])),
  ),
];
