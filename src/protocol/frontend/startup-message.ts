import { GatewayError } from '../../errors/gateway-error.ts';
import { SQLSTATE } from '../../errors/sqlstate.ts';
import { isProtocolOption } from '../protocol-version.ts';
import type { ProtocolVersion } from '../protocol-version.ts';
import type { Reader } from '../reader.ts';
import { violation } from '../violation.ts';

export interface StartupMessage {
  readonly type: 'StartupMessage';
  /** Major version 3; the minor one is what the client wishes: negotiate(). */
  readonly version: ProtocolVersion;
  readonly user: string;
  /** `user`, `database`, `options`, `replication` and settings, as sent; the last one of a name counts. */
  readonly parameters: ReadonlyMap<string, string>;
  /** Names of the `_pq_.` options asked for, which are not in `parameters`. */
  readonly protocolOptions: readonly string[];
}

/** Drivers send a dozen; each that is more would be a setting to look up. */
const MOST_PARAMETERS = 64;

function malformed(): GatewayError {
  return violation('invalid startup packet layout: expected terminator as last byte');
}

/** Reads what follows the version. 08P01 for a bad layout, 28000 without a user, as PostgreSQL. */
export function decodeStartupMessage(version: ProtocolVersion, reader: Reader): StartupMessage {
  const parameters = new Map<string, string>();
  const protocolOptions: string[] = [];
  for (;;) {
    if (reader.remaining === 0) throw malformed();
    const name = reader.cstring();
    if (name === '') break;
    if (reader.remaining === 0) throw malformed();
    const value = reader.cstring();
    if (isProtocolOption(name)) protocolOptions.push(name);
    else parameters.set(name, value);
    if (parameters.size + protocolOptions.length > MOST_PARAMETERS)
      throw violation('too many parameters in startup packet');
  }
  if (reader.remaining > 0) throw malformed();

  const user = parameters.get('user');
  if (!user) {
    throw new GatewayError(
      SQLSTATE.invalidAuthorizationSpecification,
      'no PostgreSQL user name specified in startup packet',
    );
  }
  return { type: 'StartupMessage', version, user, parameters, protocolOptions };
}
