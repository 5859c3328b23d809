import { parseArgs } from 'node:util';
import { createInterface } from 'node:readline';
import { IRIS_VERSIONS, type IrisVersion } from '../../../src/sql/iris/version.ts';
import { control, ControlError } from './control.ts';
import { Superserver } from './superserver.ts';

// npm run simulator: the simulator as a process, for trying native mode by hand. Control lines are read from stdin.

const USAGE = `npm run simulator -- [--port N] [--host H] [--path FOLDER] [--iris-version V] [--namespace NAME]...
                     [--user NAME:PASSWORD]...
Simulates the superserver of InterSystems IRIS in front of the embedded engine. It is no IRIS.`;

function versionOf(text: string): IrisVersion {
  const version = IRIS_VERSIONS.find((known) => known === text);
  if (version === undefined) throw new Error(`--iris-version is one of ${IRIS_VERSIONS.join(', ')}`);
  return version;
}

function usersOf(list: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    list.map((entry) => {
      const colon = entry.indexOf(':');
      if (colon < 1) throw new Error('--user is NAME:PASSWORD');
      return [entry.slice(0, colon), entry.slice(colon + 1)];
    }),
  );
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '1972' },
      host: { type: 'string', default: '127.0.0.1' },
      path: { type: 'string', default: ':memory:' },
      'iris-version': { type: 'string', default: '2025.3' },
      namespace: { type: 'string', multiple: true, default: ['USER'] },
      user: { type: 'string', multiple: true, default: ['_SYSTEM:SYS'] },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(USAGE);
    return;
  }
  const server = await Superserver.start({
    port: Number(values.port),
    host: values.host,
    path: values.path,
    version: versionOf(values['iris-version']),
    namespaces: values.namespace,
    users: usersOf(values.user),
  });
  const stop = (): void => void server.stop().then(() => process.exit(0));
  process.once('exit', () => {
    for (const failure of server.failures) console.error(failure);
  });
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  const lines = createInterface({ input: process.stdin });
  lines.on('line', (line) => {
    if (line.trim() !== '') void answer(server, line);
  });
  console.log(
    `iris superserver simulator ready on ${server.host}:${server.port} (IRIS SQL ${values['iris-version']})`,
  );
}

async function answer(server: Superserver, line: string): Promise<void> {
  try {
    console.log(await control(server, line));
  } catch (error) {
    console.log(
      `error ${error instanceof ControlError || error instanceof Error ? error.message : String(error)}`,
    );
  }
}

main().catch((error: unknown) => {
  console.error(`simulator: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 78;
});
