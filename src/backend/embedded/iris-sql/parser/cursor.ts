import type { Dialect } from '../../../../sql/context.ts';
import type { Condition, Query, Scalar } from '../ast.ts';
import type { Feature } from '../dialect.ts';
import { supports } from '../dialect.ts';
import { sqlError } from '../errors.ts';
import { isReserved } from '../reserved-words.ts';
import type { Token } from '../tokenise.ts';
import type { Clause } from './clause.ts';

/**
 * Nesting of expressions, queries and operator chains that is accepted. IRIS's frame stack sets its own limit; ours
 * keeps every walk over the tree far from the thread's stack.
 */
export const MAX_DEPTH = 400;

/** Where a query stands: 'leg' is a parenthesised operand of UNION and its like. */
export type QueryPosition = 'statement' | 'view' | 'subquery' | 'leg';

/**
 * The mutually recursive rules. They are reached through the cursor because expression, predicate and query files
 * need each other, and modules must not import in circles.
 */
export interface Grammar {
  /** Arithmetic level: what IRIS accepts as a value. A condition in its place is a syntax error. */
  scalar(cursor: Cursor): Scalar;
  condition(cursor: Cursor): Condition;
  /** Either, for parentheses inside conditions whose content tells which it is. */
  either(cursor: Cursor): Scalar | Condition;
  /** From SELECT, WITH or `(` on. */
  query(cursor: Cursor, position: QueryPosition): Query;
  /** The rest of a subquery whose first leg, in parentheses, has been read. */
  queryAfter(cursor: Cursor, first: Query): Query;
}

/** Where a literal's value would be told, IRIS's messages have `?`. */
const QUOTED_TOKENS = 40;

/** Reads tokens from left to right and keeps what the rules share about the statement. */
export class Cursor {
  readonly source: string;
  readonly dialect: Dialect;
  readonly grammar: Grammar;
  /** What the clause being read allows. */
  clause: Clause = 'value';
  /** Height of the tallest expression read since a rule last reset it (expression.ts). */
  height = 0;
  /** Number of `?` read. */
  parameters = 0;
  private readonly tokens: readonly Token[];
  private readonly last: Token;
  private readonly closings: ReadonlyMap<number, number>;
  /** Style of row limiting seen so far. */
  private rowLimiting: 'TOP' | 'LIMIT' | 'FETCH' | null = null;
  private position = 0;
  private depth = 0;

  constructor(source: string, tokens: readonly Token[], dialect: Dialect, grammar: Grammar) {
    const last = tokens.at(-1);
    if (last === undefined) throw new RangeError('the tokens end with an end token');
    this.source = source;
    this.tokens = tokens;
    this.last = last;
    this.closings = matchingParentheses(tokens);
    this.dialect = dialect;
    this.grammar = grammar;
  }

  get token(): Token {
    return this.tokens[this.position] ?? this.last;
  }

  atEnd(): boolean {
    return this.token.kind === 'end';
  }

  /** The token `ahead` positions after the current one. */
  peek(ahead: number): Token {
    return this.tokens[this.position + ahead] ?? this.last;
  }

  /** The token behind the parentheses that open `ahead` positions after the current one. */
  behindParentheses(ahead: number): Token {
    const closing = this.closings.get(this.position + ahead);
    return closing === undefined ? this.last : (this.tokens[closing + 1] ?? this.last);
  }

  next(): Token {
    const token = this.token;
    if (token.kind !== 'end') this.position += 1;
    if (token.kind === 'parameter') this.parameters += 1;
    return token;
  }

  /** Whether the next tokens are these keywords or symbols. */
  is(...keys: readonly string[]): boolean {
    return keys.every((key, i) => this.peek(i).key === key);
  }

  /** Whether the next token is one of these keywords or symbols. */
  isAny(...keys: readonly string[]): boolean {
    return keys.includes(this.token.key);
  }

