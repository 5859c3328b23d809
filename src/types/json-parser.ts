import { GatewayError } from '../errors/gateway-error.ts';
import { SQLSTATE } from '../errors/sqlstate.ts';
import { formatDecimal, parseDecimal } from './decimal.ts';
import { JsonLexer, type Place, type Token } from './json-lexer.ts';

/** Deepest nesting. PostgreSQL's own limit is its stack, about this deep with the default max_stack_depth. */
const MAX_DEPTH = 6000;

/** Keys by length in bytes, then by bytes: the order jsonb stores them in. */
function compareKeys(left: string, right: string): number {
  return (
    Buffer.byteLength(left) - Buffer.byteLength(right) ||
    Buffer.compare(Buffer.from(left), Buffer.from(right))
  );
}

/** An array or object whose end is not reached; values are finished text. */
type Open =
  | { readonly kind: 'array'; readonly elements: string[] }
  | { readonly kind: 'object'; readonly members: Map<string, string>; key: string };

function closed(container: Open): string {
  if (container.kind === 'array') return `[${container.elements.join(', ')}]`;
  const { members } = container;
  const keys = [...members.keys()].sort(compareKeys);
  return `{${keys.map((key) => `${JSON.stringify(key)}: ${members.get(key)}`).join(', ')}}`;
}

/**
 * Reads JSON as PostgreSQL does and writes it as jsonb is printed. With `decode` off (type json) escapes are checked for
 * their form only, not for what they mean. Nesting is kept in a list of its own: the caller's stack may be deep already.
 */
export class JsonParser {
  readonly #lexer: JsonLexer;
  readonly #decode: boolean;
  readonly #open: Open[] = [];

  constructor(text: string, decode: boolean) {
    this.#lexer = new JsonLexer(text, decode);
    this.#decode = decode;
  }

  /**
   * The whole text as one JSON value in jsonb's spacing and key order. 22P02 with PostgreSQL's detail and context; 54001
   * when it is nested too deeply.
   */
  normalise(): string {
    this.#lexer.advance();
    for (;;) {
      let value = this.#begin();
      // A value may end any number of containers.
      while (value !== undefined) {
        const container = this.#open.at(-1);
        if (container === undefined) {
          if (!this.#lexer.is('end')) throw this.#lexer.unexpected('end');
          return value;
        }
        value = this.#add(container, value);
      }
    }
  }

  /** Reads a scalar or an empty container; undefined when a container was opened and its first value comes next. */
  #begin(): string | undefined {
    if (this.#lexer.is('[')) return this.#beginArray();
    if (this.#lexer.is('{')) return this.#beginObject();
    let value: string;
    if (this.#lexer.is('string')) value = JSON.stringify(this.#lexer.string);
    else if (this.#lexer.is('number')) value = this.#number();
    else if (this.#lexer.is('word')) value = this.#lexer.token;
    else throw this.#lexer.unexpected('value');
    this.#lexer.advance();
    return value;
  }

  #number(): string {
    const { token } = this.#lexer;
    return this.#decode ? formatDecimal(parseDecimal(token, 'numeric')) : token;
  }

  #beginArray(): string | undefined {
    this.#lexer.advance();
    if (this.#lexer.is(']')) {
      this.#lexer.advance();
      return '[]';
    }
    this.#push({ kind: 'array', elements: [] });
    return undefined;
  }

  #beginObject(): string | undefined {
    this.#lexer.advance();
    if (!this.#lexer.is('string')) {
      this.#expect('}', 'objectFirst');
      return '{}';
    }
    this.#push({ kind: 'object', members: new Map(), key: this.#key() });
    return undefined;
  }

  #push(container: Open): void {
    if (this.#open.length === MAX_DEPTH) {
      throw new GatewayError(SQLSTATE.statementTooComplex, 'stack depth limit exceeded');
    }
    this.#open.push(container);
  }

  #key(): string {
    if (!this.#lexer.is('string')) throw this.#lexer.unexpected('string');
    const key = this.#lexer.string;
    this.#lexer.advance();
    this.#expect(':', 'colon');
    return key;
  }

  /** Puts a value into the innermost container; the container's text when that was its last one. */
  #add(container: Open, value: string): string | undefined {
    const isArray = container.kind === 'array';
    if (isArray) container.elements.push(value);
    else container.members.set(container.key, value);
    if (this.#lexer.is(',')) {
      this.#lexer.advance();
      if (!isArray) container.key = this.#key();
      return undefined;
    }
    if (isArray) this.#expect(']', 'arrayNext');
    else this.#expect('}', 'objectNext');
    this.#open.pop();
    return closed(container);
  }

  #expect(type: Token, place: Place): void {
    if (!this.#lexer.is(type)) throw this.#lexer.unexpected(place);
    this.#lexer.advance();
  }
}
