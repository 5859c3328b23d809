import { GatewayError } from '../errors/gateway-error.ts';
import { SQLSTATE } from '../errors/sqlstate.ts';
import { formatDecimal, parseDecimal } from './decimal.ts';
import { JsonLexer, type Place, type Token } from './json-lexer.ts';

/** Deepest nesting; PostgreSQL's own limit is its stack (max_stack_depth, about this deep by default). */
const MAX_DEPTH = 6000;
const encoder = new TextEncoder();

/** Keys by length in bytes, then by bytes: the order jsonb stores them in. */
function compareKeys(left: string, right: string): number {
  const leftBytes = encoder.encode(left);
  const rightBytes = encoder.encode(right);
  return leftBytes.length - rightBytes.length || Buffer.compare(leftBytes, rightBytes);
}

/**
 * Reads JSON as PostgreSQL does and writes it as jsonb is printed. With `decode` off (type json) escapes are checked for
 * their form only, not for what they mean.
 */
export class JsonParser {
  readonly #lexer: JsonLexer;
  readonly #decode: boolean;
  #depth = 0;

  constructor(text: string, decode: boolean) {
    this.#lexer = new JsonLexer(text, decode);
    this.#decode = decode;
  }

  /** The whole text as one JSON value in jsonb's spacing and key order. 22P02 with PostgreSQL's detail and context. */
  normalise(): string {
    this.#lexer.advance();
    const value = this.#value();
    if (!this.#lexer.is('end')) throw this.#lexer.unexpected('end');
    return value;
  }

  #value(): string {
    if (this.#lexer.is('{') || this.#lexer.is('[')) {
      this.#depth += 1;
      if (this.#depth > MAX_DEPTH)
        throw new GatewayError(SQLSTATE.statementTooComplex, 'stack depth limit exceeded');
      const value = this.#lexer.is('{') ? this.#object() : this.#array();
      this.#depth -= 1;
      return value;
    }
    let value: string;
    if (this.#lexer.is('string')) value = JSON.stringify(this.#lexer.string);
    else if (this.#lexer.is('number')) value = this.#number();
    else if (this.#lexer.is('word')) value = this.#lexer.token;
    else throw this.#lexer.unexpected('value');
    this.#lexer.advance();
    return value;
  }

  #number(): string {
    const token = this.#lexer.token;
    return this.#decode ? formatDecimal(parseDecimal(token, 'numeric')) : token;
  }

  #object(): string {
    const members = new Map<string, string>();
    this.#lexer.advance();
    if (this.#lexer.is('string')) {
      for (;;) {
        const key = this.#lexer.string;
        this.#lexer.advance();
        this.#expect(':', 'colon');
        members.set(key, this.#value());
        if (!this.#lexer.is(',')) break;
        this.#lexer.advance();
        if (!this.#lexer.is('string')) throw this.#lexer.unexpected('string');
      }
      this.#expect('}', 'objectNext');
    } else {
      this.#expect('}', 'objectFirst');
    }
    const keys = [...members.keys()].sort(compareKeys);
    return `{${keys.map((key) => `${JSON.stringify(key)}: ${members.get(key)}`).join(', ')}}`;
  }

  #array(): string {
    const elements: string[] = [];
    this.#lexer.advance();
    if (!this.#lexer.is(']')) {
      elements.push(this.#value());
      while (this.#lexer.is(',')) {
        this.#lexer.advance();
        elements.push(this.#value());
      }
    }
    this.#expect(']', 'arrayNext');
    return `[${elements.join(', ')}]`;
  }

  #expect(type: Token, place: Place): void {
    if (!this.#lexer.is(type)) throw this.#lexer.unexpected(place);
    this.#lexer.advance();
  }
}
