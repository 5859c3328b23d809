import type { NumericExpression } from '../../../types/numeric-expression.ts';

/** Whether a computation gives NULL when all columns are NULL, as they are where an outer join found no row. */
export function isStrict(expression: NumericExpression): boolean {
  switch (expression.kind) {
    case 'column':
    case 'choice':
      return true;
    case 'constant':
    case 'parameter':
      return false;
    case 'infix':
      return isStrict(expression.left) || isStrict(expression.right);
    case 'prefix':
    case 'places':
    case 'typmod':
      return isStrict(expression.value);
    case 'first':
    case 'extreme':
      return expression.values.every(isStrict);
  }
}
