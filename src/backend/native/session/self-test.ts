import type { IrisSession } from '../../iris-session.ts';

/** Tells apart what levels could confuse: NULL and the empty string, numbers and text (docs/NATIVE.md). */
const STATEMENT = "SELECT 1, CAST(NULL AS VARCHAR(10)), '', 'ab', CAST(1.5 AS NUMERIC(5,1))";
const EXPECTED = [1, null, '', 'ab', '1.5'];

/** Why the session cannot be trusted, or null: what it reads must be what IRIS has. */
export function selfTest(session: IrisSession): string | null {
  const [row] = [...session.execute(STATEMENT, []).rows()];
  const read = row ?? [];
  // A literal without a type may be described as text.
  const same = EXPECTED.every((value, i) =>
    value === null || read[i] === null ? read[i] === value : String(read[i]) === String(value),
  );
  return same && read.length === EXPECTED.length ? null : `the self-test read ${JSON.stringify(read)}`;
}
