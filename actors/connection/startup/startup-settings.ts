import { GatewayError } from '../../../src/errors/gateway-error.ts';
import type { StartupMessage } from '../../../src/protocol/index.ts';

/** Parameters of the startup packet that are no settings (manual 55.7, StartupMessage). */
const NOT_SETTINGS = new Set(['user', 'database', 'options', 'replication']);

/**
 * The settings a startup packet asks for: its parameters, and the `-c name=value` of `options`, which come first as in
 * PostgreSQL (later ones win).
 *
 * @throws FATAL for options that cannot be read
 */
export function startupSettings({ parameters }: StartupMessage): (readonly [string, string])[] {
  const direct = [...parameters].filter(([name]) => !NOT_SETTINGS.has(name));
  return [...optionSettings(parameters.get('options') ?? ''), ...direct];
}

/** `-c name=value`, `-cname=value` and `--name=value`, blanks escaped by a backslash (pg_split_opts, process_postgres_switches). */
function optionSettings(options: string): (readonly [string, string])[] {
  const words = splitOptions(options);
  const settings: (readonly [string, string])[] = [];
  for (let i = 0; i < words.length; i += 1) {
    const word = words[i] ?? '';
    let assignment: string | undefined;
    if (word === '-c') {
      i += 1;
      assignment = words[i];
    } else if (word.startsWith('-c')) assignment = word.slice(2);
    else if (word.startsWith('--')) assignment = word.slice(2);
    const equals = assignment?.indexOf('=') ?? -1;
    if (assignment === undefined || equals <= 0) {
      throw new GatewayError('42601', `invalid command-line argument for server process: ${word}`, {
        severity: 'FATAL',
      });
    }
    const name = assignment.slice(0, equals);
    settings.push([word.startsWith('--') ? name.replaceAll('-', '_') : name, assignment.slice(equals + 1)]);
  }
  return settings;
}

function splitOptions(options: string): string[] {
  const words: string[] = [];
  let word: string | null = null;
  for (let i = 0; i < options.length; i += 1) {
    const character = options[i] ?? '';
    if (/\s/.test(character)) {
      if (word !== null) words.push(word);
      word = null;
    } else if (character === '\\' && i + 1 < options.length) {
      i += 1;
      word = (word ?? '') + (options[i] ?? '');
    } else word = (word ?? '') + character;
  }
  if (word !== null) words.push(word);
  return words;
}
