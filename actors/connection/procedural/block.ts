import { GatewayError } from '../../../src/errors/gateway-error.ts';
import { isCaughtBy } from '../../../src/sql/procedural/condition-names.ts';
import type { Block, Handler } from '../../../src/sql/procedural/tree.ts';
import { OID } from '../../../src/types/index.ts';
import { inSubtransaction } from '../savepoints.ts';
import type { BlockRun } from './block-run.ts';
import { declare } from './declare.ts';
import { NEXT, type Flow } from './flow.ts';
import { textValue } from './plain-values.ts';
import { Scope } from './scope.ts';
import { initialisation, placed } from './statement-context.ts';
import type { Variable } from './variable.ts';

/** A block: its variables, its statements, and what becomes of their errors (manual 43.6.8). */
export async function runBlock(run: BlockRun, around: Scope, block: Block): Promise<Flow> {
  const scope = new Scope(block.label, around);
  const variables: Variable[] = [];
  for (const declaration of block.declarations) {
    const made = await placed(run, initialisation(declaration.line), () => declare(run, scope, declaration));
    if (made !== null) variables.push(made);
  }
  const flow =
    block.handlers === null
      ? await run.runStatements(run, scope, block.body)
      : await runGuarded(run, scope, block, block.handlers);
  run.forget(variables);
  return flow.kind === 'exit' && flow.label !== null && flow.label === block.label ? NEXT : flow;
}

/** In a subtransaction: an error that a handler is for undoes what the statements did, but not the variables. */
async function runGuarded(
  run: BlockRun,
  scope: Scope,
  { body }: Block,
  handlers: readonly Handler[],
): Promise<Flow> {
  try {
    run.subtransactions += 1;
    try {
      return await inSubtransaction(run.session, () => run.runStatements(run, scope, body));
    } finally {
      run.subtransactions -= 1;
    }
  } catch (error) {
    const handler = error instanceof GatewayError ? handlerFor(run, error, handlers) : undefined;
    if (handler === undefined || !(error instanceof GatewayError)) throw error;
    run.handled.push(error);
    try {
      return await run.runStatements(run, handlerScope(scope, error), handler.body);
    } finally {
      run.handled.pop();
    }
  }
}

/** Nothing is left to go on with after these: the session ends, or its transaction is lost with the backend's connection. */
const FATAL_CLASSES = ['08', '57P'];

function handlerFor(
  { signal }: BlockRun,
  { sqlstate, fatal }: GatewayError,
  handlers: readonly Handler[],
): Handler | undefined {
  if (fatal || signal.aborted || FATAL_CLASSES.some((known) => sqlstate.startsWith(known))) return undefined;
  return handlers.find(({ conditions }) => isCaughtBy(sqlstate, conditions));
}

/** SQLSTATE and SQLERRM tell of the error that is handled. */
function handlerScope(around: Scope, { sqlstate, fields }: GatewayError): Scope {
  const scope = new Scope(null, around);
  const type = { oid: OID.text, typmod: -1, name: 'text', domain: false };
  const add = (name: string, text: string): void =>
    scope.add({ kind: 'scalar', name, type, constant: true, notNull: false, value: textValue(text) });
  add('sqlstate', sqlstate);
  add('sqlerrm', fields.message);
  return scope;
}
