import type { TranslationSession } from '../../../src/translation/api.ts';

export const SESSION: TranslationSession = {
  user: 'alice',
  database: 'USER',
  searchPath: '"$user", public',
  pid: 4711,
  settings: {},
  timeZone: 'UTC',
  dateStyle: 'ISO, MDY',
  intervalStyle: 'postgres',
  byteaOutput: 'hex',
  extraFloatDigits: 1,
  now: 1_700_000_000_123_456n,
};
