import type { OutputColumn } from '../../sql/plan.ts';
import { computeNumeric, formatDecimal, type IrisValue } from '../../types/index.ts';

/** Puts the values of OutputColumn.computed into a row of IRIS. */
export type ComputeColumns = (row: IrisValue[]) => void;

/** Null when no column is computed, so that ordinary rows are not looked at. */
export function computedColumns(
  columns: readonly OutputColumn[],
  parameters: readonly IrisValue[],
): ComputeColumns | null {
  const computed = columns.flatMap(({ computed: expression }, at) =>
    expression === undefined ? [] : [{ at, compute: computeNumeric(expression, parameters) }],
  );
  if (computed.length === 0) return null;
  return (row) => {
    // All are computed before the first is written: one column's operand may stand in another one's place.
    const values = computed.map(({ compute }) => compute(row));
    for (const [i, { at }] of computed.entries()) {
      const value = values[i] ?? null;
      row[at] = value === null ? null : formatDecimal(value);
    }
  };
}
