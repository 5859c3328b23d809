import type { TranslationContext } from '../context.ts';
import { fragment, join, raw, type Fragment } from '../iris/fragment.ts';
import { labelsOf } from './enum-label.ts';
import { characters } from './literal.ts';
import { unsupported } from './unsupported.ts';

/**
 * The place of a label in the enum's order, by which IRIS, which has the labels only, sorts and compares as PostgreSQL
 * does (manual 8.7.2); NULL for NULL.
 */
export function enumPosition(value: Fragment, oid: number, context: TranslationContext): Fragment {
  if (context.lasting === true) throw unsupported('the order of an enum in a view', context);
  const branches = labelsOf(oid, context).map(
    ({ label }, index) => fragment`WHEN ${characters(label)} THEN ${raw(String(index + 1))}`,
  );
  return branches.length === 0
    ? raw('CAST(NULL AS INTEGER)')
    : fragment`CASE ${value} ${join(branches, ' ')} END`;
}

/** The label at a place: of the least or greatest one, for MIN, MAX, LEAST and GREATEST. */
export function enumAt(position: Fragment, oid: number, context: TranslationContext): Fragment {
  const branches = labelsOf(oid, context).map(
    ({ label }, index) => fragment`WHEN ${raw(String(index + 1))} THEN ${characters(label)}`,
  );
  return branches.length === 0
    ? raw('CAST(NULL AS CHAR VARYING)')
    : fragment`CASE ${position} ${join(branches, ' ')} END`;
}
