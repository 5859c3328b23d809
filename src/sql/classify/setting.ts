import type { Node } from '@pgsql/types';
import type { NodeBody } from '../parse/node.ts';
import { body } from '../parse/node.ts';
import type { Statement } from './statement.ts';
import { transactionModes } from './transaction.ts';

/** SET, RESET, SET ROLE, SET SESSION AUTHORIZATION, SET TRANSACTION. */
export function classifySetting(statement: NodeBody<'VariableSetStmt'>): Statement {
  const name = statement.name ?? '';
  const { kind } = statement;
  if (kind === 'VAR_RESET_ALL') return { kind: 'reset', tag: 'RESET', name: null };
  if (kind === 'VAR_RESET') {
    return role(name, null, false, 'RESET') ?? { kind: 'reset', tag: 'RESET', name };
  }
  if (kind === 'VAR_SET_MULTI') return classifyTransactionSetting(name, statement.args);
  const value = kind === 'VAR_SET_VALUE' ? (statement.args ?? []).map(settingText) : null;
  const local = statement.is_local ?? false;
  const fromCurrent = kind === 'VAR_SET_CURRENT';
  return role(name, value, local, 'SET') ?? { kind: 'set', tag: 'SET', name, value, local, fromCurrent };
}

/** Roles are settings to the grammar, but change who the session is. */
function role(
  name: string,
  value: readonly string[] | null,
  local: boolean,
  tag: string,
): Statement | undefined {
  const setting = name.toLowerCase();
  if (setting !== 'role' && setting !== 'session_authorization') return undefined;
  const given = value?.[0] ?? null;
  const none = setting === 'role' && given?.toLowerCase() === 'none';
  return { kind: 'set-role', tag, setting, name: none ? null : given, local };
}

function classifyTransactionSetting(name: string, args: readonly Node[] | undefined): Statement {
  return {
    kind: 'set-transaction',
    tag: 'SET',
    scope: name === 'SESSION CHARACTERISTICS' ? 'session' : 'transaction',
    modes: transactionModes(args?.slice()),
    snapshot: name === 'TRANSACTION SNAPSHOT' ? settingText(args?.[0]) : null,
  };
}

/** One element of SET's list as text (guc.c, flatten_set_variable_args). */
function settingText(node: Node | undefined): string {
  const constant = body(node, 'A_Const');
  if (constant !== undefined) return constantText(constant);
  // SET TIME ZONE INTERVAL '...' HOUR TO MINUTE is the only other thing the grammar lets in.
  const cast = body(node, 'TypeCast');
  return `INTERVAL '${constantText(body(cast?.arg, 'A_Const') ?? {})}'`;
}

function constantText(constant: NodeBody<'A_Const'>): string {
  if (constant.sval !== undefined) return constant.sval.sval ?? '';
  if (constant.fval !== undefined) return constant.fval.fval ?? '';
  if (constant.boolval !== undefined) return constant.boolval.boolval === true ? 'true' : 'false';
  return String(constant.ival?.ival ?? 0);
}
