import { RuleBook } from '../expression/call.ts';
import { ARITHMETIC } from './arithmetic.ts';
import { COMPARISON } from './comparison.ts';
import { DATE_ARITHMETIC } from './date-arithmetic.ts';
import { PATTERNS } from './patterns.ts';
import { TEXT } from './text.ts';
import { VECTOR_DISTANCES } from './vector.ts';

/** Every operator with an exact IRIS expression. */
export const OPERATORS = new RuleBook([
  COMPARISON,
  ARITHMETIC,
  TEXT,
  PATTERNS,
  DATE_ARITHMETIC,
  VECTOR_DISTANCES,
]);
