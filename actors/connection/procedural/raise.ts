import { GatewayError, type ErrorFields } from '../../../src/errors/gateway-error.ts';
import { isSqlstate, sqlstatesOf } from '../../../src/sql/procedural/condition-names.ts';
import { formatMessage } from '../../../src/sql/procedural/raise-format.ts';
import type { Raise, RaiseLevel, RaiseOption, StatementOfKind } from '../../../src/sql/procedural/tree.ts';
import type { BlockRun } from './block-run.ts';
import { isMet, shown, text } from './evaluate.ts';
import type { Scope } from './scope.ts';

const SEVERITIES: Readonly<Record<RaiseLevel, ErrorFields['severity']>> = {
  debug: 'DEBUG',
  log: 'LOG',
  info: 'INFO',
  notice: 'NOTICE',
  warning: 'WARNING',
  exception: 'ERROR',
};

/** SQLSTATEs where RAISE gives none: successful completion, warning, raise_exception. */
const DEFAULT_SQLSTATES: Readonly<Partial<Record<RaiseLevel, string>>> = {
  warning: '01000',
  exception: 'P0001',
};

type Details = Partial<Record<RaiseOption, string>>;

/** RAISE (manual 43.9.1): a message to the client, or an error. */
export async function raise(run: BlockRun, scope: Scope, statement: Raise): Promise<void> {
  const { level, condition, message, parameters, options } = statement;
  if (condition === null && message === null && options.length === 0 && level === 'exception') {
    const handled = run.handled.at(-1);
    if (handled === undefined) {
      throw new GatewayError('0Z002', 'RAISE without parameters cannot be used outside an exception handler');
    }
    throw handled;
  }
  const formatted = message === null ? null : formatMessage(message, await shownAll(run, scope, parameters));
  const details: Details = formatted === null ? {} : { message: formatted };
  for (const { option, value } of options) {
    if (details[option] !== undefined || (option === 'errcode' && condition !== null)) {
      throw new GatewayError('42601', `RAISE option already specified: ${option.toUpperCase()}`);
    }
    const given = await shown(run, scope, value);
    if (given === null) throw new GatewayError('22004', 'RAISE statement option cannot be null');
    details[option] = given;
  }
  const named = details.errcode ?? condition;
  const sqlstate = named === null ? (DEFAULT_SQLSTATES[level] ?? '00000') : sqlstateOf(named);
  const fields: ErrorFields = {
    severity: SEVERITIES[level],
    sqlstate,
    message: details.message ?? condition ?? sqlstate,
    detail: details.detail,
    hint: details.hint,
    column: details.column,
    constraint: details.constraint,
    dataType: details.datatype,
    table: details.table,
    schema: details.schema,
  };
  if (level === 'exception') throw GatewayError.fromFields(fields);
  run.session.notice(fields);
}

async function shownAll(
  run: BlockRun,
  scope: Scope,
  parameters: Raise['parameters'],
): Promise<(string | null)[]> {
  const values: (string | null)[] = [];
  for (const parameter of parameters) values.push(await shown(run, scope, parameter));
  return values;
}

/** @throws GatewayError 42704 */
function sqlstateOf(name: string): string {
  if (isSqlstate(name)) return name;
  const [found] = sqlstatesOf(name);
  if (found === undefined) throw new GatewayError('42704', `unrecognized exception condition "${name}"`);
  return found;
}

/** ASSERT (manual 43.9.2). @throws GatewayError P0004 */
export async function assert(
  run: BlockRun,
  scope: Scope,
  { condition, message }: StatementOfKind<'assert'>,
): Promise<void> {
  if (await isMet(run, scope, condition)) return;
  const told = message === null ? null : await text(run, scope, message);
  throw new GatewayError('P0004', told ?? 'assertion failed');
}
