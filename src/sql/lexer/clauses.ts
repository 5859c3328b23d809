import type { Token } from './token.ts';

/** Type names that take numbers in parentheses: those numbers are no expressions (gram.y, `opt_type_modifiers`). */
const MODIFIED_TYPES: ReadonlySet<string> = new Set([
  'bit',
  'bpchar',
  'char',
  'character',
  'dec',
  'decimal',
  'float',
  'halfvec',
  'interval',
  'nchar',
  'numeric',
  'second',
  'sparsevec',
  'time',
  'timestamp',
  'timestamptz',
  'timetz',
  'varbit',
  'varchar',
  'varying',
  'vector',
]);

/** Reserved words that end a BY list or a select list. Only reserved ones: any other may be a column there. */
const CLAUSE_WORDS: ReadonlySet<string> = new Set([
  'except',
  'fetch',
  'for',
  'from',
  'having',
  'intersect',
  'into',
  'limit',
  'offset',
  'union',
  'where',
  'window',
]);

/** Words before `(` in a BY list whose contents are items of the list still. */
const LIST_WORDS: ReadonlySet<string> = new Set(['all', 'by', 'cube', 'distinct', 'rollup', 'sets']);

/** What is known of the place inside one pair of parentheses. */
interface Frame {
  /** Items of ORDER BY, GROUP BY or DISTINCT ON, where an integer means an output column. */
  list: boolean;
  /** A select or RETURNING list. */
  target: boolean;
  /** Type modifiers such as those of varchar(10). */
  readonly modifier: boolean;
}

/** Follows a statement's tokens and knows in which clause the next one stands. */
export class Clauses {
  #frame: Frame = { list: false, target: false, modifier: false };
  readonly #outer: Frame[] = [];
  #previous: Token | undefined;
  #beforePrevious: Token | undefined;
  /** A type name is expected (`name`) or has just been read (`named`): after `::` and AS. */
  #type: 'none' | 'name' | 'named' = 'none';

  get inList(): boolean {
    return this.#frame.list;
  }

  get inTargetList(): boolean {
    return this.#frame.target;
  }

  get inTypeModifier(): boolean {
    return this.#frame.modifier;
  }

  advance(token: Token): void {
    if (token.kind === 'word' && this.#previous?.value !== '.') this.#word(token.value);
    else if (token.kind === 'punctuation') this.#punctuation(token.value);
    this.#followType(token);
    this.#beforePrevious = this.#previous;
    this.#previous = token;
  }

  #word(word: string): void {
    if (word === 'select' || word === 'returning') {
      this.#frame.list = false;
      this.#frame.target = true;
    } else if (word === 'by') {
      this.#frame.list = true;
      this.#frame.target = false;
    } else if (CLAUSE_WORDS.has(word) && this.#previous?.value !== 'distinct') {
      // IS DISTINCT FROM is an operator
      this.#frame.list = false;
      this.#frame.target = false;
    }
  }

  #punctuation(mark: string): void {
    if (mark === '(') {
      this.#outer.push(this.#frame);
      this.#frame = this.#inner();
    } else if (mark === ')') this.#frame = this.#outer.pop() ?? this.#frame;
  }

  #inner(): Frame {
    const before = this.#previous;
    const named = before?.kind === 'word' || before?.kind === 'quoted';
    const distinctOn = before?.value === 'on' && this.#beforePrevious?.value === 'distinct';
    const call = named && !LIST_WORDS.has(before.value);
    return {
      list: distinctOn || (this.#frame.list && !call),
      target: this.#frame.target,
      modifier:
        this.#frame.modifier || (named && (this.#type === 'named' || MODIFIED_TYPES.has(before.value))),
    };
  }

  #followType(token: Token): void {
    if (token.value === '::' || (token.kind === 'word' && token.value === 'as')) this.#type = 'name';
    else if (this.#type === 'name' && (token.kind === 'quoted' || token.kind === 'word')) {
      this.#type = token.value === 'materialized' ? 'none' : 'named';
    } else if (this.#type === 'named' && token.value === '.') this.#type = 'name';
    else if (token.value !== 'varying') this.#type = 'none';
  }
}
