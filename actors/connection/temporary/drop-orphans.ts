import type { Lane } from '../../../src/backend/backend.ts';
import { isTemporary } from '../../../src/catalog/temporary.ts';
import { dropTemporary } from '../../../src/sql/ddl/temporary-table.ts';
import { runSteps } from '../sequences/sequence-rows.ts';

/**
 * Drops the temporary tables that a gateway has left when it was killed. Only for a backend that no other gateway works
 * on: there all of them are orphans when a gateway starts.
 */
export async function dropOrphans(lane: Lane): Promise<void> {
  const { tables } = await lane.snapshot();
  const orphans = tables
    .filter(isTemporary)
    .map(({ schema, name }) => ({ irisSchema: schema, irisName: name }));
  if (orphans.length > 0) await runSteps(lane, dropTemporary(orphans), true, 0);
}
