import { readFileSync } from 'node:fs';

/** How much TLS a client wants (libpq, manual 34.19). */
export const SSL_MODES = ['disable', 'prefer', 'require', 'verify-ca', 'verify-full'] as const;
export type SslMode = (typeof SSL_MODES)[number];

/** A server and who connects to it. */
export interface ServerAddress {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly database: string;
  readonly sslMode: SslMode;
  /** Authorities of the server's certificate, PEM; null: those of Node. */
  readonly authorities: string | null;
}

/** A connection URI cannot be used; `message` is one line without the password. */
export class AddressError extends Error {
  override readonly name = 'AddressError';
}

const PARAMETERS: readonly string[] = ['sslmode', 'sslrootcert', 'application_name'];

/**
 * Reads a connection URI as libpq has them (manual 34.1.1.2): `postgresql://user:password@host:port/database?sslmode=...`.
 * What it leaves out is taken from `defaults`.
 *
 * @throws AddressError
 */
export function readAddress(uri: string, defaults: ServerAddress): ServerAddress {
  let url: URL;
  try {
    url = new URL(uri);
  } catch {
    throw new AddressError('not a connection URI (postgresql://user:password@host:port/database)');
  }
  if (url.protocol !== 'postgresql:' && url.protocol !== 'postgres:') {
    throw new AddressError(`a connection URI begins with postgresql://, not ${url.protocol}//`);
  }
  for (const name of url.searchParams.keys()) {
    if (!PARAMETERS.includes(name))
      throw new AddressError(`"${name}" is no parameter known here (${PARAMETERS.join(', ')})`);
  }
  const sslMode = SSL_MODES.find((mode) => mode === (url.searchParams.get('sslmode') ?? defaults.sslMode));
  if (sslMode === undefined) throw new AddressError(`sslmode is one of ${SSL_MODES.join(', ')}`);
  const rootCertificate = url.searchParams.get('sslrootcert');
  return {
    host: url.hostname === '' ? defaults.host : plainHost(url.hostname),
    port: url.port === '' ? defaults.port : Number(url.port),
    user: url.username === '' ? defaults.user : decodeURIComponent(url.username),
    password: url.password === '' ? defaults.password : decodeURIComponent(url.password),
    database: url.pathname.length < 2 ? defaults.database : decodeURIComponent(url.pathname.slice(1)),
    sslMode,
    authorities: rootCertificate === null ? defaults.authorities : readAuthorities(rootCertificate),
  };
}

/** For people: without the password. */
export function shownAddress({ host, port, user, database }: ServerAddress): string {
  return `${encodeURIComponent(user)}@${host.includes(':') ? `[${host}]` : host}:${port}/${encodeURIComponent(database)}`;
}

function plainHost(host: string): string {
  return decodeURIComponent(host.startsWith('[') ? host.slice(1, -1) : host);
}

function readAuthorities(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new AddressError(`sslrootcert: cannot read ${file}: ${(error as Error).message}`, { cause: error });
  }
}
