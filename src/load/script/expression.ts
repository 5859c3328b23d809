import { FUNCTIONS } from './functions.ts';
import { ScriptError } from './script-error.ts';

export type Value = number | string;

/** Variables of one session. */
export type Scope = Map<string, Value>;

/** Gives the value of an expression of `\set` with the variables as they are. */
export type Expression = (scope: Scope) => Value;

const TOKEN = /\s*(?:(\d+(?:\.\d+)?)|:?([a-z_]\w*)|([-+*/%(),]))/iy;

interface Token {
  readonly kind: 'number' | 'name' | 'sign' | 'end';
  readonly text: string;
}

/**
 * Reads an expression as pgbench's `\set` has them: numbers, variables (`:name` or `name`), `+ - * / %`, parentheses and
 * FUNCTIONS. A quotient of two whole numbers is cut to a whole number.
 *
 * @throws ScriptError
 */
export function readExpression(text: string): Expression {
  const tokens = tokensOf(text);
  const parser = new Parser(tokens);
  const expression = parser.sum();
  if (parser.peek().kind !== 'end')
    throw new ScriptError(`"${parser.peek().text}" is not expected in "${text}"`);
  return expression;
}

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  const end = text.trimEnd().length;
  for (let at = 0; at < end; at = TOKEN.lastIndex) {
    TOKEN.lastIndex = at;
    const [, number, name, sign] = TOKEN.exec(text) ?? [];
    if (number !== undefined) tokens.push({ kind: 'number', text: number });
    else if (name !== undefined) tokens.push({ kind: 'name', text: name });
    else if (sign !== undefined) tokens.push({ kind: 'sign', text: sign });
    else throw new ScriptError(`"${text.slice(at).trim()}" is no expression`);
  }
  return tokens;
}

const END: Token = { kind: 'end', text: 'the end' };

class Parser {
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  peek(): Token {
    return this.#tokens[this.#at] ?? END;
  }

  sum(): Expression {
    let left = this.#product();
    for (;;) {
      const { text, kind } = this.peek();
      if (kind !== 'sign' || (text !== '+' && text !== '-')) return left;
      this.#at += 1;
      left = operation(text, left, this.#product());
    }
  }

  #product(): Expression {
    let left = this.#factor();
    for (;;) {
      const { text, kind } = this.peek();
      if (kind !== 'sign' || (text !== '*' && text !== '/' && text !== '%')) return left;
      this.#at += 1;
      left = operation(text, left, this.#factor());
    }
  }

  #factor(): Expression {
    const token = this.peek();
    this.#at += 1;
    if (token.kind === 'number') {
      const value = Number(token.text);
      return () => value;
    }
    if (token.kind === 'name') return this.#accept('(') ? this.#call(token.text) : variable(token.text);
    if (token.text === '-') {
      const operand = this.#factor();
      return (scope) => -number(operand(scope));
    }
    if (token.text !== '(') throw new ScriptError(`${token.text} where a value is expected`);
    const inner = this.sum();
    if (!this.#accept(')')) throw new ScriptError('a ) is missing');
    return inner;
  }

  #call(name: string): Expression {
    const called = FUNCTIONS[name.toLowerCase()];
    if (!called)
      throw new ScriptError(`there is no function ${name}; there are ${Object.keys(FUNCTIONS).join(', ')}`);
    const operands: Expression[] = [];
    while (!this.#accept(')')) {
      operands.push(this.sum());
      if (!this.#accept(',') && this.peek().text !== ')')
        throw new ScriptError(`a ) is missing behind ${name}(`);
    }
    const [least, most] = called.operands;
    if (operands.length < least || operands.length > most) {
      throw new ScriptError(
        `${name} takes ${least === most ? least : `${least} to ${most}`} values, not ${operands.length}`,
      );
    }
    return (scope) => called.apply(operands.map((operand) => number(operand(scope))));
  }

  #accept(sign: string): boolean {
    const { kind, text } = this.peek();
    if (kind !== 'sign' || text !== sign) return false;
    this.#at += 1;
    return true;
  }
}

function variable(name: string): Expression {
  return (scope) => {
    const value = scope.get(name);
    if (value === undefined) throw new ScriptError(`variable ${name} is not set`);
    return value;
  };
}

function number(value: Value): number {
  if (typeof value === 'number') return value;
  const converted = Number(value);
  if (value.trim() === '' || Number.isNaN(converted))
    throw new ScriptError(`"${value.slice(0, 40)}" is no number`);
  return converted;
}

function operation(sign: string, left: Expression, right: Expression): Expression {
  return (scope) => {
    const [a, b] = [number(left(scope)), number(right(scope))];
    switch (sign) {
      case '+':
        return a + b;
      case '-':
        return a - b;
      case '*':
        return a * b;
      default:
        return quotient(sign, a, b);
    }
  };
}

function quotient(sign: string, a: number, b: number): number {
  if (b === 0) throw new ScriptError('division by zero');
  if (sign === '%') return a % b;
  return Number.isInteger(a) && Number.isInteger(b) ? Math.trunc(a / b) : a / b;
}
