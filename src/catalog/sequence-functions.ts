/**
 * Functions of pg_catalog, by proname, whose answer follows from a sequence's position and from what the session has
 * obtained from it (manual 9.17). They run in the shadow only when both were laid there first (sequence-laying.ts).
 */
export const SEQUENCE_FUNCTIONS: ReadonlySet<string> = new Set([
  'currval',
  'lastval',
  'nextval',
  'pg_get_sequence_data',
  'pg_sequence_last_value',
  'setval',
]);

/** Those that show a position as it is, like a query on the sequence itself. */
export const POSITION_FUNCTIONS: ReadonlySet<string> = new Set([
  'pg_get_sequence_data',
  'pg_sequence_last_value',
]);
