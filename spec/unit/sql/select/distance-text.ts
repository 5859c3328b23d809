import type { DistanceExpression } from '../../../../src/types/index.ts';

/** A column made of vector distances for expectations: `l2(#1, $1)`, where `#n` is column n (0-based) of IRIS's row. */
export function distanceText(expression: DistanceExpression): string {
  switch (expression.kind) {
    case 'distance': {
      const vectors = expression.vectors.map((vector) => {
        if (vector.kind === 'column') return `#${vector.column}`;
        return vector.kind === 'parameter' ? `$${vector.index + 1}` : String(vector.text);
      });
      return `${expression.measure}(${vectors.join(', ')})`;
    }
    case 'number':
      return String(expression.value);
    case 'column':
      return `#${expression.column}`;
    case 'parameter':
      return `$${expression.index + 1}`;
    case 'sign':
      return `${expression.name}(${distanceText(expression.value)})`;
    case 'infix':
      return `(${distanceText(expression.left)} ${expression.name} ${distanceText(expression.right)})`;
  }
}
