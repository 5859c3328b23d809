import { QueryPlans } from './query-plans.ts';
import type { QueryShape, StatementShape } from './tasks/messages.ts';

export interface PlainEntry {
  readonly kind: 'plain';
  readonly shape: Exclude<StatementShape, QueryShape>;
}

export interface QueryEntry {
  readonly kind: 'query';
  readonly shape: QueryShape;
  readonly plans: QueryPlans;
}

/** What is remembered of a statement for all texts that differ in literals only. */
export type StatementEntry = PlainEntry | QueryEntry;

export function entryOf(shape: StatementShape): StatementEntry {
  if (shape.kind !== 'query') return { kind: 'plain', shape };
  const plans = new QueryPlans();
  if (shape.translation !== null) plans.learn(shape.translation);
  return { kind: 'query', shape, plans };
}
