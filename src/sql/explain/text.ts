import {
  isPostgresPlan,
  type ExplainNode,
  type ExplainValue,
  type Explanation,
  type Measured,
  type PostgresPlan,
} from './node.ts';

/** FORMAT TEXT, a row for each line (explain.c, ExplainNode). */
export function textLines({ plan, summary }: Explanation): string[] {
  return [
    ...nodeLines(plan),
    ...summary.flatMap(([name, value]) => propertyLines(name, withUnit(name, value))),
  ];
}

function nodeLines(node: ExplainNode | PostgresPlan): string[] {
  if (isPostgresPlan(node)) return [...node.lines];
  const { type, measured, properties, children } = node;
  return [
    `${type}${measured === undefined ? '' : actual(measured)}`,
    ...indented(
      properties.flatMap(([name, value]) => propertyLines(name, value)),
      '  ',
    ),
    ...children.flatMap((child) => childLines(nodeLines(child))),
  ];
}

function childLines(lines: readonly string[]): string[] {
  const [first = '', ...rest] = lines;
  return [`  ->  ${first}`, ...indented(rest, '      ')];
}

function indented(lines: readonly string[], by: string): string[] {
  return lines.map((line) => by + line);
}

/** As PostgreSQL: averages of all loops. */
function actual({ rows, loops, startup, total }: Measured): string {
  if (loops === 0) return ' (never executed)';
  const time =
    total === null ? '' : `time=${((startup ?? total) / loops).toFixed(3)}..${(total / loops).toFixed(3)} `;
  return ` (actual ${time}rows=${Math.round(rows / loops)} loops=${loops})`;
}

function propertyLines(name: string, value: ExplainValue): string[] {
  if (typeof value === 'string' && value.includes('\n')) {
    return [`${name}:`, ...indented(value.split('\n'), '  ')];
  }
  return [`${name}: ${shown(value)}`];
}

function shown(value: ExplainValue): string {
  if (Array.isArray(value)) return value.map(shown).join(', ');
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value);
}

/** Times have their unit in TEXT, and are numbers elsewhere. */
function withUnit(name: string, value: ExplainValue): ExplainValue {
  return typeof value === 'number' && name.endsWith(' Time') ? `${value.toFixed(3)} ms` : value;
}
