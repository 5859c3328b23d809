import type { StatementOfKind } from '../../../src/sql/procedural/tree.ts';
import { assignElement } from './array-element.ts';
import { assignRecord } from './assign-record.ts';
import type { BlockRun } from './block-run.ts';
import type { Embedded } from './embedded.ts';
import { evaluateAs } from './evaluate.ts';
import type { Scope } from './scope.ts';
import { put, typeOf } from './targets.ts';

/** variable := expression (manual 43.5.1). */
export async function assign(
  run: BlockRun,
  scope: Scope,
  statement: StatementOfKind<'assign'>,
): Promise<void> {
  const { target, value, text } = statement;
  const found = scope.target(target);
  const of: Embedded = {
    key: statement,
    text: `SELECT ${value.text}`,
    shown: text,
    prefix: 7 - (Array.from(text).length - Array.from(value.text).length),
    as: 'PL/pgSQL assignment',
  };
  if (target.subscripts.length > 0) return assignElement(run, scope, found, target, of);
  if (found.variable.kind === 'record' && found.field === null) {
    return assignRecord(run, scope, found.variable, of);
  }
  const type = typeOf(found);
  const evaluated = await evaluateAs(run, scope, of, type);
  return put(run, found, evaluated.value);
}
