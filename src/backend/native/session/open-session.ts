import { GatewayError } from '../../../errors/gateway-error.ts';
import { IrisError, type IrisSession } from '../../iris-session.ts';
import { type Driver, type DriverConnection, type DriverIris, isDriverObject } from '../driver/driver.ts';
import { LinkState } from '../driver/link-state.ts';
import { fromDriver, fromLogin, isLinkError } from '../driver/driver-error.ts';
import { DriverUnavailable, loadDriver } from '../driver/load-driver.ts';
import type { ConnectionFacts, ConnectionOptions, Level } from '../options.ts';
import { readReply } from './helper-reply.ts';
import { HelperSession } from './helper-session.ts';
import { HELPER_CLASS, HELPER_VERSION } from './helper-version.ts';
import { installHelper } from './install-helper.ts';
import { selfTest } from './self-test.ts';
import { StatementSession } from './statement-session.ts';

/** A logged-in connection with the best level that works on it. */
export interface OpenConnection {
  readonly session: IrisSession;
  readonly facts: ConnectionFacts;
  readonly link: LinkState;
  /** What is remembered of a statement may not hold any more. */
  forget(sql: string): void;
  /** Cancels what another process of the server runs. @throws IrisError, GatewayError */
  cancel(job: string): void;
  close(): void;
}

/**
 * Logs in to IRIS and finds out how to work with it (docs/NATIVE.md, At connect).
 *
 * @throws GatewayError 58000 without a driver, 28P01, 53300, 3D000, 08001 from the login, 08006 when the link is lost,
 *   0A000 when no level works
 */
export function openConnection(options: ConnectionOptions): OpenConnection {
  const driver = load(options.driver);
  const connection = login(driver, options);
  try {
    return probe(driver, connection, options);
  } catch (error) {
    closeQuietly(connection);
    throw fromDriver(error);
  }
}

function load(place: string): Driver {
  try {
    return loadDriver(place);
  } catch (error) {
    if (error instanceof DriverUnavailable) throw new GatewayError('58000', error.message);
    throw error;
  }
}

function login(driver: Driver, options: ConnectionOptions): DriverConnection {
  const { host, port, namespace, user, password, connectTimeout } = options;
  try {
    return driver.createConnection({
      host,
      port,
      ns: namespace,
      user,
      pwd: password,
      timeout: connectTimeout,
      // Left to itself the driver asks for a shared memory link (iris-driver.md 3.2).
      sharedmemory: false,
    });
  } catch (error) {
    throw fromLogin(error, { host, port, ns: namespace });
  }
}

/** One way of working, tried out. */
type Attempt = (driver: Driver, iris: DriverIris, options: ConnectionOptions) => LevelFound;

interface LevelFound {
  readonly session: HelperSession | StatementSession;
  readonly job: string;
}

const ATTEMPTS: readonly (readonly [Level, Attempt])[] = [
  ['helper', helperLevel],
  ['batches', (driver, iris) => statementLevel(new StatementSession(driver, iris, true))],
  ['rows', (driver, iris) => statementLevel(new StatementSession(driver, iris, false))],
];

function probe(driver: Driver, connection: DriverConnection, options: ConnectionOptions): OpenConnection {
  const iris = connection.createIris();
  const serverVersion = iris.getServerVersion();
  const notes: string[] = [];
  for (const [level, attempt] of ATTEMPTS) {
    try {
      const { session, job } = attempt(driver, iris, options);
      commitEachStatement(session, iris);
      const wrong = selfTest(session);
      if (wrong === null) return opened(connection, session, { level, serverVersion, job, notes });
      notes.push(`${level}: ${wrong}`);
    } catch (error) {
      if (isLost(error)) throw error;
      notes.push(`${level}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  throw new GatewayError('0A000', 'statements cannot be run on this IRIS server', {
    detail: notes.join('; '),
  });
}

function isLost(error: unknown): boolean {
  return isLinkError(error) || (error instanceof GatewayError && error.sqlstate.startsWith('08'));
}

/** Level a. @throws IrisError when the class is not there, or is another version */
function helperLevel(_driver: Driver, iris: DriverIris, options: ConnectionOptions): LevelFound {
  try {
    return helperSession(iris);
  } catch (error) {
    if (isLost(error) || options.helperSource === null) throw error;
    installHelper(iris, options.namespace, options.helperSource);
    return helperSession(iris);
  }
}

function helperSession(iris: DriverIris): LevelFound {
  const helper = iris.classMethodValue(HELPER_CLASS, '%New');
  if (!isDriverObject(helper)) throw new IrisError(-400, `${HELPER_CLASS} cannot be made`);
  const hello = readReply('Hello', helper.invokeBytes('Hello'));
  if (hello.helper !== HELPER_VERSION) {
    helper.close();
    throw new IrisError(-400, `${HELPER_CLASS} is version ${hello.helper}, not ${HELPER_VERSION}`);
  }
  return { session: new HelperSession(helper), job: hello.job };
}

function statementLevel(session: StatementSession): LevelFound {
  const [row] = [...session.execute('SELECT $JOB', []).rows()];
  return { session, job: String(row?.[0] ?? '') };
}

/**
 * The driver announces a commit mode that is not documented (iris-driver.md 3.2, item 10): what statements outside of a
 * transaction do must not wait for a COMMIT.
 */
function commitEachStatement(session: IrisSession, iris: DriverIris): void {
  try {
    session.execute('SET TRANSACTION %COMMITMODE IMPLICIT', []).close();
  } catch (error) {
    if (isLost(error)) throw error;
    iris.classMethodString('%SYSTEM.SQL.Util', 'SetOption', 'AutoCommit', '1');
  }
}

function opened(
  connection: DriverConnection,
  session: HelperSession | StatementSession,
  facts: ConnectionFacts,
): OpenConnection {
  return {
    session,
    facts,
    link: LinkState.watch(),
    forget: (sql) => {
      if (session instanceof StatementSession) session.forget(sql);
    },
    cancel: (job) => {
      if (session instanceof HelperSession) session.cancel(job);
      else session.execute(`CANCEL QUERY ${job}`, []).close();
    },
    close: () => closeQuietly(connection),
  };
}

/** A connection that the server has dropped throws when it is closed (iris-driver.md 3.3). */
function closeQuietly(connection: DriverConnection): void {
  try {
    connection.close();
  } catch (error) {
    if (!isLinkError(error)) throw error;
  }
}
