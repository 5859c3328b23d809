import type { Restriction } from '../ast.ts';
import type { Cursor } from './cursor.ts';

const RESTRICTIONS = [
  '%NOCHECK',
  '%NOFPLAN',
  '%NOINDEX',
  '%NOJOURN',
  '%NOLOCK',
  '%NOTRIGGER',
  '%PROFILE',
] as const;

/** The keywords behind INSERT, UPDATE, DELETE and TRUNCATE TABLE. */
export function restrictions(cursor: Cursor): Restriction[] {
  const found: Restriction[] = [];
  while (cursor.isAny(...RESTRICTIONS)) found.push(cursor.next().key);
  return found;
}
