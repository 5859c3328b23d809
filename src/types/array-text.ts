import { GatewayError } from '../errors/gateway-error.ts';
import { SQLSTATE } from '../errors/sqlstate.ts';
import { checkDimensionCount, elementCount, type ArrayDimension, type ArrayValue } from './array-value.ts';
import { isSpace } from './characters.ts';

const SUBARRAY_MISMATCH = 'Multidimensional arrays must have sub-arrays with matching dimensions.';
const DIMENSION_MISMATCH = 'Specified array dimensions do not match array contents.';

/** What was read last, and so what may follow (arrayfuncs.c, ArrayCount). */
type State = 'levelStarted' | 'element' | 'elementDelimited' | 'levelCompleted' | 'levelDelimited';

function malformed(text: string, detail: string): GatewayError {
  return new GatewayError(SQLSTATE.invalidTextRepresentation, `malformed array literal: "${text}"`, {
    detail,
  });
}

/** Reads one array text from left to right. */
class ArrayReader<T> {
  readonly #text: string;
  readonly #parse: (part: string) => T;
  readonly #elements: (T | null)[] = [];
  /** Length of a sub-array at each depth, once one of it is complete. */
  readonly #lengths: (number | undefined)[] = [];
  /** Members read so far of the open levels. */
  readonly #open: number[] = [];
  #elementDepth = 0;
  #at = 0;

  constructor(text: string, parse: (part: string) => T) {
    this.#text = text;
    this.#parse = parse;
  }

