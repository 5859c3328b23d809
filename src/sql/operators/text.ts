import { asText } from '../expression/cast.ts';
import { node, TEXTS, type Call, type Rule } from '../expression/call.ts';
import type { Family } from '../expression/family.ts';
import { fragment, type Fragment } from '../iris/fragment.ts';

/** What `||` makes text of when the other side is text (textanycat, anytextcat). */
const TEXTUAL: readonly Family[] = [
  'text',
  'bpchar',
  'integer',
  'boolean',
  'uuid',
  'date',
  'json',
  'jsonb',
  'enum',
  'numeric',
  'float',
  'time',
  'timestamp',
  'timestamptz',
  'interval',
];

function concatenation(call: Call): Fragment {
  const { scope, print, location } = call;
  const left = asText(node(call, 0), scope, print, location);
  const right = asText(node(call, 1), scope, print, location);
  return fragment`(${left} || ${right})`;
}

export const TEXT: readonly Rule[] = [
  { name: '||', takes: [TEXTS, TEXTUAL], gives: 'value', print: concatenation },
  { name: '||', takes: [TEXTUAL, TEXTS], gives: 'value', print: concatenation },
];
