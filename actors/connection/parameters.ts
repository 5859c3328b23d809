import { GatewayError } from '../../src/errors/gateway-error.ts';
import type { BoundParameter } from '../../src/translation/api.ts';
import type { ValueSettings } from '../../src/types/codec.ts';
import { decodeParameter, type TypeRegistry } from '../../src/types/index.ts';
import type { IrisValue } from '../../src/types/iris-value.ts';
import type { Session } from './session.ts';

const decoder = new TextDecoder('utf-8', { fatal: true });

/** A bound parameter as its type's text form; null for SQL NULL. */
export function textOfParameter(
  registry: TypeRegistry,
  typeOid: number,
  { format, bytes }: BoundParameter,
  settings: ValueSettings,
): string | null {
  if (bytes === null) return null;
  if (format === 0) return decode(bytes);
  const codec = registry.codec(typeOid);
  const context = { typmod: -1, settings };
  return codec.format(codec.receive(bytes, context), context);
}

function decode(bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes);
  } catch (error) {
    throw new GatewayError('22021', 'invalid byte sequence for encoding "UTF8"', {}, { cause: error });
  }
}

/**
 * The values of a Bind in IRIS's form, checked as PostgreSQL's input functions check them.
 *
 * @throws 08P01 when their number is not the statement's
 */
export function bindValues(
  session: Session,
  parameterTypes: readonly number[],
  bound: readonly BoundParameter[],
  statementName = '',
): IrisValue[] {
  if (bound.length !== parameterTypes.length) {
    throw new GatewayError(
      '08P01',
      `bind message supplies ${bound.length} parameters, but prepared statement "${statementName}" requires ${parameterTypes.length}`,
    );
  }
  const { registry } = session.services;
  const settings = { ...session.settings.valueSettings(), now: session.now };
  return bound.map(({ format, bytes }, i) =>
    decodeParameter(registry, parameterTypes[i] ?? 0, -1, format, bytes, settings),
  );
}
