import { Option, type Command } from 'commander';
import { existsSync, realpathSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { loadConfig } from '../../../config/load.ts';
import { CONFIG_FILE, Service, type Outcome } from '../../service/service.ts';
import { parseSetting, writeSettings } from '../../service/settings-file.ts';
import { exitCodeOf } from '../run-command.ts';
import { UsageError } from '../usage-error.ts';
import { firstLine } from './first-line.ts';

interface Given {
  readonly folder: string;
  readonly config?: string;
  readonly startWait: string;
  readonly stopWait: string;
}

const ACTIONS: readonly (readonly [string, string, (service: Service) => Outcome | Promise<Outcome>])[] = [
  ['start', 'start the gateway and wait until it serves', (service) => service.start()],
  ['stop', 'end it: SIGTERM, and SIGKILL when that takes too long', (service) => service.stop()],
  ['restart', 'stop and start', (service) => service.restart()],
  ['status', 'exit code 0: runs, 1: died, 3: does not run', (service) => service.status()],
];

/** `service start|stop|restart|status`: the gateway in the background, with a pid file and a log. */
export function addService(command: Command): void {
  const group = command.command('service').description('run the gateway in the background');
  for (const [name, description, act] of ACTIONS) {
    group
      .command(name)
      .description(description)
      .addOption(new Option('--folder <path>', 'where pid file and log are').default(defaultFolder()))
      .option(
        '--config <file>',
        `configuration file; PGWIRE_CONFIG, else ${CONFIG_FILE} in the folder where there is one`,
      )
      .option('--start-wait <seconds>', 'longest wait for the gateway to serve', '120')
      .option('--stop-wait <seconds>', 'longest wait for it to end by itself', '40')
      .action((given: Given) => run(given, act));
  }
  group
    .command('setup')
    .description(
      `write ${CONFIG_FILE} in the folder and check what a start needs; what the file has already stays`,
    )
    .addOption(new Option('--folder <path>', 'where the file is to be').default(defaultFolder()))
    .option('--set <key=value...>', 'a setting, where the file has none of this key; as server.port=5432', [])
    .option(
      '--password-stdin',
      'read iris.password from standard input and put it in the place of the one in the file',
    )
    .action((given: GivenSetup) => report(() => setUp(given)));
}

interface GivenSetup {
  readonly folder: string;
  readonly set: readonly string[];
  readonly passwordStdin?: true;
}

async function setUp({ folder, set, passwordStdin }: GivenSetup): Promise<Outcome> {
  const file = join(resolve(folder), CONFIG_FILE);
  const password = passwordStdin ? await firstLine(process.stdin) : null;
  const settings = {
    given: set.map(parseSetting),
    replaced: password === null ? [] : ([['iris.password', password]] as const),
  };
  writeSettings(file, settings, (candidate) => void loadConfig({ ...process.env, PGWIRE_CONFIG: candidate }));
  const { check } = await import('./check.ts');
  return {
    code: 0,
    message: `${await check(loadConfig({ ...process.env, PGWIRE_CONFIG: file }))}\n${file} is written`,
  };
}

function run(given: Given, act: (service: Service) => Outcome | Promise<Outcome>): Promise<void> {
  return report(() => act(serviceOf(given)));
}

async function report(work: () => Outcome | Promise<Outcome>): Promise<void> {
  try {
    const { code, message } = await work();
    (code === 0 ? process.stdout : process.stderr).write(`${message}\n`);
    process.exitCode = code;
  } catch (error) {
    process.stderr.write(`iris-pgwire: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = exitCodeOf(error);
  }
}

function serviceOf({ folder, config, startWait, stopWait }: Given): Service {
  const own = join(folder, CONFIG_FILE);
  const named = config ?? process.env['PGWIRE_CONFIG'] ?? (existsSync(own) ? own : undefined);
  return new Service({
    folder: resolve(folder),
    entry: realpathSync(process.argv[1] ?? ''),
    // The gateway works in the folder: a relative name would mean another file there.
    environment: { ...process.env, ...(named === undefined ? {} : { PGWIRE_CONFIG: resolve(named) }) },
    startWait: seconds(startWait),
    stopWait: seconds(stopWait),
  });
}

function seconds(text: string): number {
  if (!/^\d+$/.test(text)) throw new UsageError(`"${text}" is no number of seconds`);
  return Number(text);
}

/** XDG Base Directory Specification: state of a user's programs. */
function defaultFolder(): string {
  const state =
    process.platform === 'win32'
      ? (process.env['LOCALAPPDATA'] ?? join(homedir(), 'AppData', 'Local'))
      : (process.env['XDG_STATE_HOME'] ?? join(homedir(), '.local', 'state'));
  return join(state, 'iris-pgwire');
}
