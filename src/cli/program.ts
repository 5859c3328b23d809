import { Command } from 'commander';
import { ConfigError, loadConfig } from '../../config/load.ts';
import { optionsOfSchema } from '../../config/options.ts';
import { serve } from './serve.ts';
import { UnavailableError } from './unavailable-error.ts';
import { keepWasmBaseline } from './wasm-tier.ts';

/** Exit codes of sysexits.h. */
const EX_UNAVAILABLE = 69;
const EX_CONFIG = 78;

/** The command line of iris-pgwire. */
export function program(): Command {
  const command = new Command('iris-pgwire').description(
    'Lets every PostgreSQL client work with InterSystems IRIS as if it were PostgreSQL with pgvector.',
  );
  const serving = command
    .command('serve')
    .description('serve PostgreSQL clients until SIGTERM')
    .action(runServe);
  const showing = command
    .command('config')
    .description('print the effective configuration, secrets masked')
    .action(() => withConfig((config) => void process.stdout.write(`${config.masked}\n`)));
  for (const { flag, description } of optionsOfSchema()) {
    serving.option(flag, description);
    showing.option(flag, description);
  }
  command.addHelpText(
    'after',
    `
Examples:
  iris-pgwire serve                       embedded engine on 127.0.0.1:5432
  PGWIRE_PORT=0 iris-pgwire serve         a free port; the ready line tells which
  PGWIRE_CONFIG=gateway.yaml iris-pgwire config

Exit codes: 0 ended on request, ${EX_CONFIG} a setting is wrong, ${EX_UNAVAILABLE} the address or the data
folder is in use or IRIS does not answer, 1 anything else.`,
  );
  return command;
}

function runServe(): Promise<void> {
  return withConfig(async (config) => {
    keepWasmBaseline();
    const starting = serve(config);
    // A signal during the start takes effect when it is over; what failed to start has nothing to stop.
    const stop = (): Promise<void> =>
      starting.then(
        (serving) => serving.stop(),
        () => undefined,
      );
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop());
    const serving = await starting;
    const host = serving.host.includes(':') ? `[${serving.host}]` : serving.host;
    process.stdout.write(`iris-pgwire ready on ${host}:${serving.port} (backend: ${config.backend.type})\n`);
  });
}

/** Runs with the configuration; what is wrong becomes one line on stderr and an exit code. */
async function withConfig(
  work: (config: ReturnType<typeof loadConfig>) => void | Promise<void>,
): Promise<void> {
  try {
    await work(loadConfig(process.env, process.argv.slice(3)));
  } catch (error) {
    process.stderr.write(`iris-pgwire: ${oneLine(error)}\n`);
    process.exitCode = exitCode(error);
  }
}

/** The message, and for errors that are not about a setting or another process what they were caused by. */
function oneLine(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const told = error instanceof ConfigError || error instanceof UnavailableError || error.cause === undefined;
  const text = told ? error.message : `${error.message}: ${oneLine(error.cause)}`;
  return text.replaceAll(/\s*\n\s*/g, ' ');
}

function exitCode(error: unknown): number {
  if (error instanceof ConfigError) return EX_CONFIG;
  return error instanceof UnavailableError ? EX_UNAVAILABLE : 1;
}
