/** Schemas that belong to the system: no user may put tables into them (-312). */
export const SYSTEM_SCHEMA_NAMES: readonly string[] = [
  'INFORMATION_SCHEMA',
  '%Dictionary',
  '%Library',
  '%SQL',
  '%SYS',
];
