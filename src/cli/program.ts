import { Command } from 'commander';
import { ConfigError, loadConfig } from '../../config/load.ts';
import { optionsOfSchema } from '../../config/options.ts';
import { serve } from './serve.ts';

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

Exit codes: 0 ended on request, ${EX_CONFIG} a setting is wrong, ${EX_UNAVAILABLE} the address cannot be used, 1 anything else.`,
  );
  return command;
}

function runServe(): Promise<void> {
  return withConfig(async (config) => {
    const serving = await serve(config);
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void serving.stop());
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
    process.stderr.write(`iris-pgwire: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = exitCode(error);
  }
}

function exitCode(error: unknown): number {
  if (error instanceof ConfigError) return EX_CONFIG;
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === 'EADDRINUSE' || code === 'EADDRNOTAVAIL' || code === 'EACCES' ? EX_UNAVAILABLE : 1;
}
