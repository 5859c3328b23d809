import { ConfigError, loadConfig, type Config } from '../../config/load.ts';
import { EX_CONFIG, EX_UNAVAILABLE, EX_USAGE } from './exit-codes.ts';
import { UnavailableError } from './unavailable-error.ts';
import { UsageError } from './usage-error.ts';

/** The configuration as environment, file and, where `flags` says so, this command line have it. */
export function configuration(flags: boolean): Config {
  return loadConfig(process.env, flags ? process.argv.slice(3) : []);
}

/** Runs with the configuration; what is wrong becomes one line on stderr and an exit code. */
export async function withConfig(
  work: (config: Config) => void | Promise<void>,
  flags: boolean,
): Promise<void> {
  try {
    await work(configuration(flags));
  } catch (error) {
    process.stderr.write(`iris-pgwire: ${oneLine(error)}\n`);
    process.exitCode = exitCodeOf(error);
  }
}

/** Prints what a command has to say. */
export function printing(work: (config: Config) => Promise<string> | string, flags = false): Promise<void> {
  return withConfig(async (config) => void process.stdout.write(`${await work(config)}\n`), flags);
}

/** The message, and for errors that are not about a setting or another process what they were caused by. */
export function oneLine(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const told =
    error instanceof ConfigError ||
    error instanceof UnavailableError ||
    error instanceof UsageError ||
    error.cause === undefined;
  const text = told ? error.message : `${error.message}: ${oneLine(error.cause)}`;
  return text.replaceAll(/\s*\n\s*/g, ' ');
}

/** The exit code that tells what an error was. */
export function exitCodeOf(error: unknown): number {
  if (error instanceof ConfigError) return EX_CONFIG;
  if (error instanceof UsageError) return EX_USAGE;
  return error instanceof UnavailableError ? EX_UNAVAILABLE : 1;
}
