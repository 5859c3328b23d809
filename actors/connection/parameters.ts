import { GatewayError } from '../../src/errors/gateway-error.ts';
import { SQLSTATE } from '../../src/errors/sqlstate.ts';
import { parameterContext } from '../../src/protocol/index.ts';
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

/** Whose values they are; `portal` is null where SQL gives them, not Bind. */
interface BindNames {
  readonly statement: string;
  readonly portal: string | null;
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
  { statement, portal }: BindNames = { statement: '', portal: null },
): IrisValue[] {
  if (bound.length !== parameterTypes.length) {
    throw new GatewayError(
      '08P01',
      `bind message supplies ${bound.length} parameters, but prepared statement "${statement}" requires ${parameterTypes.length}`,
    );
  }
  const { registry } = session.services;
  const settings = session.valueSettings;
  return bound.map((parameter, i) => {
    const { format, bytes } = parameter;
    try {
      return decodeParameter(registry, parameterTypes[i] ?? 0, -1, format, bytes, settings, i + 1);
    } catch (error) {
      if (portal === null || !(error instanceof GatewayError)) throw error;
      throw error.with({ where: parameterContext(portal, i + 1) + shownValue(parameter, error) });
    }
  });
}

/**
 * The value in an error's context, of which log_parameter_max_length_on_error = 0 shows nothing; a value that is no text
 * yet, not even that (postgres.c, bind_param_error_callback).
 */
function shownValue({ format, bytes }: BoundParameter, { sqlstate }: GatewayError): string {
  if (format === 1 || sqlstate === SQLSTATE.characterNotInRepertoire) return '';
  return bytes?.length === 0 ? " = ''" : " = '...'";
}
