import { tmpdir } from 'node:os';
import type { Schema } from 'convict';
import { LOG_AREAS } from '../src/diagnostics/log/levels.ts';
import { OPERATOR_MAPS, type OperatorMap } from '../src/catalog/operator-map.ts';
import { AUTH_METHODS, type AuthMethodName } from '../src/auth/index.ts';
import { IRIS_VERSIONS, type IrisVersion } from '../src/sql/iris/version.ts';

/** Accepted names of the native backend: the seed calls it dbapi (design.md, "The spec we inherit"). */
export const BACKEND_TYPES = ['embedded', 'native', 'dbapi'];

/** The settings by section, as schema describes each. Times are in seconds. */
export interface Settings {
  readonly server: {
    readonly host: string;
    readonly port: number;
    readonly maxConnections: number;
    readonly maxConnectionsPerUser: number;
    readonly maxMessageBytes: number;
    readonly workers: number;
    readonly backlog: number;
    readonly drainDelay: number;
    readonly shutdownTimeout: number;
    readonly balancers: readonly string[];
    readonly version: string;
  };
  readonly limits: {
    readonly statementLength: number;
    readonly preparedStatements: number;
    readonly portals: number;
  };
  readonly auth: {
    readonly method: AuthMethodName;
    readonly file: string;
    readonly timeout: number;
    readonly allowRemoteTrust: boolean;
    readonly rulesFile: string;
    readonly failuresPerMinute: number;
    readonly irisWithoutTls: boolean;
  };
  readonly oauth: {
    readonly issuer: string;
    readonly audience: string;
    readonly scope: string;
    readonly jwks: string;
    readonly algorithms: readonly string[];
    readonly clockTolerance: number;
    readonly userClaim: string;
    readonly mapFile: string;
    readonly map: string;
    readonly allowUnencrypted: boolean;
  };
  readonly tls: {
    readonly mode: 'disable' | 'allow' | 'require';
    readonly certFile: string;
    readonly keyFile: string;
    readonly caFile: string;
    readonly minVersion: 'TLSv1.2' | 'TLSv1.3';
  };
  readonly backend: {
    readonly type: 'embedded' | 'native';
    readonly embeddedPath: string;
    readonly embeddedVersion: IrisVersion;
    readonly probeInterval: number;
  };
  readonly iris: {
    readonly hostname: string;
    readonly port: number;
    readonly namespace: string;
    readonly username: string;
    readonly password: string;
    readonly connectTimeout: number;
    readonly installHelper: boolean;
    readonly driver: string;
  };
  readonly pool: {
    readonly size: number;
    readonly maxOverflow: number;
    readonly timeout: number;
    readonly maxWaiting: number;
    readonly recycle: number;
    readonly strictSingle: boolean;
  };
  readonly translation: {
    readonly workers: number;
    readonly cacheSize: number;
    readonly timeout: number;
    readonly imageFolder: string;
  };
  readonly sql: { readonly exactCollation: boolean };
  readonly vector: { readonly operatorMap: OperatorMap; readonly maxDimensions: number };
  readonly remainder: { readonly rows: number; readonly bytes: number };
  readonly cursor: { readonly bytes: number };
  readonly admin: { readonly host: string; readonly port: number; readonly token: string };
  readonly otel: { readonly enabled: boolean; readonly endpoint: string };
  readonly log: {
    readonly level: 'error' | 'warn' | 'info' | 'debug';
    readonly format: 'json' | 'text';
    readonly levels: string;
    readonly file: string;
    readonly slowStatement: number;
  };
}

/**
 * Every setting: documentation, format, default, environment name. Read by convict; the README's table and
 * `iris-pgwire config` are made of it.
 */
