import type { Clauses } from './clauses.ts';
import type { Token } from './token.ts';

/**
 * Words behind which an expression begins. No word that can end a type name is among them, because `name '...'` is a
 * typed literal (manual 4.1.2.7). AS, ESCAPE, COLLATE, ZONE and the like are left out on purpose.
 */
const EXPRESSION_WORDS: ReadonlySet<string> = new Set([
  'and',
  'between',
  'case',
  'else',
  'first',
  'for',
  'from',
  'having',
  'ilike',
  'like',
  'limit',
  'next',
  'not',
  'offset',
  'or',
  'returning',
  'select',
  'symmetric',
  'then',
  'to',
  'when',
  'where',
]);

/** Bounds of window frames stay readable for the translator. */
const FRAME_BOUNDS: ReadonlySet<string> = new Set(['preceding', 'following']);

/** Punctuation behind which an operand begins: lists, subscripts and slices. */
const OPENERS: ReadonlySet<string> = new Set(['(', ',', '[', ':']);

const BEFORE_ITEM: ReadonlySet<string> = new Set(['all', 'by', 'distinct']);

/** One more than the largest int4 and int8: with a minus sign folded in they are of the smaller type. */
const MOST_NEGATIVE: ReadonlySet<string> = new Set(['2147483648', '9223372036854775808']);

/** Words that continue an expression as operators do. */
const OPERATOR_WORDS: ReadonlySet<string> = new Set([
  'and',
  'or',
  'is',
  'in',
  'not',
  'like',
  'ilike',
  'between',
]);

/**
 * Whether the token is a literal that may become a parameter. `clauses` has seen all tokens before it.
 * An INTERVAL literal keeps its place: its fields change how the text is read (coerce_type in parse_coerce.c).
 */
export function isLiftable(tokens: readonly Token[], at: number, clauses: Clauses): boolean {
  const token = tokens[at];
  if (token === undefined || clauses.inTypeModifier) return false;
  const isString = token.kind === 'string';
  if (!isString && !isNumber(token)) return false;
  if (!beginsOperand(tokens, at)) return false;
  if (clauses.inList && isWholeItem(tokens, at)) return false;
  return isString ? isLiftableString(tokens, at) : isLiftableNumber(tokens, at, clauses);
}

/** Whether the token is a minus sign before a literal that PostgreSQL's grammar folds into it (doNegate in gram.y). */
export function isUnaryMinus(tokens: readonly Token[], at: number): boolean {
  const sign = tokens[at];
  if (sign?.kind !== 'operator' || sign.value !== '-') return false;
  // these bind tighter than the sign
  const next = tokens[at + 2]?.value;
  return next !== '::' && next !== '[' && beginsOperand(tokens, at);
}

/** What stands before lets an operand begin here. */
function beginsOperand(tokens: readonly Token[], at: number): boolean {
  const before = tokens[at - 1];
  if (before === undefined) return false;
  if (before.kind === 'word') return EXPRESSION_WORDS.has(before.value) && tokens[at - 2]?.value !== '.';
  return before.kind === 'operator' || (before.kind === 'punctuation' && OPENERS.has(before.value));
}

function isLiftableString(tokens: readonly Token[], at: number): boolean {
  if (tokens[at - 1]?.value === '(' && tokens[at - 2]?.value === 'extract') return false;
  // a pattern that ends with its escape character is an error, which is found where the pattern is written
  if (PATTERN_WORDS.has(tokens[at - 1]?.value ?? '') && tokens[at]?.value.endsWith("\\'")) return false;
  const cast = tokens[at + 1]?.value;
  return !((cast === '::' || cast === 'as') && tokens[at + 2]?.value === 'interval');
}

function isLiftableNumber(tokens: readonly Token[], at: number, clauses: Clauses): boolean {
  const token = tokens[at];
  // PostgreSQL shows as many digits as the literal has; a parameter would lose that
  if (token?.kind === 'decimal' && clauses.inTargetList) return false;
  // IRIS's decimal numbers end near 1e145 (src/backend/embedded/values/decimal.ts); a constant may become a double
  if (isBeyondNumeric(token)) return false;
  // SELECT 1, EXISTS (SELECT 1 ...): never different, so a parameter gains nothing
  if (tokens[at - 1]?.value === 'select' && token?.kind === 'integer') return false;
  if (
    tokens[at - 1]?.value === '-' &&
    MOST_NEGATIVE.has(token?.value ?? '') &&
    !isUnaryMinus(tokens, at - 1)
  ) {
    return false;
  }
  if (FRAME_BOUNDS.has(tokens[at + 1]?.value ?? '')) return false;
  // 1 = 0 is meant for the optimiser
  return !(
    (tokens[at + 1]?.kind === 'operator' && isNumber(tokens[at + 2])) ||
    (tokens[at - 1]?.kind === 'operator' && isNumber(tokens[at - 2]))
  );
}

/** Digits before and behind the point of the numbers that are bound as IRIS's; far fewer than it has. */
const MOST_DIGITS = 100;

function isBeyondNumeric(token: Token | undefined): boolean {
  if (token === undefined || token.value.length > MOST_DIGITS) return true;
  const exponent = /e([+-]?\d+)$/i.exec(token.value)?.[1];
  return exponent !== undefined && Math.abs(Number(exponent)) > MOST_DIGITS;
}

const PATTERN_WORDS: ReadonlySet<string> = new Set(['like', 'ilike']);

/** An item of a BY list that is this literal alone, perhaps with the sign the grammar folds into it. */
function isWholeItem(tokens: readonly Token[], at: number): boolean {
  const before = tokens[at - 1];
  if (before?.kind === 'operator' && !(before.value === '-' && beginsItem(tokens[at - 2]))) return false;
  const after = tokens[at + 1];
  if (after === undefined) return true;
  if (after.kind === 'operator') return false;
  return !(after.value === '::' || (after.kind === 'word' && OPERATOR_WORDS.has(after.value)));
}

function beginsItem(before: Token | undefined): boolean {
  return before?.value === ',' || before?.value === '(' || BEFORE_ITEM.has(before?.value ?? '');
}

function isNumber(token: Token | undefined): boolean {
  return token?.kind === 'integer' || token?.kind === 'decimal';
}
