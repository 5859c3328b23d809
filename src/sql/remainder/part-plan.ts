import type { NumberedColumn, OutputColumn, Plan, Step } from '../plan.ts';

/** The plan of a part: `steps` once for each row that PostgreSQL tells of. `columns` is what it reads back; null for nothing. */
export function partPlan(
  tag: string,
  steps: readonly Step[],
  columns: readonly OutputColumn[] | null,
  numbers?: NumberedColumn,
): Plan {
  return {
    steps: [{ do: 'each', source: { kind: 'given' }, steps }],
    tag,
    counted: true,
    columns,
    writes: true,
    changesSchema: false,
    ...(numbers === undefined ? {} : { numbers }),
  };
}
