import { readFileSync } from 'node:fs';
import { ConfigError } from '../../config/load.ts';

/**
 * The text of a file that a setting names.
 *
 * @throws ConfigError naming the setting
 */
export function readSetting(key: string, file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new ConfigError(`${key}: cannot read ${file}: ${(error as Error).message}`, { cause: error });
  }
}
