import { GatewayError } from '../../../src/errors/gateway-error.ts';
import type { StatementOf } from '../../../src/sql/classify.ts';
import type { StatedTransactionModes } from '../../../src/sql/classify/statement.ts';
import type { Run } from '../portal/portal.ts';
import type { Session } from '../session.ts';
import { learnSetting } from './learn-setting.ts';
import { setRoleTo } from './set-role.ts';
import { statedMode } from './transaction-settings.ts';
import { warnOutsideTransaction } from './prevent-in-transaction.ts';

/** SET [SESSION | LOCAL] name = value. */
export async function set(session: Session, statement: StatementOf<'set'>, { to }: Run): Promise<void> {
  const { name, value, local, fromCurrent } = statement;
  if (local) warnOutsideTransaction(session, 'SET LOCAL');
  const lost = local && !session.transaction.inBlock && !session.transaction.implicit;
  await learnSetting(session, name);
  const wanted = value === null ? null : settingValue(name, value);
  const mode = wanted === null ? null : statedMode(name, wanted);
  // In a transaction of its own it is over with it.
  if (mode !== null) setModes(session, mode);
  else if (!lost && !fromCurrent) session.settings.set(name, wanted, local);
  to.complete('SET');
}

/** The list of SET as one text: elements of search_path are identifiers (guc.c, flatten_set_variable_args). */
function settingValue(name: string, values: readonly string[]): string {
  if (name.toLowerCase() !== 'search_path') return values.join(', ');
  return values
    .map((value) => (/^[a-z_][a-z0-9_$]*$/.test(value) ? value : `"${value.replaceAll('"', '""')}"`))
    .join(', ');
}

export async function reset(session: Session, { name }: StatementOf<'reset'>, { to }: Run): Promise<void> {
  if (name === null) session.settings.resetAll();
  else {
    await learnSetting(session, name);
    session.settings.set(name, null);
  }
  to.complete('RESET');
}

/** SET TRANSACTION, SET SESSION CHARACTERISTICS. */
export function setTransaction(
  session: Session,
  statement: StatementOf<'set-transaction'>,
  { to }: Run,
): void {
  const { scope, modes, snapshot } = statement;
  if (snapshot !== null)
    throw new GatewayError('0A000', 'SET TRANSACTION SNAPSHOT is not supported: IRIS has no snapshots');
  if (scope === 'session') {
    if (modes.isolation) session.settings.set('default_transaction_isolation', modes.isolation);
    if (modes.readOnly !== undefined)
      session.settings.set('default_transaction_read_only', modes.readOnly ? 'on' : 'off');
    if (modes.deferrable !== undefined)
      session.settings.set('default_transaction_deferrable', modes.deferrable ? 'on' : 'off');
  } else if (session.transaction.inBlock) setModes(session, modes);
  else session.warn('25P01', 'SET TRANSACTION can only be used in transaction blocks');
  to.complete('SET');
}

/** Modes of the transaction that is open. */
export function setModes(session: Session, modes: StatedTransactionModes): void {
  const { transaction } = session;
  if (!transaction.inBlock) return;
  checkModes(session, modes);
  transaction.setModes({ ...session.modes({}), ...transaction.modes, ...modes });
}

/** What a transaction cannot change any more (variable.c, check_XactIsoLevel, check_transaction_read_only). */
function checkModes(session: Session, modes: StatedTransactionModes): void {
  const { transaction } = session;
  const now = transaction.modes ?? session.modes({});
  if (modes.isolation && modes.isolation !== now.isolation) {
    if (transaction.queried) throw tooLate('SET TRANSACTION ISOLATION LEVEL must be called before any query');
    if (transaction.savepoints.length > 0)
      throw tooLate('SET TRANSACTION ISOLATION LEVEL must not be called in a subtransaction');
  }
  if (modes.deferrable !== undefined && modes.deferrable !== now.deferrable) {
    if (transaction.savepoints.length > 0)
      throw tooLate('SET TRANSACTION [NOT] DEFERRABLE cannot be called within a subtransaction');
    if (transaction.queried)
      throw tooLate('SET TRANSACTION [NOT] DEFERRABLE must be called before any query');
  }
  if (modes.readOnly === false && now.readOnly) {
    if (transaction.savepoints.length > 0)
      throw tooLate('cannot set transaction read-write mode inside a read-only transaction');
    if (transaction.queried) throw tooLate('transaction read-write mode must be set before any query');
  }
}

function tooLate(message: string): GatewayError {
  return new GatewayError('25001', message);
}

/** SET ROLE, SET SESSION AUTHORIZATION and their RESETs. */
export async function setRole(
  session: Session,
  { setting, name, local, tag }: StatementOf<'set-role'>,
  { to }: Run,
): Promise<void> {
  if (local && !session.transaction.inBlock && !session.transaction.implicit)
    session.warn('25P01', 'SET LOCAL can only be used in transaction blocks');
  else await setRoleTo(session, setting, name, local);
  to.complete(tag);
}
