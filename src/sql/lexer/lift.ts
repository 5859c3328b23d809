import { Clauses } from './clauses.ts';
import { isLiftable, isUnaryMinus } from './liftable.ts';
import { literalType, literalValue } from './literal.ts';
import { scan } from './scan.ts';
import type { Token } from './token.ts';

/** A literal that became a parameter. */
export interface Literal {
  /** What the type's input function reads: quotes resolved, sign included. */
  readonly value: string;
  /** 23, 20 or 1700 for numbers as PostgreSQL types them by size, 0 for strings (unknown). */
  readonly typeOid: number;
  /** UTF-16 offset in the client's text. */
  readonly start: number;
}

export interface Lifted {
  /** The statement in one spelling for all white space and comments, literals as $k+1, $k+2 ... */
  readonly text: string;
  /** k: the client's own parameters. */
  readonly parameters: number;
  readonly literals: readonly Literal[];
  /** A literal that stayed may mean the moment ('now', 'today'): the translation is good for this time only. */
  readonly momentary: boolean;
}

/** More literals than this are bulk data: each text is its own, and a parameter for each would only cost. */
const MOST_LITERALS = 1000;

/** Type of a string before its place gives it one. */
const UNKNOWN = 0;

/** Highest parameter number of the protocol (Int16 counts). */
const MOST_PARAMETERS = 65535;

const FIRST_WORDS: ReadonlySet<string> = new Set([
  'select',
  'insert',
  'update',
  'delete',
  'merge',
  'with',
  'values',
]);

/** Inputs of the date and time types that are read as the current moment (manual 8.5.1.4). */
const MOMENTS = /now|today|tomorrow|yesterday/i;

/**
 * Whether a text that was not lifted may hold a literal that means the moment. Too cautious is fine: such a
 * translation is only not kept.
 */
export function mayMeanMoment(text: string): boolean {
  return MOMENTS.test(text);
}

/**
 * The statement with its literals lifted into parameters behind the client's own. `declared` is the number of
 * parameters the client declares. Null when this scanner is not sure of the text, when it is no query, or when it holds
 * more than one statement: then it is translated as it stands.
 *
 * A literal is lifted only where `literal` and `parameter` mean the same to PostgreSQL's analysis, or where the
 * analysis fails with a parameter; the caller then falls back to the client's own text.
 */
export function lift(text: string, declared = 0): Lifted | null {
  const tokens = scan(text);
  if (tokens === null) return null;
  while (tokens.at(-1)?.value === ';') tokens.pop();
  const first = tokens.find((token) => token.value !== '(');
  if (first === undefined || !FIRST_WORDS.has(first.value)) return null;
  const parameters = countParameters(tokens, declared);
  return parameters === null ? null : new Lifter(text, tokens, parameters).lift();
}

function countParameters(tokens: readonly Token[], declared: number): number | null {
  let count = declared;
  let literals = 0;
  for (const token of tokens) {
    if (token.kind === 'parameter') count = Math.max(count, Number(token.value.slice(1)));
    else if (token.kind === 'string' || token.kind === 'integer' || token.kind === 'decimal') literals += 1;
  }
  return literals > MOST_LITERALS || count + literals > MOST_PARAMETERS ? null : count;
}

class Lifter {
  readonly #text: string;
  readonly #tokens: readonly Token[];
  readonly #parameters: number;
  /**
   * One parameter for equal literals: PostgreSQL matches `x + 1` of the select list with `x + 1` of GROUP BY, and of
   * ORDER BY under DISTINCT, only when both are the same parameter. A string takes its type from its place, so only those
   * with the same surroundings are shared; where that is too few, the analysis fails and the client's own text decides.
   */
  readonly #shared: Map<string, number> | null;
  readonly #clauses = new Clauses();
  readonly #output: string[] = [];
  readonly #literals: Literal[] = [];
  #momentary = false;

  constructor(text: string, tokens: readonly Token[], parameters: number) {
    this.#text = text;
    this.#tokens = tokens;
    this.#parameters = parameters;
    const matches = tokens.some(
      ({ kind, value }) => kind === 'word' && (value === 'group' || value === 'distinct'),
    );
    this.#shared = matches ? new Map() : null;
  }

  lift(): Lifted | null {
    for (const [at, token] of this.#tokens.entries()) {
      if (token.value === ';') return null;
      const next = this.#tokens[at + 1];
      // PostgreSQL joins strings over a line end, and nothing else may stand between: not worth a rule here
      if (isText(token) && next !== undefined && isText(next)) return null;
      if (isLiftable(this.#tokens, at, this.#clauses)) this.#replace(token, at);
      else this.#keep(token);
      this.#clauses.advance(token);
    }
    return {
      text: this.#output.join(' '),
      parameters: this.#parameters,
      literals: this.#literals,
      momentary: this.#momentary,
    };
  }

  #keep(token: Token): void {
    this.#output.push(this.#text.slice(token.start, token.end));
    if (isText(token) && MOMENTS.test(token.value)) this.#momentary = true;
  }

  #replace(token: Token, at: number): void {
    const negative = token.kind !== 'string' && isUnaryMinus(this.#tokens, at - 1);
    const sign = negative ? this.#tokens[at - 1] : undefined;
    if (sign !== undefined) this.#output.pop();
    const value = (sign === undefined ? '' : '-') + literalValue(token);
    const typeOid = literalType(token.kind, value);
    const place = typeOid === UNKNOWN ? this.#surroundings(at) : '';
    this.#output.push(`$${this.#parameter({ value, typeOid, start: (sign ?? token).start }, place)}`);
  }

  #surroundings(at: number): string {
    return [at - 2, at - 1, at + 1].map((index) => this.#tokens[index]?.value ?? '').join(' ');
  }

  #parameter(literal: Literal, place: string): number {
    const key = `${literal.typeOid} ${literal.value} ${place}`;
    const known = this.#shared?.get(key);
    if (known !== undefined) return known;
    this.#literals.push(literal);
    const number = this.#parameters + this.#literals.length;
    this.#shared?.set(key, number);
    return number;
  }
}

function isText(token: Token): boolean {
  return token.kind === 'string' || token.kind === 'prefixed';
}
