import { fragment, raw, type Fragment } from '../iris/fragment.ts';
import type { TranslationContext } from '../context.ts';
import { enumPosition } from './enum-order.ts';
import { familyOf } from './family.ts';

/**
 * Text as a key that IRIS sorts by code points, as PostgreSQL does under collation "C". EXACT collation puts canonical
 * numbers first, in numeric order (iris-sql.md 6.6); behind a letter no text is a canonical number. %SQLSTRING would do
 * too but cuts trailing blanks.
 */
export function textKey(text: Fragment): Fragment {
  return fragment`('x' || ${text})`;
}

/** The text of a key, e.g. of MIN over keys. SUBSTRING past the end need not give '', so '' is told apart. */
export function textOfKey(key: Fragment): Fragment {
  return fragment`CASE WHEN ${key} = 'x' THEN '' ELSE SUBSTRING(${key}, 2) END`;
}

/** Digits in front of an interval's text in IRIS that say its length (src/types/interval.ts). */
const INTERVAL_LENGTH_DIGITS = 23;

/** A value of a type by which IRIS sorts as PostgreSQL does, null when there is none for the type. */
export function sortKey(value: Fragment, oid: number, context: TranslationContext): Fragment | null {
  switch (familyOf(oid, context)) {
    case 'enum':
      return enumPosition(value, oid, context);
    case 'text':
    case 'bpchar':
      return textKey(value);
    case 'boolean':
    case 'integer':
    case 'numeric':
    case 'float':
    case 'date':
    case 'time':
    case 'timestamp':
    case 'timestamptz':
    case 'uuid':
      return value;
    case 'interval':
      return textKey(fragment`SUBSTRING(${value}, 1, ${raw(String(INTERVAL_LENGTH_DIGITS))})`);
    case 'bytea':
    case 'json':
    case 'jsonb':
    case 'vector':
    case 'array':
    case 'other':
      return null;
  }
}
