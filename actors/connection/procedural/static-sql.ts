import { GatewayError } from '../../../src/errors/gateway-error.ts';
import type { Into, StatementOfKind } from '../../../src/sql/procedural/tree.ts';
import type { Prepared } from '../../../src/translation/api.ts';
import { columnsOf } from '../portal/portal.ts';
import { parseNotices, type PreparedStatement } from '../statement.ts';
import { assignRow } from './assign-row.ts';
import type { BlockRun } from './block-run.ts';
import { bind, explained, sqlStatement, type Bound } from './embedded.ts';
import { prepareQuery, readRows, runQuery, type Query } from './run-query.ts';
import type { Scope } from './scope.ts';

/** A statement of SQL with variables as parameters (manual 43.5.2 and 43.5.3). */
export async function runSql(run: BlockRun, scope: Scope, statement: StatementOfKind<'sql'>): Promise<void> {
  const bound = await bind(run, scope, sqlStatement(statement, statement.text));
  const prepared = await prepareEmbedded(run, bound);
  const { kind } = prepared.prepared;
  if (kind === 'utility' && prepared.prepared.classification.kind === 'transaction') {
    throw new GatewayError('0A000', 'unsupported transaction command in PL/pgSQL');
  }
  refuseCopy(prepared.prepared);
  const { into } = statement;
  const columns = columnsOf(run.session, prepared.prepared);
  if (into === null && columns !== null && kind !== 'utility') throw noDestination(prepared.prepared);
  const changes = isChange(prepared.prepared);
  const work = (): Promise<number> =>
    into === null ? processed(run, prepared, bound) : readInto(run, scope, prepared, bound, into, changes);
  run.rowCount = await explained(run, bound.of, bound.statement, work);
  if (into !== null || changes) run.found = run.rowCount > 0;
}

/** PERFORM: a query whose rows nobody wants. */
export async function perform(
  run: BlockRun,
  scope: Scope,
  statement: StatementOfKind<'perform'>,
): Promise<void> {
  const bound = await bind(run, scope, sqlStatement(statement, statement.query));
  const prepared = await prepareEmbedded(run, bound);
  run.rowCount = await explained(run, bound.of, bound.statement, () => processed(run, prepared, bound));
  run.found = run.rowCount > 0;
}

async function prepareEmbedded(run: BlockRun, bound: Bound): Promise<PreparedStatement> {
  return explained(run, bound.of, bound.statement, async () => {
    const prepared = await prepareQuery(run.session, bound);
    for (const fields of parseNotices(prepared.prepared)) run.session.notice(fields);
    return prepared;
  });
}

/** Runs a statement to its end without its rows; how many it has concerned. */
export async function processed(run: BlockRun, statement: PreparedStatement, query: Query): Promise<number> {
  const tag = await runQuery(run.session, statement, query, 0, { rows: () => Promise.resolve() });
  return countOf(tag);
}

/** The count at the end of a command tag; 0 for one without. */
function countOf(tag: string | null): number {
  const count = Number(tag?.slice(tag.lastIndexOf(' ') + 1));
  return Number.isInteger(count) ? count : 0;
}

/**
 * INTO: the first row becomes the variables' values.
 * @returns how many rows there were, as far as they were looked at
 * @throws GatewayError P0002 and P0003 for STRICT; of a change, more than one row is too many in any case
 */
export async function readInto(
  run: BlockRun,
  scope: Scope,
  statement: PreparedStatement,
  query: Query,
  { strict, targets }: Into,
  changes: boolean,
): Promise<number> {
  const columns = columnsOf(run.session, statement.prepared);
  if (columns === null) throw new GatewayError('42601', 'INTO used with a command that cannot return data');
  const limit = changes ? 0 : strict ? 2 : 1;
  const { rows } = await readRows(run.session, statement, query, limit);
  if (strict && rows.length === 0) throw run.unexplained(new GatewayError('P0002', 'query returned no rows'));
  if (rows.length > 1 && (strict || changes)) {
    throw run.unexplained(
      new GatewayError('P0003', 'query returned more than one row', {
        hint: 'Make sure the query returns a single row, or use LIMIT 1.',
      }),
    );
  }
  await assignRow(run, scope, targets, { columns, values: rows[0] ?? null });
  return Math.min(rows.length, 1);
}

/** Whether a statement changes rows, which makes FOUND tell of it. */
export function isChange(prepared: Prepared): boolean {
  if (prepared.kind === 'empty' || prepared.classification.kind !== 'query') return false;
  return prepared.classification.tag !== 'SELECT';
}

/** @throws GatewayError 0A000 for COPY, whose data the client has no part in */
export function refuseCopy(prepared: Prepared): void {
  if (prepared.kind !== 'utility' || prepared.classification.kind !== 'copy') return;
  const { file } = prepared.classification;
  if (file === null) throw new GatewayError('0A000', 'cannot COPY to/from client in PL/pgSQL');
}

function noDestination(prepared: Prepared): GatewayError {
  const reads = !isChange(prepared);
  return new GatewayError('42601', 'query has no destination for result data', {
    hint: reads ? 'If you want to discard the results of a SELECT, use PERFORM instead.' : undefined,
  });
}
