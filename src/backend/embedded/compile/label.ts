import { type Scalar, nameKey } from '../iris-sql/ast.ts';
import type { Scope } from './scope.ts';

/** The name of an unaliased select item (iris-sql.md 1.7): the column's as defined, else kind_position. */
export function itemLabel(node: Scalar, position: number, scope: Scope): string {
  switch (node.kind) {
    case 'column':
      return definedName(node.name, scope);
    case 'arrow':
      return definedName(node.path.at(-1) ?? '', scope);
    case 'aggregate':
      return `Aggregate_${position}`;
    case 'window':
      return `Window_${position}`;
    case 'subquery':
      return `Subquery_${position}`;
    case 'parameter':
      return `HostVar_${position}`;
    case 'string':
    case 'number':
    case 'null':
    case 'dateTime':
      return `Literal_${position}`;
    default:
      return `Expression_${position}`;
  }
}

function definedName(name: string, scope: Scope): string {
  const key = nameKey(name);
  for (let level: Scope | null = scope; level !== null; level = level.outer) {
    for (const source of level.sources) {
      const column = source.columns.find((candidate) => nameKey(candidate.name) === key);
      if (column) return column.name;
    }
  }
  return key === '%ID' ? 'ID' : name;
}
