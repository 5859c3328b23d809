import { GatewayError } from '../../errors/gateway-error.ts';
import { SQLSTATE } from '../../errors/sqlstate.ts';
import { isSpace } from '../characters.ts';
import { parseFloatText, roundToSingle } from '../float-text.ts';
import { formatSingle } from '../float-format.ts';
import { checkElement, invalidVector, tooMany } from './limits.ts';

/** How elements of one of pgvector's types are read. */
export interface ElementRules {
  readonly type: string;
  readonly limit: number;
  /** The element that a single of the text becomes; infinite when it is out of range. */
  readonly round: (single: number) => number;
}

/** Whether the character can be part of a plain decimal number. */
function isNumeric(code: number): boolean {
  return (
    (code >= 0x30 && code <= 0x39) ||
    code === 0x2e ||
    code === 0x2d ||
    code === 0x2b ||
    code === 0x65 ||
    code === 0x45
  );
}

/** One element's text, a number as strtof reads it; `whole` is the vector's, for messages. */
export function parseElement(
  token: string,
  plain: boolean,
  whole: string,
  { type, round }: Pick<ElementRules, 'type' | 'round'>,
): number {
  // The plain numbers that make up nearly all vectors take the short way.
  const double = plain && token !== '' ? Number(token) : Number.NaN;
  if (Number.isFinite(double)) {
    const element = round(roundToSingle(double, token));
    if (Number.isFinite(element)) return element;
  }
  try {
    return checkElement(
      type,
      parseFloatText(token, type, (value, text) => tiny(round(roundToSingle(value, text)))),
    );
  } catch (error) {
    if (error instanceof GatewayError && error.sqlstate === SQLSTATE.invalidTextRepresentation) {
      throw invalidVector(type, whole);
    }
    throw error;
  }
}

/**
 * Instead of 0, which parseFloatText refuses where the text is not 0 and pgvector does not, a number that single precision
 * keeps as 0.
 */
function tiny(value: number): number {
  return value === 0 ? Number.MIN_VALUE : value;
}

/** The elements of `text` from `start` up to `end`, separated by commas, blanks around them ignored. */
export function parseElements(text: string, start: number, end: number, rules: ElementRules): Float32Array {
  const values = new Float32Array(Math.min(rules.limit, ((end - start) >> 1) + 1));
  let count = 0;
  let at = start;
  for (;;) {
    while (at < end && isSpace(text.charCodeAt(at))) at += 1;
    const from = at;
    let plain = true;
    let code = 0;
    for (; at < end; at += 1) {
      code = text.charCodeAt(at);
      if (code === 0x2c || isSpace(code)) break;
      plain &&= isNumeric(code);
    }
    if (count === rules.limit) throw tooMany(rules.type, rules.limit);
    values[count] = parseElement(text.slice(from, at), plain, text, rules);
    count += 1;
    while (at < end && isSpace(text.charCodeAt(at))) at += 1;
    if (at >= end) break;
    if (text.charCodeAt(at) !== 0x2c) throw invalidVector(rules.type, text);
    at += 1;
  }
  return values.subarray(0, count);
}

/** Elements separated by commas, each the shortest decimal that single precision reads back. */
export function listText(value: Float32Array): string {
  let text = '';
  for (let index = 0; index < value.length; index += 1) {
    if (index > 0) text += ',';
    text += formatSingle(value[index] ?? 0, 1);
  }
  return text;
}
