import { GatewayError } from '../../../src/errors/gateway-error.ts';
import { CASE_VARIABLE, type StatementOfKind } from '../../../src/sql/procedural/tree.ts';
import type { BlockRun } from './block-run.ts';
import { columnType } from './conversion.ts';
import { evaluate, isMet } from './evaluate.ts';
import { NEXT, type Flow } from './flow.ts';
import { Scope } from './scope.ts';

/** IF (manual 43.6.4). */
export async function runIf(run: BlockRun, scope: Scope, statement: StatementOfKind<'if'>): Promise<Flow> {
  for (const { condition, body } of statement.branches) {
    if (await isMet(run, scope, condition)) return run.runStatements(run, scope, body);
  }
  return run.runStatements(run, scope, statement.otherwise);
}

/** CASE, of conditions or of a value that the conditions compare. @throws GatewayError 20000 when nothing fits */
export async function runCase(
  run: BlockRun,
  scope: Scope,
  { test, branches, otherwise }: StatementOfKind<'case'>,
): Promise<Flow> {
  const inner = test === null ? scope : new Scope(null, scope);
  if (test !== null) {
    const { value, type } = await evaluate(run, scope, test, null);
    inner.add({
      kind: 'scalar',
      name: CASE_VARIABLE,
      type: await columnType(run, { typeOid: type.oid, typmod: type.typmod }),
      constant: false,
      notNull: false,
      value,
    });
  }
  for (const { condition, body } of branches) {
    if (await isMet(run, inner, condition)) return run.runStatements(run, scope, body);
  }
  if (otherwise !== null) return run.runStatements(run, scope, otherwise);
  throw new GatewayError('20000', 'case not found', { hint: 'CASE statement is missing ELSE part.' });
}

/** EXIT and CONTINUE. */
export async function runExit(
  run: BlockRun,
  scope: Scope,
  { kind, label, when }: StatementOfKind<'exit' | 'continue'>,
): Promise<Flow> {
  return when === null || (await isMet(run, scope, when)) ? { kind, label } : NEXT;
}
