import { Command } from 'commander';
import { ConfigError, loadConfig, type Config } from '../../config/load.ts';
import { optionsOfSchema } from '../../config/options.ts';
import { productVersion } from '../files/product-files.ts';
import { addService } from './commands/service.ts';
import { userEntry } from './commands/user.ts';
import { drain, sessions, signal, status } from './commands/watch.ts';
import { EX_CONFIG, EX_UNAVAILABLE } from './exit-codes.ts';
import { UnavailableError } from './unavailable-error.ts';
import { keepWasmBaseline } from './wasm-tier.ts';

/** The command line of iris-pgwire. */
export function program(): Command {
  const command = new Command('iris-pgwire')
    .description(
      'Lets every PostgreSQL client work with InterSystems IRIS as if it were PostgreSQL with pgvector.',
    )
    .version(productVersion());
  const serving = command
    .command('serve')
    .description('serve PostgreSQL clients until SIGTERM')
    .action(runServe);
  const showing = command
    .command('config')
    .description('print the effective configuration, secrets masked')
    .action(() => withConfig((config) => void process.stdout.write(`${config.masked}\n`)));
  const checking = command
    .command('check')
    .description('find out what a start would find wrong; serves nothing')
    .action(() => printing(async (config) => (await import('./commands/check.ts')).check(config)));
  for (const { flag, description } of optionsOfSchema()) {
    for (const configured of [serving, showing, checking]) configured.option(flag, description);
  }
  addWatching(command);
  addService(command);
  command
    .command('user')
    .description('make a line for the userlist (PGWIRE_AUTH_FILE); the password is read from standard input')
    .argument('<name>')
    .action((name: string) => printing(() => userEntry(name, process.stdin)));
  command.addHelpText(
    'after',
    `
Examples:
  iris-pgwire serve                       embedded engine on 127.0.0.1:5432
  PGWIRE_PORT=0 iris-pgwire serve         a free port; the ready line tells which
  PGWIRE_CONFIG=gateway.yaml iris-pgwire check
  iris-pgwire sessions                    who does what, on the gateway that runs with these settings
  iris-pgwire service start               in the background, with a pid file and a log
  iris-pgwire cancel 7                    stop what session 7 runs
  iris-pgwire user ann < password.txt >> userlist

Exit codes: 0 ended on request, ${EX_CONFIG} a setting is wrong, ${EX_UNAVAILABLE} the address or the data
folder is in use or IRIS does not answer, 1 anything else.`,
  );
  return command;
}

/** Commands that ask a running gateway, at its admin port. */
function addWatching(command: Command): void {
  command
    .command('status')
    .description('health, backend connections and plan cache of the running gateway')
    .action(() => printing(status));
  command
    .command('sessions')
    .description('clients of the running gateway and what they do')
    .action(() => printing(sessions));
  for (const [action, description] of [
    ['cancel', 'stop what a session runs'],
    ['terminate', 'end a session'],
  ] as const) {
    command
      .command(action)
      .description(description)
      .argument('<pid>', 'process id, as sessions and pg_stat_activity show it')
      .action((pid: string) => printing((config) => signal(config, pid, action)));
  }
  command
    .command('drain')
    .description('end the running gateway when running statements have ended')
    .action(() => printing(drain));
}

/** Prints what a command has to say. */
function printing(work: (config: Config) => Promise<string>): Promise<void> {
  return withConfig(async (config) => void process.stdout.write(`${await work(config)}\n`));
}

function runServe(): Promise<void> {
  return withConfig(async (config) => {
    keepWasmBaseline();
    // The other commands need nothing of it and are done before it would be loaded.
    const { serve } = await import('./serve.ts');
    const starting = serve(config);
    // A signal during the start takes effect when it is over; what failed to start has nothing to stop.
    const stop = (): Promise<void> =>
      starting.then(
        (serving) => serving.stop(),
        () => undefined,
      );
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop());
    const serving = await starting;
    process.on('SIGHUP', () => serving.reload(configuration));
    const host = serving.host.includes(':') ? `[${serving.host}]` : serving.host;
    process.stdout.write(`iris-pgwire ready on ${host}:${serving.port} (backend: ${config.backend.type})\n`);
  });
}

function configuration(): Config {
  return loadConfig(process.env, process.argv.slice(3));
}

/** Runs with the configuration; what is wrong becomes one line on stderr and an exit code. */
async function withConfig(
  work: (config: ReturnType<typeof loadConfig>) => void | Promise<void>,
): Promise<void> {
  try {
    await work(configuration());
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
