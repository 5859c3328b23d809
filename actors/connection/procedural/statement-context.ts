import { GatewayError } from '../../../src/errors/gateway-error.ts';
import type { ProcedureStatement, StatementKind } from '../../../src/sql/procedural/tree.ts';
import type { BlockRun } from './block-run.ts';

/** What PostgreSQL calls the statements in CONTEXT (pl_funcs.c, plpgsql_stmt_typename). */
const NAMES: Readonly<Record<StatementKind, string>> = {
  block: 'statement block',
  assign: 'assignment',
  if: 'IF',
  case: 'CASE',
  loop: 'LOOP',
  while: 'WHILE',
  'for-integer': 'FOR with integer loop variable',
  'for-query': 'FOR over SELECT rows',
  'for-execute': 'FOR over EXECUTE statement',
  foreach: 'FOREACH over array',
  exit: 'EXIT',
  continue: 'CONTINUE',
  return: 'RETURN',
  raise: 'RAISE',
  assert: 'ASSERT',
  perform: 'PERFORM',
  sql: 'SQL statement',
  execute: 'EXECUTE',
  diagnostics: 'GET DIAGNOSTICS',
  null: 'NULL',
  commit: 'COMMIT',
  rollback: 'ROLLBACK',
};

/** The line of CONTEXT that tells where in the block a statement is. */
export function placeOf(statement: ProcedureStatement): string {
  const name =
    statement.kind === 'diagnostics' && statement.stacked ? 'GET STACKED DIAGNOSTICS' : NAMES[statement.kind];
  return `PL/pgSQL function inline_code_block line ${statement.line} at ${name}`;
}

/** The same for what fails before a block's first statement. */
export function initialisation(line: number): string {
  return `PL/pgSQL function inline_code_block line ${line} during statement block local variable initialization`;
}

/** Runs `work` so that its errors tell their place: the innermost statement's. */
export async function placed<T>(run: BlockRun, place: string, work: () => Promise<T>): Promise<T> {
  const around = run.place;
  run.place = place;
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof GatewayError) || run.placed.has(error)) throw error;
    const where = [error.fields.where, place].filter(Boolean).join('\n');
    const told = error.with({ where });
    run.placed.add(told);
    throw told;
  } finally {
    run.place = around;
  }
}
