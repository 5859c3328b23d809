import type { ErrorFields } from './gateway-error.ts';

/**
 * The shadow is PostgreSQL 18; the gateway says it is an older one (server_version), whose wording clients expect. What
 * changed between 15 and 18 in errors of parse analysis and input functions, by the release notes and sources:
 * - 16 moved "There is an entry ..., but it cannot be referenced" from HINT to DETAIL, and hints at LATERAL (parse_relation.c);
 * - 17 names the tables in the DETAIL of a foreign key between types that cannot be compared (tablecmds.c);
 * - 17 hints at unqualified SET targets (parse_target.c);
 * - 17 hints at SET EXPRESSION when a generated column is given a default, 18 has generated columns that are not stored
 *   (tablecmds.c);
 * - 18 spells the setting "DateStyle" in the hint of DateTimeParseError (datetime.c).
 */
export function olderWording(fields: ErrorFields): ErrorFields {
  const { detail, hint, ...others } = fields;
  const lateral = hint === undefined || hint === LATERAL_HINT;
  if (detail?.endsWith(UNREACHABLE) && lateral) return { ...others, hint: detail };
  if (detail?.startsWith('Key columns "')) {
    const older = detail.replace(OF_REFERENCING, '').replace(OF_REFERENCED, '');
    return { ...fields, detail: older };
  }
  if (hint === SET_TARGET_HINT) return { ...fields, hint: undefined };
  if (hint === SET_EXPRESSION_HINT) return { ...fields, hint: undefined };
  if (NOT_GENERATED.some((end) => fields.message.endsWith(end))) {
    return { ...fields, message: fields.message.replace('is not a generated', 'is not a stored generated') };
  }
  if (hint === DATE_STYLE_HINT) return { ...fields, hint: hint.replace('DateStyle', 'datestyle') };
  return fields;
}

const UNREACHABLE = 'but it cannot be referenced from this part of the query.';
const LATERAL_HINT = 'To reference that table, you must mark this subquery with LATERAL.';
const OF_REFERENCING = ' of the referencing table';
const OF_REFERENCED = ' of the referenced table';
const SET_TARGET_HINT = 'SET target columns cannot be qualified with the relation name.';
const SET_EXPRESSION_HINT = 'Use ALTER TABLE ... ALTER COLUMN ... SET EXPRESSION instead.';
const NOT_GENERATED = ['is not a generated column', 'is not a generated column, skipping'];
const DATE_STYLE_HINT = 'Perhaps you need a different "DateStyle" setting.';
