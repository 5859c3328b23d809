import { GatewayError } from '../../../src/errors/gateway-error.ts';
import type { StatementOfKind, Target } from '../../../src/sql/procedural/tree.ts';
import { RowStore } from '../cursor/row-store.ts';
import { columnsOf } from '../portal/portal.ts';
import type { PreparedStatement } from '../statement.ts';
import { assignRow } from './assign-row.ts';
import type { BlockRun } from './block-run.ts';
import { dynamicQuery, prepareOnly } from './dynamic.ts';
import { bind, explained, sqlStatement, type Embedded } from './embedded.ts';
import { NEXT, type Flow } from './flow.ts';
import { formatsOf, prepareQuery, rowsIn, runQuery, type Query } from './run-query.ts';
import { Scope } from './scope.ts';
import { turn, type LoopBody } from './turn.ts';

/** FOR row IN query (manual 43.6.6). */
export async function runForQuery(
  run: BlockRun,
  around: Scope,
  loop: StatementOfKind<'for-query'>,
): Promise<Flow> {
  const bound = await bind(run, around, sqlStatement(loop, loop.query));
  const prepared = await explained(run, bound.of, bound.statement, async () =>
    prepareQuery(run.session, bound),
  );
  return overRows(run, around, loop, prepared, bound, bound.of);
}

/** FOR row IN EXECUTE text [USING ...] */
export async function runForExecute(
  run: BlockRun,
  around: Scope,
  loop: StatementOfKind<'for-execute'>,
): Promise<Flow> {
  const query = await dynamicQuery(run, around, loop.query, loop.using);
  const prepared = await explained(run, query.of, null, () => prepareOnly(run, query));
  return overRows(run, around, loop, prepared, query, query.of);
}

/**
 * The body for each row. The rows are read first, as PostgreSQL reads them in one snapshot: what the body changes does not
 * show. Many of them lie in a file, as a cursor's do.
 */
async function overRows(
  run: BlockRun,
  around: Scope,
  loop: LoopBody & { readonly targets: readonly Target[] },
  statement: PreparedStatement,
  query: Query,
  of: Pick<Embedded, 'shown' | 'prefix' | 'as'>,
): Promise<Flow> {
  const { session } = run;
  const columns = columnsOf(session, statement.prepared);
  if (columns === null) {
    const tag = statement.prepared.kind === 'empty' ? '' : statement.prepared.classification.tag;
    throw new GatewayError('42P11', `cannot open ${tag} query as cursor`);
  }
  const formats = formatsOf(session, columns);
  const store = new RowStore(session.services.limits.cursorBytes);
  const scope = new Scope(loop.label, around);
  try {
    const rows = (frames: Uint8Array): Promise<void> => store.append(frames);
    await explained(run, of, null, () => runQuery(session, statement, query, 0, { rows }, formats));
    let end: Flow = NEXT;
    let found = false;
    reading: for await (const frames of store.read(1, store.last)) {
      for (const values of rowsIn(frames, formats)) {
        found = true;
        await assignRow(run, around, loop.targets, { columns, values });
        const flow = await turn(run, scope, loop);
        if (flow === null) continue;
        end = flow;
        break reading;
      }
    }
    if (!found) await assignRow(run, around, loop.targets, { columns, values: null });
    run.found = found;
    return end;
  } finally {
    await store.close();
  }
}
