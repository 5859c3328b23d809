import { GatewayError } from '../../errors/gateway-error.ts';

/** The refusal of a construct of PL/pgSQL that the gateway does not run. */
export function unsupported(what: string): GatewayError {
  return new GatewayError('0A000', `${what} in PL/pgSQL is not supported by the gateway`);
}