  read(): ArrayValue<T> {
    this.#skipSpaces();
    const explicit = this.#explicitDimensions();
    if (this.#text[this.#at] !== '{') {
      const detail = explicit
        ? 'Array contents must start with "{".'
        : 'Array value must start with "{" or dimension information.';
      throw malformed(this.#text, detail);
    }
    this.#body();
    this.#skipSpaces();
    if (this.#at < this.#text.length) throw malformed(this.#text, 'Junk after closing right brace.');
    const lengths = this.#elements.length === 0 ? [] : this.#lengths.map((length) => length ?? 0);
    if (explicit && !sameLengths(explicit, lengths)) throw malformed(this.#text, DIMENSION_MISMATCH);
    const dimensions = explicit ?? lengths.map((length) => ({ length, lowerBound: 1 }));
    elementCount(dimensions);
    return { dimensions, elements: this.#elements };
  }

  #skipSpaces(): void {
    while (isSpace(this.#text.charCodeAt(this.#at))) this.#at += 1;
  }

  /** `[1:2][0:3]=` in front of the braces; undefined when there is none. */
  #explicitDimensions(): ArrayDimension[] | undefined {
    const dimensions: ArrayDimension[] = [];
    while (this.#text[this.#at] === '[') {
      checkDimensionCount(dimensions.length + 1);
      this.#at += 1;
      dimensions.push(this.#dimension());
      this.#skipSpaces();
    }
    if (dimensions.length === 0) return undefined;
    if (this.#text[this.#at] !== '=') throw malformed(this.#text, 'Missing "=" after array dimensions.');
    this.#at += 1;
    this.#skipSpaces();
    return dimensions;
  }

  #dimension(): ArrayDimension {
    const first = this.#integer();
    if (first === undefined) {
      throw malformed(this.#text, '"[" must introduce explicitly-specified array dimensions.');
    }
    let lowerBound = 1;
    let upperBound = first;
    if (this.#text[this.#at] === ':') {
      this.#at += 1;
      const second = this.#integer();
      if (second === undefined) throw malformed(this.#text, 'Missing array dimension value.');
      lowerBound = first;
      upperBound = second;
    }
    if (this.#text[this.#at] !== ']') throw malformed(this.#text, 'Missing "]" after array dimensions.');
    this.#at += 1;
    if (upperBound < lowerBound) {
      throw new GatewayError('2202E', 'upper bound cannot be less than lower bound');
    }
    return { length: upperBound - lowerBound + 1, lowerBound };
  }

  #integer(): number | undefined {
    const pattern = /[-+]?[0-9]+/y;
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#text);
    if (!match) return undefined;
    this.#at += match[0].length;
    // As atoi does; what does not fit cannot match the contents.
    return Math.max(-2147483648, Math.min(2147483647, Number(match[0])));
  }

  #body(): void {
    let state = this.#openLevel();
    while (this.#open.length > 0) {
      this.#skipSpaces();
      const character = this.#text[this.#at];
      if (character === undefined) throw malformed(this.#text, 'Unexpected end of input.');
      if (character === '{') {
        if (state !== 'levelStarted' && state !== 'levelDelimited') throw this.#unexpected(character);
        state = this.#openLevel();
      } else if (character === '}') {
        state = this.#closeLevel(state);
      } else if (character === ',') {
        if (state !== 'element' && state !== 'levelCompleted') throw this.#unexpected(character);
        state = state === 'element' ? 'elementDelimited' : 'levelDelimited';
        this.#at += 1;
      } else {
        if (state !== 'levelStarted' && state !== 'elementDelimited') throw this.#unexpectedElement();
        this.#element(character);
        state = 'element';
      }
    }
  }

  #openLevel(): State {
    checkDimensionCount(this.#open.length + 1);
    this.#open.push(0);
    if (this.#elementDepth > 0 && this.#open.length > this.#elementDepth) {
      throw malformed(this.#text, SUBARRAY_MISMATCH);
    }
    this.#at += 1;
    return 'levelStarted';
  }

  #closeLevel(state: State): State {
    const empty = state === 'levelStarted' && this.#open.length === 1;
    if (state !== 'element' && state !== 'levelCompleted' && !empty) throw this.#unexpected('}');
    const count = this.#open.pop() ?? 0;
    const depth = this.#open.length;
    const expected = this.#lengths[depth];
    if (expected !== undefined && expected !== count) throw malformed(this.#text, SUBARRAY_MISMATCH);
    this.#lengths[depth] = count;
    if (depth > 0) this.#open[depth - 1] = (this.#open[depth - 1] ?? 0) + 1;
    this.#at += 1;
    return 'levelCompleted';
  }

  #element(first: string): void {
    const depth = this.#open.length;
    if (this.#elementDepth === 0) this.#elementDepth = depth;
    else if (this.#elementDepth !== depth) throw malformed(this.#text, SUBARRAY_MISMATCH);
    const part = first === '"' ? this.#quoted() : this.#unquoted();
    this.#elements.push(part === null ? null : this.#parse(part));
    this.#open[depth - 1] = (this.#open[depth - 1] ?? 0) + 1;
  }

  #quoted(): string {
    const text = this.#text;
    let value = '';
    let at = this.#at + 1;
    let run = at;
    while (at < text.length && text[at] !== '"') {
      if (text[at] === '\\') {
        value += text.slice(run, at);
        run = at + 1;
        at += 1;
      }
      at += 1;
    }
    if (at >= text.length) throw malformed(text, 'Unexpected end of input.');
    this.#at = at + 1;
    return value + text.slice(run, at);
  }

  /** An element up to the next delimiter, without blanks around it; null for a bare NULL. */
  #unquoted(): string | null {
    const text = this.#text;
    let value = '';
    let at = this.#at;
    let run = at;
    let kept = 0;
    let escaped = false;
    for (; at < text.length; at += 1) {
      const character = text.charAt(at);
      if (character === ',' || character === '}') break;
      if (character === '{') throw this.#unexpected(character);
      if (character === '"') throw this.#unexpectedElement();
      if (character === '\\') {
        if (at + 1 >= text.length) throw malformed(text, 'Unexpected end of input.');
        value += text.slice(run, at);
        run = at + 1;
        at += 1;
        escaped = true;
        kept = value.length + 1;
      } else if (!isSpace(character.charCodeAt(0))) {
        kept = value.length + (at - run) + 1;
      }
    }
    if (at >= text.length) throw malformed(text, 'Unexpected end of input.');
    this.#at = at;
    const element = (value + text.slice(run, at)).slice(0, kept);
    return !escaped && element.length === 4 && element.toUpperCase() === 'NULL' ? null : element;
  }

  #unexpected(character: string): GatewayError {
    return malformed(this.#text, `Unexpected "${character}" character.`);
  }

  #unexpectedElement(): GatewayError {
    return malformed(this.#text, 'Unexpected array element.');
  }
}

function sameLengths(dimensions: readonly ArrayDimension[], lengths: readonly number[]): boolean {
  return (
    dimensions.length === lengths.length && dimensions.every(({ length }, index) => length === lengths[index])
  );
}

/** Array text (manual 8.15.6) with `parse` for the elements. 22P02 "malformed array literal" with PostgreSQL's detail. */
export function parseArray<T>(text: string, parse: (part: string) => T): ArrayValue<T> {
  return new ArrayReader(text, parse).read();
}

function needsQuotes(element: string): boolean {
  if (element === '' || element.toUpperCase() === 'NULL') return true;
  for (let index = 0; index < element.length; index += 1) {
    const character = element.charAt(index);
    if ('",{}\\'.includes(character) || isSpace(element.charCodeAt(index))) return true;
  }
  return false;
}

function quoted(element: string): string {
  if (!needsQuotes(element)) return element;
  return `"${element.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}

/** array_out: lower bounds are written when one is not 1. */
export function formatArray<T>(value: ArrayValue<T>, format: (element: T) => string): string {
  const { dimensions, elements } = value;
  if (dimensions.length === 0) return '{}';
  let next = 0;
  const level = (depth: number): string => {
    const parts: string[] = [];
    for (let index = 0; index < (dimensions[depth]?.length ?? 0); index += 1) {
      if (depth + 1 < dimensions.length) parts.push(level(depth + 1));
      else {
        const element = elements[next] ?? null;
        next += 1;
        parts.push(element === null ? 'NULL' : quoted(format(element)));
      }
    }
    return `{${parts.join(',')}}`;
  };
  const bounds = dimensions.some(({ lowerBound }) => lowerBound !== 1)
    ? `${dimensions.map(({ length, lowerBound }) => `[${lowerBound}:${lowerBound + length - 1}]`).join('')}=`
    : '';
  return bounds + level(0);
}
