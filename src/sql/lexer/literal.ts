import type { Token, TokenKind } from './token.ts';

const INT4 = 23;
const INT8 = 20;
const NUMERIC = 1700;
const UNKNOWN = 0;

/** The text a literal token stands for. */
export function literalValue(token: Token): string {
  return token.kind === 'string' ? token.value.slice(1, -1).replaceAll("''", "'") : token.value;
}

/**
 * The type PostgreSQL gives a literal (make_const in parse_node.c): the smallest of int4, int8 and numeric that holds
 * it; a string is unknown. `value` includes the sign.
 */
export function literalType(kind: TokenKind, value: string): number {
  if (kind === 'string') return UNKNOWN;
  if (kind === 'decimal') return NUMERIC;
  if (value.length < 10) return INT4;
  const integer = BigInt(value);
  if (BigInt.asIntN(32, integer) === integer) return INT4;
  return BigInt.asIntN(64, integer) === integer ? INT8 : NUMERIC;
}
