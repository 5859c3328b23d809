import type { RegistryOptions } from '../../types/index.ts';
import type { ThreadCatalog } from '../thread.ts';
import type { ShadowTask } from './messages.ts';

/** The OIDs that CREATE EXTENSION vector got when the image was made. */
export function imageTypes(_task: ShadowTask, { shadow }: ThreadCatalog): RegistryOptions {
  const rows = shadow.rows(
    `select typname, oid, typarray from pg_type where typname in ('vector', 'halfvec', 'sparsevec')`,
  );
  const oids = (name: string): { oid: number; arrayOid: number } => {
    const row = rows.find(([typname]) => typname === name);
    return { oid: Number(row?.[1]), arrayOid: Number(row?.[2]) };
  };
  const vector = oids('vector');
  return {
    vectorOid: vector.oid,
    vectorArrayOid: vector.arrayOid,
    halfvec: oids('halfvec'),
    sparsevec: oids('sparsevec'),
  };
}
