import type { BlockList } from 'node:net';
import { ConfigError, type Config } from '../../config/load.ts';
import { AttemptLimit } from '../auth/access/attempt-limit.ts';
import { Admission, ruleForAll, type MethodOf } from '../auth/access/admission.ts';
import { readRules, RulesError } from '../auth/access/read-rules.ts';
import type { Rule } from '../auth/access/rule.ts';
import type { BackendLogin } from '../auth/backend-account.ts';
import { authMethod } from '../auth/index.ts';
import type { AuthMethod } from '../auth/method.ts';
import { readUserlist, UserlistError, type Userlist } from '../auth/userlist.ts';
import { readUserMaps, sameName, UserMapError, type Permits } from '../auth/user-map.ts';
import { openOAuth } from './serve-oauth.ts';
import { readSetting } from './read-setting.ts';
import { addressList, AddressListError } from '../net/address-list.ts';
import { TlsHandshake } from '../net/tls-handshake.ts';
import { TlsFileError, TlsIdentity } from '../net/tls-identity.ts';

/** Methods that ask no userlist. */
const WITHOUT_SECRETS: readonly string[] = ['trust', 'cert', 'oauth', 'jwt', 'iris', 'reject'];

/** What admission works with beside the configuration. */
interface AdmissionParts {
  readonly report: (error: unknown) => void;
  /** To the backend, of method iris. */
  readonly login: BackendLogin;
}

/**
 * Who may come in, and how he proves who he is.
 *
 * @throws ConfigError for rules, a userlist, user maps or keys that cannot be read
 */
export function openAdmission(config: Config, { report, login }: AdmissionParts): Admission {
  const rules = accessRules(config);
  const secrets = secretStore(config);
  const maps = userMaps(config);
  const { auth, tls, backend } = config;
  const usesTokens = rules.some(({ method }) => method === 'oauth' || method === 'jwt');
  const oauth = usesTokens ? openOAuth(config, report) : null;
  for (const { method, clientCertificate, map } of rules) {
    if (map !== null && !maps.has(map)) {
      throw new ConfigError(`oauth.mapFile: no line of it is of map "${map}" (PGWIRE_IDENT_FILE)`);
    }
    if (!WITHOUT_SECRETS.includes(method) && auth.file === '') {
      throw new ConfigError(`auth.file: method ${method} needs a userlist (PGWIRE_AUTH_FILE)`);
    }
    if (method === 'iris' && backend.type !== 'native') {
      throw new ConfigError('auth.method: method iris needs InterSystems IRIS (PGWIRE_BACKEND_TYPE=native)');
    }
    if ((method === 'cert' || clientCertificate) && tls.caFile === '') {
      throw new ConfigError(
        'tls.caFile: rules that ask for client certificates need authorities (PGWIRE_TLS_CA_FILE)',
      );
    }
  }
  // Each method once: it may keep what it derives from secrets.
  const methods = new Map<string, AuthMethod>();
  const method: MethodOf = (name, map) => {
    const key = `${name} ${map ?? ''}`;
    const permits = (map === null ? undefined : maps.get(map)) ?? sameName;
    const { irisWithoutTls } = auth;
    const known = methods.get(key) ?? authMethod(name, { secrets, permits, oauth, login, irisWithoutTls });
    methods.set(key, known);
    return known;
  };
  return new Admission(rules, method, new AttemptLimit(auth.failuresPerMinute), secrets.users);
}

/** @throws ConfigError for a certificate that cannot be used */
export function openTls({ tls }: Config, report: (error: unknown) => void): TlsHandshake | null {
  if (tls.mode === 'disable' || tls.certFile === '') return null;
  try {
    return new TlsHandshake(new TlsIdentity(tls, report));
  } catch (error) {
    if (!(error instanceof TlsFileError)) throw error;
    throw new ConfigError(`tls.${error.setting}: ${error.message}`, { cause: error });
  }
}

/** @throws ConfigError for an entry that is no address */
export function openBalancers({ server }: Config): BlockList {
  try {
    return addressList(server.balancers);
  } catch (error) {
    if (!(error instanceof AddressListError)) throw error;
    throw new ConfigError(`server.balancers: ${error.message}`, { cause: error });
  }
}

function accessRules({ auth, tls, oauth }: Config): readonly Rule[] {
  const map = oauth.map === '' ? null : oauth.map;
  if (auth.rulesFile === '') return [ruleForAll(auth.method, tls.mode === 'require', map)];
  const text = readSetting('auth.rulesFile', auth.rulesFile);
  try {
    const rules = readRules(text);
    return tls.mode === 'require' ? rules.filter(onlyEncrypted).map(encrypted) : rules;
  } catch (error) {
    if (!(error instanceof RulesError)) throw error;
    throw new ConfigError(`auth.rulesFile: ${auth.rulesFile}: ${error.message}`, { cause: error });
  }
}

/** Rules for clients without TLS have no meaning where it is required. */
function onlyEncrypted({ connection }: Rule): boolean {
  return connection !== 'hostnossl';
}

function encrypted(rule: Rule): Rule {
  return { ...rule, connection: 'hostssl' };
}

function secretStore({ auth }: Config): Userlist {
  if (auth.file === '') return { find: () => undefined, users: [] };
  try {
    return readUserlist(readSetting('auth.file', auth.file));
  } catch (error) {
    if (!(error instanceof UserlistError)) throw error;
    throw new ConfigError(`auth.file: ${auth.file}: ${error.message}`, { cause: error });
  }
}

function userMaps({ oauth }: Config): ReadonlyMap<string, Permits> {
  if (oauth.mapFile === '') return new Map();
  try {
    return readUserMaps(readSetting('oauth.mapFile', oauth.mapFile));
  } catch (error) {
    if (!(error instanceof UserMapError)) throw error;
    throw new ConfigError(`oauth.mapFile: ${oauth.mapFile}: ${error.message}`, { cause: error });
  }
}
