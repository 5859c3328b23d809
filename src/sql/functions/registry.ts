import { RuleBook } from '../expression/call.ts';
import { CASTS } from './casts.ts';
import { DATE_PARTS } from './date-parts.ts';
import { DATES } from './dates.ts';
import { NUMERICS } from './numerics.ts';
import { SESSION } from './session.ts';
import { STRINGS } from './strings.ts';
import { STRING_PARTS } from './string-parts.ts';
import { VECTORS } from './vectors.ts';

/** Every function with an exact IRIS expression. */
export const FUNCTIONS = new RuleBook([
  CASTS,
  STRINGS,
  STRING_PARTS,
  NUMERICS,
  DATES,
  DATE_PARTS,
  SESSION,
  VECTORS,
]);
