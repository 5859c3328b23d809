import { Option, type Command } from 'commander';
import { realpathSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { Service, type Outcome } from '../../service/service.ts';

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
      .option('--config <file>', 'configuration file, in the place of PGWIRE_CONFIG')
      .option('--start-wait <seconds>', 'longest wait for the gateway to serve', '120')
      .option('--stop-wait <seconds>', 'longest wait for it to end by itself', '40')
      .action((given: Given) => run(given, act));
  }
}

async function run(given: Given, act: (service: Service) => Outcome | Promise<Outcome>): Promise<void> {
  try {
    const { code, message } = await act(serviceOf(given));
    (code === 0 ? process.stdout : process.stderr).write(`${message}\n`);
    process.exitCode = code;
  } catch (error) {
    process.stderr.write(`iris-pgwire: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}

function serviceOf({ folder, config, startWait, stopWait }: Given): Service {
  const named = config ?? process.env['PGWIRE_CONFIG'];
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
  if (!/^\d+$/.test(text)) throw new Error(`"${text}" is no number of seconds`);
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
