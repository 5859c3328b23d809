import type { ExplainValue } from './node.ts';
import type { Structure } from './structure.ts';

/** FORMAT YAML (explain.c): strings in double quotes, escaped as in JSON. */
export function yamlText(structure: Structure): string {
  return item(structure, 0).join('\n');
}

/** A member of a list: its first line has the hyphen. */
function item(value: ExplainValue, indent: number): string[] {
  const margin = ' '.repeat(indent);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return [`${margin}- ${scalar(value)}`];
  }
  const [first = '', ...rest] = entries(value as Structure, indent + 2);
  return [`${margin}- ${first.trimStart()}`, ...rest];
}

function entries(structure: Structure, indent: number): string[] {
  const margin = ' '.repeat(indent);
  return Object.entries(structure).flatMap(([name, value]) => {
    if (Array.isArray(value)) {
      return [
        `${margin}${name}: `,
        ...(value as readonly ExplainValue[]).flatMap((part) => item(part, indent + 2)),
      ];
    }
    if (typeof value === 'object' && value !== null) {
      return [`${margin}${name}: `, ...entries(value as Structure, indent + 2)];
    }
    return [`${margin}${name}: ${scalar(value)}`];
  });
}

function scalar(value: ExplainValue): string {
  return JSON.stringify(value);
}
