import { type Fragment, raw } from './fragment.ts';
import type { Source } from './scope.ts';

/**
 * A join can run for hours inside one SQLite step, so it asks now and then whether it has been cancelled
 * (measurements.md C: a throwing function stops a running statement). The function names a column of each source, which
 * puts it into the innermost loop, and comes before the other conditions: a join that finds nothing is to end as well
 * (0.2 us for each combination that no index has ruled out). One table alone ends by itself.
 */
export function tick(sources: readonly Source[]): readonly Fragment[] {
  if (sources.length < 2) return [];
  const columns = sources.map((source) => source.rowId?.sql.sql ?? source.columns[0]?.value.sql.sql ?? '0');
  return [raw(`iris_tick(${columns.join(', ')})`)];
}
