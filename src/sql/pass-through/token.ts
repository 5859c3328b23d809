/**
 * A token of IRIS SQL as a PostgreSQL client sends it: `$1` instead of `?`. Offsets are UTF-16, end exclusive.
 * `word` keyword or identifier, with `%ID` and `$HOROLOG` among them; `delimited` "..."; `string` '...'; `parameter` $n;
 * `placeholder` a bare `?`; `symbol` everything else.
 */
export interface IrisToken {
  readonly kind: 'word' | 'delimited' | 'string' | 'number' | 'parameter' | 'placeholder' | 'symbol';
  readonly start: number;
  readonly end: number;
  /** Words in upper case, delimited names without their quotes, symbols as written; '' for values. */
  readonly key: string;
}

/** Whether the tokens from `at` on are these words or symbols. */
export function follows(tokens: readonly IrisToken[], at: number, ...keys: readonly string[]): boolean {
  return keys.every((key, i) => {
    const token = tokens[at + i];
    return (token?.kind === 'word' || token?.kind === 'symbol') && token.key === key;
  });
}

/** The token is a name: an identifier, delimited or not. */
export function isName(token: IrisToken | undefined): token is IrisToken {
  return token?.kind === 'word' || token?.kind === 'delimited';
}

/** Index of the parenthesis that closes the one at `open`; the number of tokens when there is none. */
export function closing(tokens: readonly IrisToken[], open: number): number {
  let depth = 0;
  for (let at = open; at < tokens.length; at += 1) {
    if (follows(tokens, at, '(')) depth += 1;
    else if (follows(tokens, at, ')')) {
      depth -= 1;
      if (depth === 0) return at;
    }
  }
  return tokens.length;
}
