import type { DefaultValue, Scalar } from '../iris-sql/ast.ts';

/** A default as INFORMATION_SCHEMA.COLUMNS shows it: an ObjectScript expression, '' as $c(0) (iris-sql.md section 7). */
export function defaultText(value: DefaultValue): string {
  return value.kind === 'objectScript' ? value.code : scalarText(value.value);
}

function scalarText(node: Scalar): string {
  switch (node.kind) {
    case 'string':
      return node.value === '' ? '$c(0)' : `"${node.value.replaceAll('"', '""')}"`;
    case 'number':
      return node.text;
    case 'null':
      return '""';
    case 'unary':
      return `${node.operator}${scalarText(node.operand)}`;
    case 'dateTime':
      return `"${node.text}"`;
    case 'current':
      return node.precision === null ? node.name : `${node.name}(${node.precision})`;
    case 'function':
      return `${node.name}(${node.arguments.map(scalarText).join(',')})`;
    case 'specialVariable':
      return node.name.toLowerCase();
    default:
      return node.kind;
  }
}
