import { GenericContainer, getContainerRuntimeClient, Wait } from 'testcontainers';
import type { ConnectionOptions } from '../../src/backend/native/options.ts';

/** A real IRIS for specs. */
export interface IrisUnderTest {
  readonly connection: ConnectionOptions;
  stop(): Promise<void>;
}

const PORT = 1972;
const STARTS_WITHIN_MS = 300_000;

/** The password of a new instance has expired: logins from outside would be refused. */
const UNEXPIRE = `iris session iris -U %SYS '##class(Security.Users).UnExpireUserPasswords("*")'`;

/**
 * The IRIS that IRIS_HOSTNAME names (docker-compose.yml, profile test), else one in a container; null where no Docker
 * engine answers. With PGWIRE_TEST_IRIS=required that is an error.
 */
export async function irisUnderTest(): Promise<IrisUnderTest | null> {
  const { IRIS_HOSTNAME: host, IRIS_PORT: port = String(PORT) } = process.env;
  if (host !== undefined)
    return { connection: connectionTo(host, Number(port)), stop: () => Promise.resolve() };
  if (!(await dockerAnswers())) {
    if (process.env['PGWIRE_TEST_IRIS'] === 'required') throw new Error('no Docker engine answers');
    return null;
  }
  const image = `intersystemsdc/iris-community:${process.env['IRIS_TAG'] ?? 'latest'}`;
  const container = await new GenericContainer(image)
    .withCommand(['-a', UNEXPIRE])
    .withExposedPorts(PORT)
    .withHealthCheck({
      test: ['CMD-SHELL', 'iris qlist IRIS | grep -q running'],
      interval: 5000,
      timeout: 5000,
      retries: 60,
    })
    .withWaitStrategy(Wait.forHealthCheck().withStartupTimeout(STARTS_WITHIN_MS))
    .start();
  return {
    connection: connectionTo(container.getHost(), container.getMappedPort(PORT)),
    stop: async () => void (await container.stop()),
  };
}

function connectionTo(host: string, port: number): ConnectionOptions {
  const { IRIS_USERNAME: user = '_SYSTEM', IRIS_PASSWORD: password = 'SYS' } = process.env;
  return {
    host,
    port,
    namespace: 'USER',
    user,
    password,
    connectTimeout: 20,
    helperSource: null,
    driver: '',
  };
}

async function dockerAnswers(): Promise<boolean> {
  try {
    await getContainerRuntimeClient();
    return true;
  } catch {
    return false;
  }
}
