import type { Dialect } from '../../../sql/context.ts';

/** First versions of what is not in all of them (iris-sql.md section 0, "Version gates"). */
const FIRST_VERSIONS = {
  /** WITH in front of SELECT */
  commonTables: [2024, 1],
  /** WITH in front of INSERT ... SELECT, UPDATE, DELETE */
  commonTablesInChanges: [2024, 3],
  jsonTable: [2024, 1],
  vectors: [2024, 1],
  floatVectors: [2024, 3],
  hnsw: [2025, 1],
  /** LIMIT, OFFSET and FETCH */
  limit: [2025, 1],
  approximateCount: [2025, 1],
  collectStatistics: [2025, 2],
  /** First documented in the 2025.3 book; older versions are unknown, so they get an error. */
  exceptIntersect: [2025, 3],
} as const satisfies Record<string, readonly [number, number]>;

export type Feature = keyof typeof FIRST_VERSIONS;

/** Whether this version has the feature. */
export function supports(dialect: Dialect, feature: Feature): boolean {
  const [year, release] = FIRST_VERSIONS[feature];
  return dialect.version[0] > year || (dialect.version[0] === year && dialect.version[1] >= release);
}