export const schema: Schema<Settings> = {
  server: {
    host: {
      doc: 'Address to listen on.',
      format: String,
      default: '127.0.0.1',
      env: 'PGWIRE_HOST',
      arg: 'host',
    },
    port: {
      doc: 'Port to listen on; 0 picks a free one.',
      format: 'port',
      default: 5432,
      env: 'PGWIRE_PORT',
      arg: 'port',
    },
    maxConnections: {
      doc: 'Client connections served at once; more are refused with 53300.',
      format: 'nat',
      default: 1000,
      env: 'PGWIRE_MAX_CONNECTIONS',
    },
    maxConnectionsPerUser: {
      doc: 'Connections of one user at once; more are refused with 53300. 0 sets no limit.',
      format: 'nat',
      default: 0,
      env: 'PGWIRE_MAX_CONNECTIONS_PER_USER',
    },
    maxMessageBytes: {
      doc: 'Longest message a client may send after authentication, in bytes.',
      format: 'nat',
      default: 268_435_456,
      env: 'PGWIRE_MAX_MESSAGE_BYTES',
    },
    balancers: {
      doc: 'Addresses or networks of balancers, separated by commas: they must begin each connection with a PROXY header (version 1 or 2), nobody else may.',
      format: 'list',
      default: [],
      env: 'PGWIRE_BALANCERS',
    },
    workers: {
      doc: 'Processes that serve clients, 1-16: more use more processors. They share the port, the limits and the backend connections.',
      format: 'workers',
      default: 1,
      env: 'PGWIRE_WORKERS',
      arg: 'workers',
    },
    backlog: {
      doc: 'Clients that the system may hold until they are accepted; no more than its own limit (net.core.somaxconn).',
      format: 'nat',
      default: 1024,
      env: 'PGWIRE_BACKLOG',
    },
    drainDelay: {
      doc: 'Seconds from SIGTERM in which new clients are still served, while /health/ready says no already: a balancer needs them to turn to another gateway.',
      format: 'nat',
      default: 0,
      env: 'PGWIRE_DRAIN_DELAY',
    },
    shutdownTimeout: {
      doc: 'Seconds that SIGTERM waits for running statements before they are cut off.',
      format: 'nat',
      default: 30,
      env: 'PGWIRE_SHUTDOWN_TIMEOUT',
    },
    version: {
      doc: 'server_version told to clients; 14.20 is what psql 15 and pg_dump 15 get along with.',
      format: 'server-version',
      default: '14.20',
      env: 'PGWIRE_SERVER_VERSION',
    },
  },
  limits: {
    statementLength: {
      doc: 'Longest text of a Query or Parse message, in characters; more is 54000.',
      format: 'nat',
      default: 67_108_864,
      env: 'PGWIRE_MAX_STATEMENT_LENGTH',
    },
    preparedStatements: {
      doc: 'Prepared statements of one session; more are 53000.',
      format: 'nat',
      default: 10_000,
      env: 'PGWIRE_MAX_PREPARED_STATEMENTS',
    },
    portals: {
      doc: 'Open portals and cursors of one session; more are 53000.',
      format: 'nat',
      default: 10_000,
      env: 'PGWIRE_MAX_PORTALS',
    },
  },
  auth: {
    method: {
      doc: `How clients prove who they are: ${AUTH_METHODS.join(', ')}.`,
      format: [...AUTH_METHODS],
      default: 'trust',
      env: 'PGWIRE_AUTH_METHOD',
      arg: 'auth-method',
    },
    file: {
      doc: 'Userlist: one "name" "password or SCRAM verifier" a line, as PgBouncer has it.',
      format: String,
      default: '',
      env: 'PGWIRE_AUTH_FILE',
      arg: 'auth-file',
    },
    timeout: {
      doc: 'Seconds a client has to authenticate.',
      format: 'nat',
      default: 60,
      env: 'PGWIRE_AUTH_TIMEOUT',
    },
    allowRemoteTrust: {
      doc: 'Lets method trust be used on an address that is not loopback: everybody who reaches the port is let in.',
      format: 'flag',
      default: false,
      env: 'PGWIRE_ALLOW_REMOTE_TRUST',
    },
    rulesFile: {
      doc: 'Rules in the form of pg_hba.conf that choose the method by user, database, address and TLS, in the place of auth.method; the first that matches counts.',
      format: String,
      default: '',
      env: 'PGWIRE_HBA_FILE',
    },
    failuresPerMinute: {
      doc: 'Failed logins from one address, this machine excepted, after which it is refused for the rest of the minute; 0 sets no limit.',
      format: 'nat',
      default: 100,
      env: 'PGWIRE_AUTH_FAILURES_PER_MINUTE',
    },
    irisWithoutTls: {
      doc: 'Lets method iris, which has to take passwords in clear, be used by clients without TLS.',
      format: 'flag',
      default: false,
      env: 'PGWIRE_IRIS_WITHOUT_TLS',
    },
  },
  oauth: {
    issuer: {
      doc: 'Methods oauth and jwt: issuer (iss) of the bearer tokens, exactly as they have it; clients find the rest there.',
      format: String,
      default: '',
      env: 'PGWIRE_OAUTH_ISSUER',
    },
    audience: {
      doc: 'Audience (aud) that a token must be meant for.',
      format: String,
      default: '',
      env: 'PGWIRE_OAUTH_AUDIENCE',
    },
    scope: {
      doc: 'Scopes that a token must have, separated by blanks; also what clients are told to ask the issuer for.',
      format: String,
      default: '',
      env: 'PGWIRE_OAUTH_SCOPE',
    },
    jwks: {
      doc: "The issuer's public keys (JWKS): a file, read again when it has changed, or an https address.",
      format: String,
      default: '',
      env: 'PGWIRE_OAUTH_JWKS',
    },
    algorithms: {
      doc: 'Signature algorithms that are accepted, separated by commas.',
      format: 'signature-algorithms',
      default: ['RS256', 'PS256', 'ES256', 'EdDSA'],
      env: 'PGWIRE_OAUTH_ALGORITHMS',
    },
    clockTolerance: {
      doc: "Seconds by which the issuer's clock may differ.",
      format: 'nat',
      default: 30,
      env: 'PGWIRE_OAUTH_CLOCK_TOLERANCE',
    },
    userClaim: {
      doc: 'Claim of the token that names the user.',
      format: String,
      default: 'sub',
      env: 'PGWIRE_OAUTH_USER_CLAIM',
    },
    mapFile: {
      doc: 'User maps in the form of pg_ident.conf: who a token or certificate names to the user he may be. Rules name one by map=.',
      format: String,
      default: '',
      env: 'PGWIRE_IDENT_FILE',
    },
    map: {
      doc: 'Map used where there are no rules; without one the user must be called as the token says.',
      format: String,
      default: '',
      env: 'PGWIRE_OAUTH_MAP',
    },
    allowUnencrypted: {
      doc: 'Take bearer tokens without TLS: whoever reads one on its way can use it.',
      format: 'flag',
      default: false,
      env: 'PGWIRE_OAUTH_ALLOW_UNENCRYPTED',
    },
  },
  tls: {
    mode: {
      doc: 'disable: clients that ask for TLS are declined; allow: they get it where a certificate is configured; require: only they are let in.',
      format: ['disable', 'allow', 'require'],
      default: 'allow',
      env: 'PGWIRE_TLS_MODE',
    },
    certFile: {
      doc: 'Certificate of the gateway and its chain, PEM. Read again when it has changed.',
      format: String,
      default: '',
      env: 'PGWIRE_TLS_CERT_FILE',
    },
    keyFile: {
      doc: 'Private key of the certificate, PEM, without a passphrase.',
      format: String,
      default: '',
      env: 'PGWIRE_TLS_KEY_FILE',
    },
    caFile: {
      doc: 'Authorities that client certificates are verified by, PEM; without it clients are asked for none.',
      format: String,
      default: '',
      env: 'PGWIRE_TLS_CA_FILE',
    },
    minVersion: {
      doc: 'Oldest TLS version served.',
      format: ['TLSv1.2', 'TLSv1.3'],
      default: 'TLSv1.2',
      env: 'PGWIRE_TLS_MIN_VERSION',
    },
  },
  backend: {
    type: {
      doc: 'embedded: the built-in engine; native (or dbapi): InterSystems IRIS.',
      format: 'backend-type',
      default: 'embedded',
      env: 'PGWIRE_BACKEND_TYPE',
      arg: 'backend',
    },
    embeddedPath: {
      doc: 'Folder of the embedded database; :memory: leaves nothing behind.',
      format: String,
      default: 'data',
      env: 'PGWIRE_EMBEDDED_PATH',
      arg: 'embedded-path',
    },
    embeddedVersion: {
      doc: `IRIS version whose SQL the embedded engine accepts, for trying an older one: ${IRIS_VERSIONS.join(', ')}.`,
      format: [...IRIS_VERSIONS],
      default: '2025.3',
      env: 'PGWIRE_EMBEDDED_VERSION',
    },
    probeInterval: {
      doc: 'Seconds between looks for tables that were defined elsewhere, on a backend that others use too; 0: only when a statement names something unknown.',
      format: 'nat',
      default: 5,
      env: 'PGWIRE_PROBE_INTERVAL',
    },
  },
  iris: {
    hostname: { doc: 'IRIS host.', format: String, default: 'localhost', env: 'IRIS_HOSTNAME' },
    port: { doc: 'IRIS superserver port.', format: 'port', default: 1972, env: 'IRIS_PORT' },
    namespace: {
      doc: 'IRIS namespace, also the database name clients see.',
      format: String,
      default: 'USER',
      env: 'IRIS_NAMESPACE',
    },
    username: { doc: 'IRIS login name.', format: String, default: '_SYSTEM', env: 'IRIS_USERNAME' },
    password: { doc: 'IRIS password.', format: String, default: '', env: 'IRIS_PASSWORD', sensitive: true },
    connectTimeout: {
      doc: 'Seconds that connecting to IRIS and logging in may take.',
      format: 'nat',
      default: 10,
      env: 'IRIS_CONNECT_TIMEOUT',
    },
    installHelper: {
      doc: 'Install the class IrisPGWire.Gateway in the namespace where it is missing, if the user may: statements take one call then instead of several.',
      format: 'flag',
      default: true,
      env: 'PGWIRE_INSTALL_HELPER',
    },
    driver: {
      doc: "Folder that InterSystems' driver for Node is in, as dev/nodejs of an IRIS kit; empty: it is looked for in node_modules.",
      format: String,
      default: '',
      env: 'PGWIRE_IRIS_DRIVER',
    },
  },
  pool: {
    size: {
      doc: 'Backend connections kept open, 1-200.',
      format: 'pool-size',
      default: 50,
      env: 'PGWIRE_POOL_SIZE',
    },
    maxOverflow: {
      doc: 'Further connections under load, 0-100.',
      format: 'pool-overflow',
      default: 20,
      env: 'PGWIRE_POOL_MAX_OVERFLOW',
    },
    timeout: {
      doc: 'Longest wait for a connection, in seconds, 1-300.',
      format: 'pool-timeout',
      default: 30,
      env: 'PGWIRE_POOL_TIMEOUT',
    },
    maxWaiting: {
      doc: 'Sessions that may wait for a connection at once; more get 53300 without waiting.',
      format: 'nat',
      default: 10_000,
      env: 'PGWIRE_POOL_MAX_WAITING',
    },
    recycle: {
      doc: 'Age at which a connection is replaced, in seconds, 60-86400.',
      format: 'pool-recycle',
      default: 3600,
      env: 'PGWIRE_POOL_RECYCLE',
    },
    strictSingle: {
      doc: 'Never open more than one backend connection (Community Edition).',
      format: 'flag',
      default: false,
      env: 'PGWIRE_POOL_STRICT_SINGLE',
    },
  },
  translation: {
    workers: {
      doc: 'Threads that analyse and translate statements, 1-16.',
      format: 'workers',
      default: 1,
      env: 'PGWIRE_TRANSLATION_WORKERS',
    },
    cacheSize: {
      doc: 'Translated statements kept.',
      format: 'nat',
      default: 5000,
      env: 'PGWIRE_PLAN_CACHE_SIZE',
    },
    timeout: {
      doc: 'Seconds one analysis may take before its thread is replaced.',
      format: 'nat',
      default: 30,
      env: 'PGWIRE_TRANSLATION_TIMEOUT',
    },
    imageFolder: {
      doc: 'Where the image of the shadow catalog is cached between starts.',
      format: String,
      default: `${tmpdir()}/iris-pgwire-image`,
      env: 'PGWIRE_IMAGE_FOLDER',
    },
  },
  cursor: {
    bytes: {
      doc: 'Most that one SCROLL or WITH HOLD cursor may keep of its rows, in bytes; beyond 1 MB they go to a temporary file.',
      format: 'nat',
      default: 1_073_741_824,
      env: 'PGWIRE_CURSOR_BYTES',
    },
  },
  sql: {
    exactCollation: {
      doc: 'Compare strings as PostgreSQL does whatever collation a column has in IRIS; off, IRIS compares by the collation (SQLUPPER: without case) and may use the indexes of such columns.',
      format: 'flag',
      default: true,
      env: 'PGWIRE_EXACT_COLLATION',
    },
  },
  vector: {
    operatorMap: {
      doc: 'pgvector: <-> is Euclidean and <=> cosine distance; seed: <-> is cosine and <=> Euclidean distance, as the specification of iris-pgwire 018 has it. No client of pgvector expects that.',
      format: [...OPERATOR_MAPS],
      default: 'pgvector',
      env: 'PGWIRE_VECTOR_OPERATOR_MAP',
    },
    maxDimensions: {
      doc: 'Most dimensions of a vector or halfvec, in a column or from a client, 1-16000.',
      format: 'dimensions',
      default: 2048,
      env: 'PGWIRE_VECTOR_MAX_DIMENSIONS',
    },
  },
  remainder: {
    rows: {
      doc: 'Most rows read from the backend for a statement that only PostgreSQL can evaluate.',
      format: 'nat',
      default: 100_000,
      env: 'PGWIRE_REMAINDER_ROWS',
    },
    bytes: {
      doc: 'The same in bytes.',
      format: 'nat',
      default: 67_108_864,
      env: 'PGWIRE_REMAINDER_BYTES',
    },
  },
  admin: {
    host: {
      doc: 'Address of the admin port: health, metrics, sessions.',
      format: String,
      default: '127.0.0.1',
      env: 'PGWIRE_ADMIN_HOST',
    },
    port: {
      doc: 'Admin port; 0 picks a free one.',
      format: 'port',
      default: 8432,
      env: 'PGWIRE_ADMIN_PORT',
      arg: 'admin-port',
    },
    token: {
      doc: 'Token that requests to the admin port must bring (Authorization: Bearer); needed beyond loopback.',
      format: String,
      default: '',
      env: 'PGWIRE_ADMIN_TOKEN',
      sensitive: true,
    },
  },
  otel: {
    enabled: {
      doc: 'Send spans and metrics by OTLP (http/protobuf).',
      format: 'flag',
      default: false,
      env: 'PGWIRE_ENABLE_OTEL',
    },
    endpoint: {
      doc: 'OTLP collector.',
      format: 'http-url',
      default: 'http://localhost:4318',
      env: 'PGWIRE_OTEL_ENDPOINT',
    },
  },
  log: {
    slowStatement: {
      doc: 'Log statements that take longer than so many milliseconds, without their literals; 0 logs none.',
      format: 'nat',
      default: 0,
      env: 'PGWIRE_LOG_SLOW_STATEMENT',
    },
    level: {
      doc: 'error, warn, info or debug.',
      format: ['error', 'warn', 'info', 'debug'],
      default: 'info',
      env: 'PGWIRE_LOG_LEVEL',
      arg: 'log-level',
    },
    levels: {
      doc: `Levels of single areas, e.g. pool=debug,statement=info; areas: ${LOG_AREAS.join(', ')}. The admin port changes them, too.`,
      format: 'log-levels',
      default: '',
      env: 'PGWIRE_LOG_LEVELS',
    },
    file: {
      doc: 'File that the log goes to in place of stderr; opened anew on SIGHUP. Lines that a full disk does not take are lost and counted.',
      format: String,
      default: '',
      env: 'PGWIRE_LOG_FILE',
    },
    format: { doc: 'json or text.', format: ['json', 'text'], default: 'text', env: 'PGWIRE_LOG_FORMAT' },
  },
};
