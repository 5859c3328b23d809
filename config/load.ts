import convict from 'convict';
import { readFileSync } from 'node:fs';
import { parse as parseYaml } from 'yaml';
import { isLoopback } from '../src/auth/loopback.ts';
import { addFormats } from './formats.ts';
import { schema, type Settings } from './schema.ts';

/** A setting is wrong. `message` is one line that names the key; exit code 78 (EX_CONFIG). */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

addFormats();
convict.addParser([
  { extension: ['yml', 'yaml'], parse: parseYaml },
  { extension: 'json', parse: JSON.parse },
]);

/** The whole configuration, checked and frozen. */
export type Config = Settings & {
  /** The settings as text, secrets masked: for `iris-pgwire check` and the log. */
  readonly masked: string;
};

function read(env: NodeJS.ProcessEnv, args: readonly string[]): convict.Config<Settings> {
  const config = convict<Settings>(schema, { env, args: [...args] });
  const file = env['PGWIRE_CONFIG'];
  if (file) loadFile(config, file);
  return config;
}

function loadFile(config: { load(values: object): unknown }, file: string): void {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new ConfigError(`PGWIRE_CONFIG: cannot read ${file}: ${(error as Error).message}`, {
      cause: error,
    });
  }
  let values: unknown;
  try {
    values = parseYaml(text);
  } catch (error) {
    throw new ConfigError(`PGWIRE_CONFIG: ${file} is not valid YAML or JSON`, { cause: error });
  }
  if (values === null) return;
  if (typeof values !== 'object' || Array.isArray(values)) {
    throw new ConfigError(`PGWIRE_CONFIG: ${file} must hold settings by section`);
  }
  config.load(values);
}

/**
 * Reads defaults, the file of PGWIRE_CONFIG, environment and command line, each over the one before, and checks them
 * by the rules of feature 018 (upstream.md 3.1).
 *
 * @throws ConfigError with one line that names the key
 */
export function loadConfig(env: NodeJS.ProcessEnv = process.env, args: readonly string[] = []): Config {
  const config = read(env, args);
  try {
    config.validate({ allowed: 'strict' });
  } catch (error) {
    const [line = 'invalid configuration'] = (error as Error).message.split('\n');
    throw new ConfigError(line, { cause: error });
  }
  const properties = config.getProperties();
  checkTogether(properties);
  return Object.freeze({ ...properties, masked: config.toString() });
}

/** Rules over more than one setting. */
function checkTogether(config: Settings): void {
  const { pool, backend, iris, auth, server, tls, admin } = config;
  if (pool.size + pool.maxOverflow > 200) {
    throw new ConfigError(
      `pool.size: Connection pool (${pool.size} + ${pool.maxOverflow}) exceeds maximum (200)`,
    );
  }
  if (pool.strictSingle && server.workers > 1) {
    throw new ConfigError(
      'server.workers: several processes need more than the one connection of pool.strictSingle',
    );
  }
  if (backend.type === 'native' && (iris.username === '' || iris.password === '')) {
    throw new ConfigError('iris.password: native backend requires credentials (username/password)');
  }
  if ((tls.certFile === '') !== (tls.keyFile === '')) {
    throw new ConfigError(
      'tls.keyFile: certificate and key go together (PGWIRE_TLS_CERT_FILE, PGWIRE_TLS_KEY_FILE)',
    );
  }
  if (tls.mode === 'require' && tls.certFile === '') {
    throw new ConfigError('tls.certFile: mode require needs a certificate (PGWIRE_TLS_CERT_FILE)');
  }
  if (!isLoopback(admin.host) && admin.token === '') {
    throw new ConfigError(
      `admin.token: the admin port needs a token on ${admin.host}, which is not loopback (PGWIRE_ADMIN_TOKEN)`,
    );
  }
  if (auth.rulesFile !== '') return;
  if (auth.method === 'cert' && (tls.caFile === '' || tls.mode !== 'require')) {
    throw new ConfigError(
      'tls.caFile: method cert needs mode require and authorities for client certificates (PGWIRE_TLS_CA_FILE)',
    );
  }
  if (auth.method === 'iris' && backend.type !== 'native') {
    throw new ConfigError('auth.method: method iris needs InterSystems IRIS (PGWIRE_BACKEND_TYPE=native)');
  }
  if (['password', 'md5', 'scram-sha-256'].includes(auth.method) && auth.file === '') {
    throw new ConfigError(`auth.file: method ${auth.method} needs a userlist (PGWIRE_AUTH_FILE)`);
  }
  if (auth.method === 'trust' && server.balancers.length > 0 && !auth.allowRemoteTrust) {
    throw new ConfigError(
      'auth.method: trust is not allowed behind balancers, whose clients come from anywhere; use scram-sha-256, or set PGWIRE_ALLOW_REMOTE_TRUST=true',
    );
  }
  if (auth.method === 'trust' && !isLoopback(server.host) && !auth.allowRemoteTrust) {
    throw new ConfigError(
      `auth.method: trust is allowed on loopback only, not on ${server.host}; use scram-sha-256, or set PGWIRE_ALLOW_REMOTE_TRUST=true`,
    );
  }
}
