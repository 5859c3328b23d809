import type { Lane } from '../../../src/backend/backend.ts';
import { isTemporary } from '../../../src/catalog/temporary.ts';
import { dropTemporary } from '../../../src/sql/ddl/temporary-table.ts';
import { runSteps } from '../sequences/sequence-rows.ts';

/**
 * Drops the temporary tables that a process has left when it was killed: those whose names begin with its prefix; all of
 * them where no other gateway works on the backend, and this one only starts.
 */
export async function dropOrphans(lane: Lane, prefix: string): Promise<void> {
  const { tables } = await lane.snapshot();
  const orphans = tables
    .filter((table) => isTemporary(table) && table.name.startsWith(prefix))
    .map(({ schema, name }) => ({ irisSchema: schema, irisName: name }));
  if (orphans.length > 0) await runSteps(lane, dropTemporary(orphans), true, 0);
}
