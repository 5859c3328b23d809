import { ConfigError, type Config } from '../../config/load.ts';
import { parseAreaLevels } from '../diagnostics/log/levels.ts';
import { Log, type LogFields } from '../diagnostics/log/log.ts';

/**
 * @param fields stand in every line
 * @throws ConfigError when the file cannot be written
 */
export function openLog({ log }: Config, fields: LogFields = {}): Log {
  const { level, levels, format } = log;
  const file = log.file === '' ? null : log.file;
  try {
    return new Log({ level, areas: parseAreaLevels(levels), format, file, fields });
  } catch (error) {
    throw new ConfigError(`log.file: ${(error as Error).message}`, { cause: error });
  }
}
