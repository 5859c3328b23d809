import type { OutputColumn } from '../../sql/plan.ts';
import { computeDistance, computeNumeric, formatDecimal, type IrisValue } from '../../types/index.ts';

/** Puts the values of OutputColumn.computed and .distance into a row of IRIS. */
export type ComputeColumns = (row: IrisValue[]) => void;

type Compute = (row: readonly IrisValue[]) => IrisValue;

/** Null when no column is computed, so that ordinary rows are not looked at. */
export function computedColumns(
  columns: readonly OutputColumn[],
  parameters: readonly IrisValue[],
): ComputeColumns | null {
  const computed = columns.flatMap((column, at) => {
    const compute = computation(column, parameters);
    return compute === null ? [] : [{ at, compute }];
  });
  if (computed.length === 0) return null;
  return (row) => {
    // All are computed before the first is written: one column's operand may stand in another one's place.
    const values = computed.map(({ compute }) => compute(row));
    for (const [i, { at }] of computed.entries()) row[at] = values[i] ?? null;
  };
}

function computation({ computed, distance }: OutputColumn, parameters: readonly IrisValue[]): Compute | null {
  if (distance !== undefined) return computeDistance(distance, parameters);
  if (computed === undefined) return null;
  const compute = computeNumeric(computed, parameters);
  return (row) => {
    const value = compute(row);
    return value === null ? null : formatDecimal(value);
  };
}
