import { GatewayError } from '../../../src/errors/gateway-error.ts';
import { learnSetting } from '../utility/learn-setting.ts';
import { setModes } from '../utility/set.ts';
import { statedMode } from '../utility/transaction-settings.ts';
import { roleSetting, setRoleTo } from '../utility/set-role.ts';
import type { GatewayFunction } from './function.ts';

/** set_config(name, value, is_local): SET as a function (manual 9.28.1). */
export const setConfig: GatewayFunction = async (session, [name, value, local]) => {
  if (name === null || name === undefined) throw new GatewayError('22004', 'SET requires parameter name');
  const { settings, transaction } = session;
  await learnSetting(session, name);
  const inTransaction = transaction.inBlock || transaction.implicit;
  // Local to a transaction that ends with this very statement: without effect, but checked and returned.
  const passing = local === 't' && !inTransaction;
  if (passing) settings.openLevel();
  try {
    const role = roleSetting(name);
    const mode = value === null || value === undefined ? null : statedMode(name, value);
    if (mode !== null) {
      setModes(session, mode);
      return value ?? null;
    }
    if (role === undefined) settings.set(name, value ?? null, local === 't');
    else
      await setRoleTo(session, role, value === undefined || value === 'none' ? null : value, local === 't');
    return settings.show(name);
  } finally {
    if (passing) settings.rollbackToDepth(settings.depth - 1);
  }
};
