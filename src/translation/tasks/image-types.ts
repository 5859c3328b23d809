import type { ThreadCatalog } from '../thread.ts';
import type { ImageTypes, ShadowTask } from './messages.ts';

/** The OIDs that CREATE EXTENSION vector got when the image was made. */
export function imageTypes(_task: ShadowTask, { shadow }: ThreadCatalog): ImageTypes {
  const [row] = shadow.rows(`select oid, typarray from pg_type where typname = 'vector'`);
  return { vectorOid: Number(row?.[0]), vectorArrayOid: Number(row?.[1]) };
}
