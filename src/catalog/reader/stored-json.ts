import type { SnapshotFailure } from '../snapshot.ts';

/** Collects entries of the dictionary that make no sense: the rest goes on without them. */
export class Unreadable {
  readonly failures: SnapshotFailure[] = [];

  /**
   * A value that the gateway has stored as JSON.
   * @param object what it is about, for the report
   * @returns an object; null when it cannot be read
   */
  json(object: string, text: string): object | null {
    try {
      const value: unknown = JSON.parse(text);
      if (typeof value === 'object' && value !== null) return value;
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
    }
    const message = "the gateway's entry about it is damaged";
    this.failures.push({ object, error: { severity: 'ERROR', sqlstate: 'XX001', message } });
    return null;
  }
}
