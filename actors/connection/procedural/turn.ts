import type { ProcedureStatement } from '../../../src/sql/procedural/tree.ts';
import type { BlockRun } from './block-run.ts';
import { afterTurn, NEXT, type Flow } from './flow.ts';
import type { Scope } from './scope.ts';

/** What all loops have. */
export interface LoopBody {
  readonly label: string | null;
  readonly body: readonly ProcedureStatement[];
}

/** One turn of a loop; null: go on. */
export async function turn(run: BlockRun, scope: Scope, { label, body }: LoopBody): Promise<Flow | null> {
  await run.step();
  const end = afterTurn(await run.runStatements(run, scope, body), label);
  if (end === 'again') return null;
  return end === 'leave' ? NEXT : end;
}
