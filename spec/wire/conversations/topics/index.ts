import type { Topic } from '../conversation.ts';
import { ASYNCHRONOUS } from './asynchronous.ts';
import { COPY } from './copy.ts';
import { EXTENDED_QUERY } from './extended-query.ts';
import { PIPELINING } from './pipelining.ts';
import { PORTALS } from './portals.ts';
import { SETTINGS } from './settings.ts';
import { SIMPLE_QUERY } from './simple-query.ts';
import { START_UP } from './start-up.ts';
import { TRANSACTIONS } from './transactions.ts';

/** In the order of the manual's chapter. */
export const TOPICS: readonly Topic[] = [
  START_UP,
  SIMPLE_QUERY,
  EXTENDED_QUERY,
  PORTALS,
  PIPELINING,
  COPY,
  TRANSACTIONS,
  SETTINGS,
  ASYNCHRONOUS,
];
