import { Buffer } from 'node:buffer';
import { bind, copyData, copyDone, execute, parse, query, sync } from '../../client/frontend-messages.ts';
import type { LoadProtocol } from '../load-settings.ts';
import type { Scope, Value } from '../script/expression.ts';
import type { StatementStep } from '../script/script.ts';

/** Whether a statement can be parsed: COPY and several others exist in the simple protocol only. */
export function isPreparable({ text }: StatementStep): boolean {
  return !/^copy\b/i.test(text);
}

/** The messages of one statement, up to Sync; `prepared` is the name of its prepared statement. */
export function statementBytes(
  step: StatementStep,
  scope: Scope,
  protocol: LoadProtocol,
  prepared: string,
): Uint8Array {
  if (protocol === 'simple' || !isPreparable(step)) return simpleBytes(step, scope);
  const values = step.parameters.map((name) => String(scope.get(name) ?? ''));
  const run = [bind(prepared, values), execute(), sync()];
  return Buffer.concat(protocol === 'extended' ? [parse('', step.parameterText), ...run] : run);
}

/** Parse and Sync. */
export function preparingBytes(step: StatementStep, name: string): Uint8Array {
  return Buffer.concat([parse(name, step.parameterText), sync()]);
}

function simpleBytes(step: StatementStep, scope: Scope): Uint8Array {
  const { pieces, names, data } = step;
  let text = pieces[0] ?? '';
  for (const [i, name] of names.entries()) text += literal(scope.get(name) ?? '') + (pieces[i + 1] ?? '');
  // What comes behind a COPY that is refused, the server passes over (manual 55.2.2).
  return data === null ? query(text) : Buffer.concat([query(text), copyData(data(scope)), copyDone()]);
}

/** `a -:x` must not become a comment. */
function literal(value: Value): string {
  if (typeof value === 'number') return value < 0 ? `(${value})` : String(value);
  return `'${value.replaceAll("'", "''")}'`;
}
