import type { NumericExpression } from '../../../../src/types/index.ts';

function list(values: readonly NumericExpression[]): string {
  return values.map(computationText).join(', ');
}

/** A computed column for expectations: `#n` is column n (0-based) of IRIS's row, `#n:2` with its scale. */
export function computationText(expression: NumericExpression): string {
  switch (expression.kind) {
    case 'column': {
      const { column, scale, scaleColumn } = expression;
      if (scaleColumn !== undefined) return `#${column}:#${scaleColumn}`;
      return scale === undefined ? `#${column}` : `#${column}:${scale}`;
    }
    case 'constant':
      return expression.text ?? 'NULL';
    case 'parameter':
      return `$${expression.index + 1}`;
    case 'infix':
      return `(${computationText(expression.left)} ${expression.name} ${computationText(expression.right)})`;
    case 'prefix':
      return `${expression.name}(${computationText(expression.value)})`;
    case 'places':
      return `${expression.name}(${computationText(expression.value)}, ${computationText(expression.places)})`;
    case 'typmod':
      return `numeric(${computationText(expression.value)}, ${expression.typmod})`;
    case 'first':
      return `coalesce(${list(expression.values)})`;
    case 'choice':
      return `choose(#${expression.column}, ${list(expression.values)})`;
    case 'extreme':
      return `${expression.name}(${list(expression.values)})`;
  }
}
