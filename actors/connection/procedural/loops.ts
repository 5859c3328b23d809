import { GatewayError } from '../../../src/errors/gateway-error.ts';
import type { StatementOfKind } from '../../../src/sql/procedural/tree.ts';
import { OID } from '../../../src/types/index.ts';
import type { BlockRun } from './block-run.ts';
import { integer, isMet } from './evaluate.ts';
import { NEXT, type Flow } from './flow.ts';
import { int4Value } from './plain-values.ts';
import { Scope } from './scope.ts';
import { turn } from './turn.ts';
import type { ScalarVariable } from './variable.ts';

/** LOOP (manual 43.6.5.1). */
export async function runLoop(run: BlockRun, around: Scope, loop: StatementOfKind<'loop'>): Promise<Flow> {
  const scope = new Scope(loop.label, around);
  for (;;) {
    const end = await turn(run, scope, loop);
    if (end !== null) return end;
  }
}

export async function runWhile(run: BlockRun, around: Scope, loop: StatementOfKind<'while'>): Promise<Flow> {
  const scope = new Scope(loop.label, around);
  while (await isMet(run, scope, loop.condition)) {
    const end = await turn(run, scope, loop);
    if (end !== null) return end;
  }
  return NEXT;
}

/** FOR i IN [REVERSE] a .. b [BY c] (manual 43.6.5.5): the bounds are evaluated once. */
export async function runForInteger(
  run: BlockRun,
  around: Scope,
  loop: StatementOfKind<'for-integer'>,
): Promise<Flow> {
  const from = await integer(run, around, loop.from, 'lower bound of FOR loop cannot be null');
  const to = await integer(run, around, loop.to, 'upper bound of FOR loop cannot be null');
  const by =
    loop.by === null ? 1 : await integer(run, around, loop.by, 'BY value of FOR loop cannot be null');
  if (by <= 0) throw new GatewayError('22023', 'BY value of FOR loop must be greater than zero');
  const scope = new Scope(loop.label, around);
  const variable: ScalarVariable = {
    kind: 'scalar',
    name: loop.variable,
    type: { oid: OID.int4, typmod: -1, name: 'integer', domain: false },
    constant: false,
    notNull: false,
    value: int4Value(from),
  };
  scope.add(variable);
  const step = loop.reverse ? -by : by;
  let found = false;
  let end: Flow = NEXT;
  for (let i = from; loop.reverse ? i >= to : i <= to; i += step) {
    found = true;
    variable.value = int4Value(i);
    const flow = await turn(run, scope, loop);
    if (flow === null) continue;
    end = flow;
    break;
  }
  run.found = found;
  return end;
}