  /** Takes these keywords or symbols if all of them come next. */
  accept(...keys: readonly string[]): boolean {
    if (!this.is(...keys)) return false;
    this.position += keys.length;
    return true;
  }

  /** Takes these keywords or symbols; -1 naming the first that is missing. */
  expect(...keys: readonly string[]): void {
    for (const key of keys) if (!this.accept(key)) this.failExpected(key);
  }

  /** Takes one of the keywords. */
  expectAny<Key extends string>(...keys: readonly Key[]): Key {
    const key = keys.find((candidate) => this.accept(candidate));
    return key ?? this.failExpected(keys.join(' or '));
  }

  /** One or more items with commas between them. */
  list<T>(item: () => T): T[] {
    const items = [item()];
    while (this.accept(',')) items.push(item());
    return items;
  }

  /** ( item, ... ) */
  parenthesisedList<T>(item: () => T): T[] {
    this.expect('(');
    const items = this.list(item);
    this.expect(')');
    return items;
  }

  supports(feature: Feature): boolean {
    return supports(this.dialect, feature);
  }

  /** Notes a row limit; the styles do not mix in a statement, subqueries included (-386; iris-sql.md 1.1). */
  limitRows(style: 'TOP' | 'LIMIT' | 'FETCH'): void {
    if (this.rowLimiting !== null && this.rowLimiting !== style) throw sqlError(386);
    this.rowLimiting = style;
  }

  /** Runs a rule one nesting level deeper. */
  nested<T>(rule: () => T): T {
    if (this.depth >= MAX_DEPTH) throw sqlError(400, '<FRAMESTACK>');
    this.depth += 1;
    const result = rule();
    this.depth -= 1;
    return result;
  }

  /** Runs a rule under the permissions of `clause`. */
  within<T>(clause: Clause, rule: () => T): T {
    const outer = this.clause;
    this.clause = clause;
    const result = rule();
    this.clause = outer;
    return result;
  }

  /** -1 in IRIS's words: `) expected, IDENTIFIER (ORDER) found^SELECT ...`. */
  failExpected(what: string): never {
    throw sqlError(1, `${what} expected, ${describe(this.token)} found${this.soFar()}`);
  }

  /** -25 at the current token. */
  failAfterEnd(): never {
    throw sqlError(25, `Input (${this.token.text}) encountered after end of query${this.soFar()}`);
  }

  /** -12 at the current token. */
  failTerm(): never {
    throw sqlError(12, `${describe(this.token)} found${this.soFar()}`);
  }

  /** -14 at the current token. */
  failComparison(): never {
    throw sqlError(14, `${describe(this.token)} found${this.soFar()}`);
  }

  /** The text up to the current token as IRIS quotes it, literals as `?`. */
  private soFar(): string {
    const from = Math.max(0, this.position + 1 - QUOTED_TOKENS);
    const tokens = this.tokens.slice(from, this.position + 1).filter((token) => token.kind !== 'end');
    return `^${tokens.map((token) => (isLiteral(token) ? '?' : token.text)).join(' ')}`;
  }
}

/** Positions of the closing parentheses by those of the opening ones; unclosed ones are left out. */
function matchingParentheses(tokens: readonly Token[]): ReadonlyMap<number, number> {
  const closings = new Map<number, number>();
  const open: number[] = [];
  for (const [position, token] of tokens.entries()) {
    if (token.key === '(') open.push(position);
    const opening = token.key === ')' ? open.pop() : undefined;
    if (opening !== undefined) closings.set(opening, position);
  }
  return closings;
}

function isLiteral(token: Token): boolean {
  return token.kind === 'string' || token.kind === 'number';
}

function describe(token: Token): string {
  if (token.kind === 'end') return 'end of statement';
  if (isLiteral(token)) return 'LITERAL (?)';
  if (token.kind === 'delimited' || (token.kind === 'word' && !isReserved(token.key))) {
    return `IDENTIFIER (${token.text})`;
  }
  return token.text.toUpperCase();
}
