import { Instance } from '../support/ipm/instance.ts';
import { freePort } from '../support/free-port.ts';
import { packages } from '../support/package.ts';
import { startSimulator } from '../support/simulator-process.ts';
import { driverFolder } from '../../src/backend/native/driver/load-driver.ts';

/** The gateway that the steps are taken on. */
export interface QuickstartServer {
  /** What it is, for the first line. */
  readonly what: string;
  readonly host: string;
  readonly port: number;
  /** Null when the gateway is installed elsewhere already. */
  readonly instance: Instance | null;
  stop(): Promise<void>;
}

interface Iris {
  readonly what: string;
  readonly settings: Readonly<Record<string, string>>;
  readonly password: string;
  stop(): Promise<void>;
}

/** Nothing is installed yet, unless QUICKSTART_PORT says where a gateway is: that is the first step. */
export async function startServer(): Promise<QuickstartServer> {
  const { QUICKSTART_HOST: host = '127.0.0.1', QUICKSTART_PORT: port } = process.env;
  if (port !== undefined) {
    const stop = (): Promise<void> => Promise.resolve();
    return { what: `the gateway on ${host}:${port}`, host, port: Number(port), instance: null, stop };
  }
  const iris = await openIris();
  const free = await freePort();
  const { module } = await packages();
  const instance = new Instance(module, {
    namespace: process.env['IRIS_NAMESPACE'] ?? 'USER',
    parameters: { port: String(free) },
    settings: { 'admin.port': '0', 'log.level': 'debug', ...iris.settings },
    password: iris.password,
  });
  const stop = async (): Promise<void> => {
    await instance.remove();
    await iris.stop();
  };
  return { what: iris.what, host: '127.0.0.1', port: free, instance, stop };
}

async function openIris(): Promise<Iris> {
  const driver = { 'iris.driver': driverFolder() === null ? '' : `${driverFolder()}/..` };
  const { IRIS_HOSTNAME: host, IRIS_PORT: port = '1972', IRIS_NAMESPACE: namespace = 'USER' } = process.env;
  const { IRIS_USERNAME: user = '_SYSTEM', IRIS_PASSWORD: password = 'SYS' } = process.env;
  const login = { 'iris.namespace': namespace, 'iris.username': user, ...driver };
  if (host !== undefined) {
    const settings = { 'iris.hostname': host, 'iris.port': port, ...login };
    return {
      what: `InterSystems IRIS on ${host}:${port}`,
      settings,
      password,
      stop: () => Promise.resolve(),
    };
  }
  const simulator = await startSimulator([
    '--path',
    ':memory:',
    '--namespace',
    namespace,
    '--user',
    `${user}:${password}`,
  ]);
  const settings = {
    'iris.hostname': simulator.host,
    'iris.port': String(simulator.port),
    'iris.installHelper': 'false',
    ...login,
  };
  return { what: "a simulator of IRIS's superserver", settings, password, stop: () => simulator.stop() };
}
