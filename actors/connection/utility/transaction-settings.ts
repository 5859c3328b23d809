import type { Modes } from '../../../src/session/transaction.ts';
import type { StatedTransactionModes } from '../../../src/sql/classify/statement.ts';
import { parseSetting } from '../../../src/session/setting.ts';
import { SETTING_DEFINITIONS } from '../../../src/session/setting-definitions.ts';

/** The parameters that are modes of the transaction (manual, SET TRANSACTION), by the mode. */
const MODES = {
  isolation: 'transaction_isolation',
  readOnly: 'transaction_read_only',
  deferrable: 'transaction_deferrable',
} as const;

/** Values of these parameters in a transaction of such modes. */
export function transactionSettings({ isolation, readOnly, deferrable }: Modes): Record<string, string> {
  return {
    [MODES.isolation]: isolation,
    [MODES.readOnly]: readOnly ? 'on' : 'off',
    [MODES.deferrable]: deferrable ? 'on' : 'off',
  };
}

/**
 * The mode that a SET of such a parameter sets; null for any other parameter.
 * @throws 22023 for a value that it cannot have
 */
export function statedMode(name: string, value: string): StatedTransactionModes | null {
  const key = name.toLowerCase();
  const definition = SETTING_DEFINITIONS.find((each) => each.name === key);
  if (definition === undefined) return null;
  if (key === MODES.isolation)
    return { isolation: parseSetting(definition, value, '') as Modes['isolation'] };
  if (key === MODES.readOnly) return { readOnly: parseSetting(definition, value, '') === 'on' };
  if (key === MODES.deferrable) return { deferrable: parseSetting(definition, value, '') === 'on' };
  return null;
}
