import type { CapturedChange } from '../catalog/change-capture.ts';
import type { ChangePart } from '../sql/remainder/change-part.ts';

/** What the shadow is told of a change. `frames` are the rows it has come to in the backend; null: it is to be made. */
export function capturedChange(part: ChangePart, frames: readonly Uint8Array[] | null): CapturedChange {
  const { action, schema, table, columns, numbered, unchecked, computed, unruled, stored } = part;
  return {
    action,
    schema,
    table,
    columns: columns.map(({ name }) => name),
    numbered,
    unchecked,
    computed,
    unruled,
    stored: stored === null || frames === null ? null : { columns: stored, frames },
  };
}
