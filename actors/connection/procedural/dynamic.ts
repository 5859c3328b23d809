import { GatewayError } from '../../../src/errors/gateway-error.ts';
import type { ExpressionText, Into, StatementOfKind } from '../../../src/sql/procedural/tree.ts';
import type { StatementPart } from '../../../src/translation/api.ts';
import { withConformingText } from '../query/conforming-text.ts';
import { noParameter } from '../query/no-parameter.ts';
import { parseNotices, prepare, type PreparedStatement } from '../statement.ts';
import type { BlockRun } from './block-run.ts';
import { explained, type Embedded } from './embedded.ts';
import { evaluate, text } from './evaluate.ts';
import type { Query } from './run-query.ts';
import type { Scope } from './scope.ts';
import { isChange, processed, readInto, refuseCopy } from './static-sql.ts';

/** EXECUTE: statements that are made when they run (manual 43.5.4). They see no variables, only what USING gives them. */
export async function runDynamic(
  run: BlockRun,
  scope: Scope,
  { query, into, using }: StatementOfKind<'execute'>,
): Promise<void> {
  const dynamic = await dynamicQuery(run, scope, query, using);
  await explained(run, dynamic.of, null, async () => {
    await withConformingText(run.session, dynamic.text, async (conforming) => {
      const parts = await split(run, conforming);
      if (parts.length === 0) run.rowCount = 0;
      for (const part of parts) {
        run.rowCount = await inPart(part, () => runPart(run, scope, part, dynamic, into));
      }
    });
  });
}

/** A dynamic query with its values. */
export interface DynamicQuery extends Query {
  readonly of: Pick<Embedded, 'shown' | 'prefix' | 'as'>;
}

/** @throws GatewayError 22004 for NULL */
export async function dynamicQuery(
  run: BlockRun,
  scope: Scope,
  query: ExpressionText,
  using: readonly ExpressionText[],
): Promise<DynamicQuery> {
  const statement = await text(run, scope, query);
  if (statement === null) throw new GatewayError('22004', 'query string argument of EXECUTE is null');
  const given = [];
  for (const part of using) given.push(await evaluate(run, scope, part, null));
  return {
    text: statement,
    types: given.map(({ type }) => type.oid),
    values: given.map(({ value }) => value),
    of: { shown: statement, prefix: 0, as: 'SQL statement' },
  };
}

async function split({ session }: BlockRun, query: string): Promise<readonly StatementPart[]> {
  const about = session.translationSession();
  const { translation } = session.services;
  return translation.splitCached(query, about) ?? (await translation.split(query, about));
}

async function runPart(
  run: BlockRun,
  scope: Scope,
  part: StatementPart,
  query: Query,
  into: Into | null,
): Promise<number> {
  const statement = await preparePart(run, part, query);
  return into === null
    ? processed(run, statement, query)
    : readInto(run, scope, statement, query, into, isChange(statement.prepared));
}

/** @throws GatewayError 0A000 for what cannot be executed so (spi.c, exec_stmt_dynexecute) */
async function preparePart(
  run: BlockRun,
  { text: statement, classification }: StatementPart,
  { types }: Query,
): Promise<PreparedStatement> {
  if (classification.kind === 'transaction') {
    throw run.unexplained(new GatewayError('0A000', 'EXECUTE of transaction commands is not implemented'));
  }
  if (classification.kind === 'ddl' && classification.tag === 'SELECT') {
    throw run.unexplained(
      new GatewayError('0A000', 'EXECUTE of SELECT ... INTO is not implemented', {
        hint: 'You might want to use EXECUTE ... INTO or EXECUTE CREATE TABLE ... AS instead.',
      }),
    );
  }
  const { session } = run;
  const takesParameters = classification.kind === 'query';
  const prepared = await prepare(session, statement, takesParameters ? types : []);
  if (prepared.prepared.parameterTypes.length > types.length) throw noParameter(statement);
  refuseCopy(prepared.prepared);
  for (const fields of parseNotices(prepared.prepared)) session.notice(fields);
  return prepared;
}

async function inPart<T>({ offset }: StatementPart, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof GatewayError ? error.shifted(offset) : error;
  }
}

/** The one statement of a dynamic query whose rows a loop goes through. */
export async function prepareOnly(run: BlockRun, query: DynamicQuery): Promise<PreparedStatement> {
  return withConformingText(run.session, query.text, async (text) => {
    const [part, second] = await split(run, text);
    if (part === undefined || second !== undefined) {
      throw new GatewayError('42P11', 'cannot open multi-query plan as cursor');
    }
    return inPart(part, () => preparePart(run, part, query));
  });
}
