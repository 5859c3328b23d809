import type {
  Call,
  CancelQuery,
  CheckPrivilege,
  InTransaction,
  LockTable,
  SetOption,
  UnlockTable,
} from '../ast.ts';
import { sqlError } from '../errors.ts';
import type { Cursor } from './cursor.ts';
import { stringLiteral, unsignedInteger } from './literals.ts';
import { qualifiedName } from './names.ts';

/** SET OPTION names and what their values look like (6.1, RSQL_setoption). */
const OPTIONS: ReadonlyMap<string, 'number' | 'word' | 'string'> = new Map([
  ['ACORN_1_SELECTIVITY_THRESHOLD', 'number'],
  ['AUTO_PARALLEL_THRESHOLD', 'number'],
  ['COMPILEMODE', 'word'],
  ['DATE_FORMAT', 'number'],
  ['DEFAULT_SCHEMA', 'word'],
  ['EXACT_DISTINCT', 'word'],
  ['LOCK_ESCALATION_THRESHOLD', 'number'],
  ['LOCK_TIMEOUT', 'number'],
  ['PKEY_IS_IDKEY', 'word'],
  ['SUPPORT_DELIMITED_IDENTIFIERS', 'word'],
  ['TIME_PRECISION', 'number'],
]);

/** SET OPTION name = value */
export function setOption(cursor: Cursor): SetOption {
  const { at } = cursor.token;
  cursor.expect('SET', 'OPTION');
  const name = cursor.token.key;
  const form = OPTIONS.get(name);
  if (form === undefined) cursor.failExpected('option');
  cursor.next();
  cursor.expect('=');
  const { kind, text } = cursor.token;
  if (kind !== form && !(form === 'word' && kind === 'delimited')) throw sqlError(129, name);
  cursor.next();
  return { kind: 'setOption', at, name, value: text };
}

/** LOCK [TABLE] t IN SHARE|EXCLUSIVE MODE [WAIT seconds] */
export function lockTable(cursor: Cursor): LockTable {
  const { at } = cursor.token;
  cursor.expect('LOCK');
  cursor.accept('TABLE');
  const table = qualifiedName(cursor);
  const mode = lockMode(cursor);
  return {
    kind: 'lockTable',
    at,
    table,
    mode,
    waitSeconds: cursor.accept('WAIT') ? unsignedInteger(cursor) : null,
  };
}

/** UNLOCK [TABLE] t IN SHARE|EXCLUSIVE MODE [IMMEDIATE] */
export function unlockTable(cursor: Cursor): UnlockTable {
  const { at } = cursor.token;
  cursor.expect('UNLOCK');
  cursor.accept('TABLE');
  const table = qualifiedName(cursor);
  const mode = lockMode(cursor);
  return { kind: 'unlockTable', at, table, mode, immediate: cursor.accept('IMMEDIATE') };
}

function lockMode(cursor: Cursor): 'SHARE' | 'EXCLUSIVE' {
  cursor.expect('IN');
  const mode = cursor.expectAny('SHARE', 'EXCLUSIVE');
  cursor.expect('MODE');
  return mode;
}

/** CALL p(args) */
export function call(cursor: Cursor): Call {
  const { at } = cursor.token;
  cursor.expect('CALL');
  const procedure = qualifiedName(cursor);
  cursor.expect('(');
  const found = cursor.is(')') ? [] : cursor.list(() => cursor.grammar.scalar(cursor));
  cursor.expect(')');
  return { kind: 'call', at, procedure, arguments: found };
}

/** CANCEL QUERY pid [IDENTIFIED BY sqlid] [TIMEOUT seconds] */
export function cancelQuery(cursor: Cursor): CancelQuery {
  const { at } = cursor.token;
  cursor.expect('CANCEL', 'QUERY');
  const processId = unsignedInteger(cursor);
  const sqlId = cursor.accept('IDENTIFIED', 'BY') ? stringLiteral(cursor).value : null;
  const timeoutSeconds = cursor.accept('TIMEOUT') ? unsignedInteger(cursor) : null;
  return { kind: 'cancelQuery', at, processId, sqlId, timeoutSeconds };
}

/** %INTRANSACTION or %INTRANS */
export function inTransaction(cursor: Cursor): InTransaction {
  return { kind: 'inTransaction', at: cursor.next().at };
}

/** %CHECKPRIV [GRANT OPTION FOR] privilege, ... ON t */
export function checkPrivilege(cursor: Cursor): CheckPrivilege {
  const { at } = cursor.token;
  cursor.expect('%CHECKPRIV');
  cursor.accept('GRANT', 'OPTION', 'FOR');
  const privileges = cursor.list(() =>
    cursor.expectAny('ALTER', 'SELECT', 'INSERT', 'UPDATE', 'DELETE', 'REFERENCES'),
  );
  cursor.expect('ON');
  return { kind: 'checkPrivilege', at, privileges, table: qualifiedName(cursor) };
}
