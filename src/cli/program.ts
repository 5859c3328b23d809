import { Command } from 'commander';
import { optionsOfSchema } from '../../config/options.ts';
import { productVersion } from '../files/product-files.ts';
import { addLoadCommand } from './commands/load-command.ts';
import { addService } from './commands/service.ts';
import { addTranslateCommand } from './commands/translate-command.ts';
import { userEntry } from './commands/user.ts';
import { drain, reload, sessions, signal, status } from './commands/watch.ts';
import { EX_CONFIG, EX_UNAVAILABLE, EX_USAGE } from './exit-codes.ts';
import { printing, withConfig } from './run-command.ts';
import { runServe } from './run-serve.ts';
import { runWorker } from './run-worker.ts';

/** The command line of iris-pgwire. */
export function program(): Command {
  const command = new Command('iris-pgwire')
    .description(
      'Lets every PostgreSQL client work with InterSystems IRIS as if it were PostgreSQL with pgvector.',
    )
    .version(productVersion())
    // Before the commands, which take it over.
    .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : EX_USAGE));
  addServing(command);
  addWatching(command);
  addService(command);
  addTools(command);
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
  iris-pgwire load --preset point-select  what it is capable of
  iris-pgwire COMMAND --help              more of a command, with examples

Exit codes: 0 done, or ended on request; ${EX_USAGE} the command line is wrong; ${EX_CONFIG} a setting is wrong; ${EX_UNAVAILABLE} the
address or the data folder is in use, or IRIS, a server or the gateway does not answer; 1 anything else.`,
  );
  return command;
}

/** Commands that take the settings of a gateway on their command line. */
function addServing(command: Command): void {
  const serving = command
    .command('serve')
    .description('serve PostgreSQL clients until SIGTERM')
    .addHelpText(
      'after',
      `
Examples:
  iris-pgwire serve
  iris-pgwire serve --port 5433 --embedded-path :memory:
  PGWIRE_BACKEND_TYPE=native IRIS_HOSTNAME=iris IRIS_PASSWORD=... iris-pgwire serve

SIGTERM and SIGINT end it when running statements have ended; SIGHUP reads access rules, userlist and log level again.`,
    )
    .action(runServe);
  // What `serve` starts where server.workers is more than 1.
  const working = command.command('worker <task>', { hidden: true }).action(runWorker);
  const showing = command
    .command('config')
    .description('print the effective configuration, secrets masked')
    .addHelpText('after', '\nExamples:\n  PGWIRE_CONFIG=gateway.yaml iris-pgwire config')
    .action(() => withConfig((config) => void process.stdout.write(`${config.masked}\n`), true));
  const checking = command
    .command('check')
    .description('find out what a start would find wrong; serves nothing')
    .addHelpText(
      'after',
      '\nExamples:\n  PGWIRE_CONFIG=gateway.yaml iris-pgwire check\n  iris-pgwire check --port 5433',
    )
    .option('--ipm', 'check the manifest of the IPM package instead')
    .action(({ ipm }: { readonly ipm?: true }) =>
      printing(
        async (config) =>
          ipm
            ? (await import('./commands/check-ipm.ts')).checkModule()
            : (await import('./commands/check.ts')).check(config),
        true,
      ),
    );
  for (const { flag, description } of optionsOfSchema()) {
    for (const configured of [serving, working, showing, checking]) configured.option(flag, description);
  }
}

/** Commands that ask a running gateway, at its admin port. */
function addWatching(command: Command): void {
  command
    .command('status')
    .description('health, backend connections and plan cache of the running gateway')
    .addHelpText(
      'after',
      '\nExamples:\n  iris-pgwire status\n  PGWIRE_ADMIN_PORT=9000 PGWIRE_ADMIN_TOKEN=... iris-pgwire status',
    )
    .action(() => printing(status));
  command
    .command('sessions')
    .description('clients of the running gateway and what they do')
    .addHelpText('after', '\nExamples:\n  iris-pgwire sessions')
    .action(() => printing(sessions));
  for (const [action, description] of [
    ['cancel', 'stop what a session runs'],
    ['terminate', 'end a session'],
  ] as const) {
    command
      .command(action)
      .description(description)
      .argument('<pid>', 'process id, as sessions and pg_stat_activity show it')
      .addHelpText('after', `\nExamples:\n  iris-pgwire ${action} 7`)
      .action((pid: string) => printing((config) => signal(config, pid, action)));
  }
  command
    .command('drain')
    .description('end the running gateway when running statements have ended')
    .addHelpText('after', '\nExamples:\n  iris-pgwire drain')
    .action(() => printing(drain));
  command
    .command('reload')
    .description('let the running gateway read access rules, userlist and log level again, as SIGHUP does')
    .addHelpText(
      'after',
      '\nExamples:\n  iris-pgwire user ann < password.txt >> userlist && iris-pgwire reload',
    )
    .action(() => printing(reload));
}

function addTools(command: Command): void {
  command
    .command('user')
    .description('make a line for the userlist (PGWIRE_AUTH_FILE); the password is read from standard input')
    .argument('<name>')
    .addHelpText('after', '\nExamples:\n  iris-pgwire user ann < password.txt >> userlist')
    .action((name: string) => printing(() => userEntry(name, process.stdin)));
  addTranslateCommand(command);
  addLoadCommand(command);
}
