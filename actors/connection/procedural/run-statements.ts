import type { ProcedureStatement, StatementKind, StatementOfKind } from '../../../src/sql/procedural/tree.ts';
import { assign } from './assign.ts';
import { runBlock } from './block.ts';
import type { BlockRun } from './block-run.ts';
import { runCase, runExit, runIf } from './branches.ts';
import { diagnostics } from './diagnostics.ts';
import { runDynamic } from './dynamic.ts';
import { NEXT, RETURN, type Flow } from './flow.ts';
import { runForeach } from './foreach.ts';
import { runForInteger, runLoop, runWhile } from './loops.ts';
import { runForExecute, runForQuery } from './row-loops.ts';
import { assert, raise } from './raise.ts';
import type { Scope } from './scope.ts';
import { perform, runSql } from './static-sql.ts';
import { placed, placeOf } from './statement-context.ts';
import { endTransaction } from './transaction-statements.ts';

/** Runs one kind of statement. */
type Runner<K extends StatementKind> = (
  run: BlockRun,
  scope: Scope,
  statement: StatementOfKind<K>,
) => Promise<Flow | void>;

type Runners = { readonly [K in StatementKind]: Runner<K> };

const RUNNERS: Runners = {
  block: runBlock,
  assign,
  if: runIf,
  case: runCase,
  loop: runLoop,
  while: runWhile,
  'for-integer': runForInteger,
  'for-query': runForQuery,
  'for-execute': runForExecute,
  foreach: runForeach,
  exit: runExit,
  continue: runExit,
  return: () => Promise.resolve(RETURN),
  raise,
  assert,
  perform,
  sql: runSql,
  execute: runDynamic,
  diagnostics,
  null: () => Promise.resolve(),
  commit: endTransaction,
  rollback: endTransaction,
};

/** Runs statements in order, until one leaves them. */
export async function runStatements(
  run: BlockRun,
  scope: Scope,
  statements: readonly ProcedureStatement[],
): Promise<Flow> {
  for (const statement of statements) {
    const flow = await runStatement(run, scope, statement);
    if (flow.kind !== 'next') return flow;
  }
  return NEXT;
}

/** Runs one statement. */
export async function runStatement(
  run: BlockRun,
  scope: Scope,
  statement: ProcedureStatement,
): Promise<Flow> {
  const runner = RUNNERS[statement.kind] as Runner<StatementKind>;
  return placed(run, placeOf(statement), async () => {
    await run.step();
    return (await runner(run, scope, statement)) ?? NEXT;
  });
}
