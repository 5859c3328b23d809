/**
 * Kinds of PostgreSQL's tokens (scan.l) as far as lifting literals needs them apart:
 * `word` keyword or unquoted identifier; `quoted` "..." or U&"..."; `string` plain '...'; `prefixed` E, U&, B, X, N and
 * dollar-quoted strings; `integer` decimal digits; `decimal` with point or exponent; `number` hexadecimal, octal,
 * binary or with underscores; `parameter` $n; `operator` from PostgreSQL's operator characters; `punctuation` one of
 * , ( ) [ ] ; : . or :: .. :=
 */
export type TokenKind =
  | 'word'
  | 'quoted'
  | 'string'
  | 'prefixed'
  | 'integer'
  | 'decimal'
  | 'number'
  | 'parameter'
  | 'operator'
  | 'punctuation';

export interface Token {
  readonly kind: TokenKind;
  /** UTF-16 offsets into the text, end exclusive. */
  readonly start: number;
  readonly end: number;
  /** As written; words in lower case, so that keywords compare. */
  readonly value: string;
}
