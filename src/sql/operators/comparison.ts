import { node, NUMBERS, TEXTS, type Rule } from '../expression/call.ts';
import { compare, COMPARISONS } from '../expression/comparison.ts';
import type { Family } from '../expression/family.ts';

/** Families that PostgreSQL compares with each other. */
const GROUPS: readonly (readonly Family[])[] = [
  NUMBERS,
  TEXTS,
  ['date', 'timestamp', 'timestamptz'],
  ['boolean'],
  ['time'],
  ['interval'],
  ['uuid'],
  ['bytea'],
  ['enum'],
];

/** `= <> < <= > >=` */
export const COMPARISON: readonly Rule[] = COMPARISONS.flatMap((name) =>
  GROUPS.map(
    (families): Rule => ({
      name,
      takes: [families, families],
      gives: 'condition',
      print: (call) => compare(name, node(call, 0), node(call, 1), call.scope, call.print),
    }),
  ),
);
