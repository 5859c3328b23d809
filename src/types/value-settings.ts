import type { ValueSettings } from './codec.ts';

/** How values look in a session that has SET nothing: PostgreSQL's own defaults, in UTC. */
export const DEFAULT_VALUE_SETTINGS: ValueSettings = {
  timeZone: 'UTC',
  dateStyle: 'ISO, MDY',
  intervalStyle: 'postgres',
  byteaOutput: 'hex',
  extraFloatDigits: 1,
  now: 0n,
};
