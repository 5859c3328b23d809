import type { OutputColumn } from '../../sql/plan.ts';
import { fieldEncoder, type TypeRegistry, type ValueSettings } from '../../types/index.ts';
import type { IrisValue } from '../../types/iris-value.ts';

/** Bytes of a value that an error shows (execMain.c, ExecConstraints). */
const SHOWN_BYTES = 64;

/** A row as the DETAIL of PostgreSQL's constraint violations shows it (execMain.c, ExecBuildSlotValueDescription). */
export function failingRow(
  row: readonly IrisValue[],
  columns: readonly OutputColumn[],
  registry: TypeRegistry,
  settings: ValueSettings,
): string {
  const values = columns.map(({ typeOid, typmod, scale, elementOid }, index) => {
    const encode = fieldEncoder(registry, typeOid, typmod, scale, 0, settings, elementOid);
    const text = encode(row[index] ?? null);
    if (text === null) return 'null';
    return clip(typeof text === 'string' ? text : Buffer.from(text).toString());
  });
  return `Failing row contains (${values.join(', ')}).`;
}

/** Cut between characters. */
function clip(text: string): string {
  const bytes = Buffer.from(text);
  if (bytes.length <= SHOWN_BYTES) return text;
  let end = SHOWN_BYTES;
  while (((bytes[end] ?? 0) & 0xc0) === 0x80) end -= 1;
  return `${bytes.subarray(0, end).toString()}...`;
}
