/** A known difference from PostgreSQL 15. It must still be there: one that is gone fails the run and is taken out. */
export interface KnownDifference {
  readonly topic: string;
  readonly name: string;
  /** The lines that differ, as `difference` prints them. */
  readonly differs: readonly string[];
  /** What a reader can check. */
  readonly reason: string;
}

export const KNOWN_DIFFERENCES: readonly KnownDifference[] = [];

/** What one side has and the other has not: `-` lines of PostgreSQL, `+` lines of the gateway; the rest is common. */
export function difference(expected: readonly string[], actual: readonly string[]): string[] {
  // common[i][j]: length of the longest common part of what follows i and j.
  const common = Array.from({ length: expected.length + 1 }, () => new Uint16Array(actual.length + 1));
  const at = (i: number, j: number): number => common[i]?.[j] ?? 0;
  for (let i = expected.length - 1; i >= 0; i -= 1) {
    const row = common[i];
    for (let j = actual.length - 1; row && j >= 0; j -= 1) {
      row[j] = expected[i] === actual[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const lines: string[] = [];
  for (let i = 0, j = 0; i < expected.length || j < actual.length; ) {
    if (i < expected.length && expected[i] === actual[j]) {
      i += 1;
      j += 1;
    } else if (j >= actual.length || (i < expected.length && at(i + 1, j) >= at(i, j + 1))) {
      lines.push(`- ${expected[i]}`);
      i += 1;
    } else {
      lines.push(`+ ${actual[j]}`);
      j += 1;
    }
  }
  return lines;
}
