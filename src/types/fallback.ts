import { GatewayError } from '../errors/gateway-error.ts';
import { SQLSTATE } from '../errors/sqlstate.ts';
import type { Codec } from './codec.ts';
import { textCodec } from './text.ts';

/**
 * Codec of a type the gateway has no codec for (record, inet, aclitem ...): its text passes unchanged, its binary form
 * is refused as PostgreSQL refuses it of types without a send function (42883).
 */
export function fallbackCodec(name: string, oid: number, arrayOid: number): Codec<string> {
  const refuse = (direction: 'input' | 'output') => (): never => {
    throw new GatewayError(
      SQLSTATE.undefinedFunction,
      `no binary ${direction} function available for type ${name}`,
    );
  };
  return {
    ...textCodec(name, oid, arrayOid),
    binaryIsText: false,
    receive: refuse('input'),
    send: refuse('output'),
  };
}
