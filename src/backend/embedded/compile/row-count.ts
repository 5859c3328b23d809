import type { CountLiteral, Parameter } from '../iris-sql/ast.ts';
import { scaledDown } from '../values/decimal.ts';
import { INPUT, asDecimal } from '../values/readers.ts';
import { argument } from './expression.ts';
import { type Fragment, bound, literal } from './fragment.ts';

/** n of TOP, LIMIT, OFFSET: NULL, text that is no number and negatives read as 0 (iris-sql.md 1.1). */
export function countLimit(count: CountLiteral | Parameter): Fragment {
  if (count.kind === 'count') return literal(BigInt(count.value));
  return bound((args) => {
    const value = argument(args, count.index);
    if (value === null) return 0n;
    const number = scaledDown(asDecimal(value, INPUT), 0);
    return number < 0n ? 0n : number;
  });
}
