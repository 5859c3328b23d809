import { temporaryKey } from '../../../src/catalog/temporary.ts';
import { GatewayError } from '../../../src/errors/gateway-error.ts';
import type { StatementOf } from '../../../src/sql/classify.ts';
import type { Procedure } from '../../../src/sql/procedural/tree.ts';
import { Lru } from '../../../src/translation/lru.ts';
import type { Portal, Run } from '../portal/portal.ts';
import type { Session } from '../session.ts';
import { openImplicit } from '../transaction-end.ts';
import { BlockRun } from './block-run.ts';
import { runStatement, runStatements } from './run-statements.ts';

/** DO: runs a block of PL/pgSQL in the gateway, its SQL as a client's would (manual, DO). */
export async function runDo(
  session: Session,
  statement: StatementOf<'do'>,
  { alone, to }: Run,
  portal: Portal,
): Promise<void> {
  if (statement.language.toLowerCase() !== 'plpgsql') await refuseLanguage(session, statement, portal);
  const ownsTransaction = alone && !session.transaction.inBlock;
  openImplicit(session);
  const { joined } = session.transaction;
  const { context } = session;
  session.transaction.join('function');
  try {
    await session.run(async (signal) => {
      const { block, conflict } = await compile(session, statement);
      const run = new BlockRun(session, signal, { conflict, ownsTransaction, runStatements });
      session.context = () => [run.context(), context?.()].filter(Boolean).join('\n');
      await runStatement(run, run.outermost, block);
    });
  } finally {
    session.transaction.join(joined);
    session.context = context;
  }
  to.complete(statement.tag);
}

/** No other language has code blocks: PostgreSQL says which are there. */
async function refuseLanguage(
  session: Session,
  { language }: StatementOf<'do'>,
  { statement }: Portal,
): Promise<never> {
  await session.services.translation.validateDdl(statement.text, session.translationSession());
  throw new GatewayError('0A000', `code blocks in language "${language}" are not supported by the gateway`);
}

/** Blocks that were compiled; characters of their texts. */
const compiled = new Lru<Procedure>(200, 4 * 1024 * 1024);

/** The tree of a block. PostgreSQL has found it well-formed in the present schema. */
async function compile(session: Session, { code, offset }: StatementOf<'do'>): Promise<Procedure> {
  const { translation } = session.services;
  const about = session.translationSession();
  const epoch = about.schema?.epoch ?? translation.epoch;
  const key = [epoch, temporaryKey(about.temporary), about.searchPath, code.literal].join('\0');
  const known = compiled.get(key);
  if (known !== undefined) return known;
  try {
    const procedure = await translation.codeBlock(code, about);
    compiled.set(key, procedure, key.length);
    return procedure;
  } catch (error) {
    throw error instanceof GatewayError ? error.shifted(offset) : error;
  }
}
