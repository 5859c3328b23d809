import type { CatalogSnapshot } from '../catalog/snapshot.ts';

/**
 * A schema snapshot in memory that all threads share. Every task carries it: a message holds only the reference, and a
 * thread that was replaced finds all it needs in its first task.
 */
export interface SharedSchema {
  readonly epoch: number;
  /** Of one session's transaction, which has not been committed. */
  readonly own?: boolean;
  /** JSON in UTF-8. */
  readonly bytes: SharedArrayBuffer;
}

export function shareSchema(epoch: number, snapshot: CatalogSnapshot): SharedSchema {
  const json = new TextEncoder().encode(JSON.stringify(snapshot));
  const bytes = new SharedArrayBuffer(json.byteLength);
  new Uint8Array(bytes).set(json);
  return { epoch, bytes };
}

export function readSchema(schema: SharedSchema): CatalogSnapshot {
  // TextDecoder takes no view of shared memory, so the bytes are copied first
  return JSON.parse(new TextDecoder().decode(new Uint8Array(schema.bytes).slice())) as CatalogSnapshot;
}

/** Whether two snapshots say the same. */
export function isSameSchema(one: SharedSchema, other: SharedSchema): boolean {
  return Buffer.from(one.bytes).equals(Buffer.from(other.bytes));
}
