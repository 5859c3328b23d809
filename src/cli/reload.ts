import type { Config } from '../../config/load.ts';
import type { Admission } from '../auth/access/admission.ts';
import { parseAreaLevels } from '../diagnostics/log/levels.ts';
import type { Log } from '../diagnostics/log/log.ts';
import { openAdmission } from './serve-security.ts';

/** `error` says why all stayed as it was. */
export interface Reloaded {
  readonly error: string | null;
}

/**
 * Goes on with what of another configuration can change while clients are served: access rules, userlist and log levels.
 * What cannot be used is logged, and all stays as it is.
 */
export function reloading(
  admission: Admission,
  log: Log,
  outside: Parameters<typeof openAdmission>[1],
): (load: () => Config) => Reloaded {
  const logger = log.area('gateway');
  return (load) => {
    try {
      const changed = load();
      admission.adopt(openAdmission(changed, outside));
      log.levels.set(changed.log.level, parseAreaLevels(changed.log.levels));
      log.reopen();
      logger.info('reloaded');
      return { error: null };
    } catch (error) {
      const { message } = error as Error;
      logger.error(`not reloaded: ${message}`);
      return { error: message };
    }
  };
}
