import type { ExplainValue } from './node.ts';
import type { Structure } from './structure.ts';

/** FORMAT XML (explain.c). */
export function xmlText(structure: Structure): string {
  return [
    '<explain xmlns="http://www.postgresql.org/2009/explain">',
    '  <Query>',
    ...elements(structure, 4),
    '  </Query>',
    '</explain>',
  ].join('\n');
}

function elements(structure: Structure, indent: number): string[] {
  return Object.entries(structure).flatMap(([name, value]) => element(name, value, indent));
}

function element(name: string, value: ExplainValue, indent: number): string[] {
  const tag = tagName(name);
  const margin = ' '.repeat(indent);
  if (Array.isArray(value)) {
    const item = name === 'Plans' ? 'Plan' : 'Item';
    const items = (value as readonly ExplainValue[]).flatMap((part) => element(item, part, indent + 2));
    return [`${margin}<${tag}>`, ...items, `${margin}</${tag}>`];
  }
  if (typeof value === 'object' && value !== null) {
    return [`${margin}<${tag}>`, ...elements(value as Structure, indent + 2), `${margin}</${tag}>`];
  }
  return [`${margin}<${tag}>${escaped(String(value))}</${tag}>`];
}

/** ExplainXMLTag: what may not stand in a name becomes a hyphen. */
function tagName(name: string): string {
  return name.replaceAll(/[^A-Za-z0-9_.-]/g, '-');
}

/** escape_xml */
function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('\r', '&#x0d;');
}
