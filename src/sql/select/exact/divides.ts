import type { NumericExpression } from '../../../types/numeric-expression.ts';

/** Whether a computation has a quotient in it, which IRIS gives with too few digits. */
export function divides(expression: NumericExpression): boolean {
  switch (expression.kind) {
    case 'column':
    case 'constant':
    case 'parameter':
      return false;
    case 'infix':
      return expression.name === '/' || divides(expression.left) || divides(expression.right);
    case 'prefix':
    case 'places':
    case 'typmod':
      return divides(expression.value);
    case 'first':
    case 'choice':
    case 'extreme':
      return expression.values.some(divides);
  }
}
