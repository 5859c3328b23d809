import { quoteIdentifier } from '../../../src/catalog/quote.ts';
import { GatewayError } from '../../../src/errors/gateway-error.ts';
import type { StatementOf } from '../../../src/sql/classify.ts';
import type { CopyTarget, Prepared } from '../../../src/translation/api.ts';
import { openPortal, type Run } from '../portal/portal.ts';
import { noParameter } from '../query/no-parameter.ts';
import { copyOptions } from './copy-options.ts';
import type { Session } from '../session.ts';
import { prepare, type PreparedStatement } from '../statement.ts';
import { CopyReceiver } from './copy-receiver.ts';
import { checkForcedColumns } from './forced-columns.ts';

/** COPY table TO STDOUT, COPY (query) TO STDOUT: the query's rows in the form of COPY. */
export async function copyTo(session: Session, statement: StatementOf<'copy'>, run: Run): Promise<void> {
  const target = await targetOf(session, statement);
  const options = copyOptions(session, statement, 'to');
  const { prepared, ...query } = await queryOf(session, statement, target);
  const columns = prepared.columns ?? [];
  checkForcedColumns(options, columns, target);
  const format = options.format === 'binary' ? 1 : 0;
  const portal = openPortal({ ...query, prepared }, [], [], [format], columns);
  const to = new CopyReceiver(session, { options, columns: columns.map(({ name }) => name) }, run.to);
  session.copy.enter('copy-out');
  try {
    // The rows of a query on tables come one by one, so that it may fail when the copy has begun.
    if (startsAtOnce(prepared)) to.begin();
    await session.advance(portal, { limit: 0, alone: run.alone, to });
  } finally {
    session.copy.enter(null);
  }
}

async function targetOf(
  session: Session,
  { relation, columns }: StatementOf<'copy'>,
): Promise<CopyTarget | null> {
  if (relation === null) return null;
  const request = { direction: 'to', relation, columns, where: null } as const;
  return session.services.translation.copyTarget(request, session.translationSession());
}

function queryOf(
  session: Session,
  { query, columns }: StatementOf<'copy'>,
  target: CopyTarget | null,
): Promise<PreparedStatement> {
  return query === null
    ? Promise.resolve(prepare(session, tableQuery(target, columns), []))
    : copiedQuery(session, query);
}

function tableQuery(target: CopyTarget | null, named: readonly string[]): string {
  const columns = target?.columns?.map(({ name }) => name) ?? named;
  const table = [target?.schema ?? null, target?.table ?? null].flatMap((name) =>
    name === null ? [] : [quoteIdentifier(name)],
  );
  // A table without columns has rows all the same; one of the catalog gives all of them.
  const list =
    target?.columns === null && columns.length === 0 ? '*' : columns.map(quoteIdentifier).join(', ');
  return `SELECT ${list} FROM ${table.join('.')}`;
}

/** @throws GatewayError of the query, with its position in the whole statement; 0A000 for one that gives no rows */
async function copiedQuery(
  session: Session,
  { text, offset, verb }: NonNullable<StatementOf<'copy'>['query']>,
): Promise<PreparedStatement> {
  if (verb === 'merge') throw new GatewayError('0A000', 'MERGE not supported in COPY');
  if (verb === 'select into') throw new GatewayError('0A000', 'COPY (SELECT INTO) is not supported');
  const statement = await preparedAlone(session, text).catch((error: unknown) => {
    if (!(error instanceof GatewayError)) throw error;
    const { position } = error.fields;
    throw position === undefined ? error : error.with({ position: position + offset });
  });
  if (statement.prepared.columns === null) {
    throw new GatewayError('0A000', 'COPY query must have a RETURNING clause');
  }
  return statement;
}

async function preparedAlone(session: Session, text: string): Promise<PreparedStatement> {
  const statement = await prepare(session, text, []);
  if (statement.prepared.parameterTypes.length > 0) throw noParameter(text);
  return statement;
}

function startsAtOnce(prepared: Prepared): boolean {
  return prepared.kind === 'backend' && prepared.plan?.writes === false;
}
