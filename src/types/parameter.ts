import { GatewayError } from '../errors/gateway-error.ts';
import { SQLSTATE } from '../errors/sqlstate.ts';
import { TRAILING_DATA } from './byte-reader.ts';
import type { CodecContext, Format, ValueSettings } from './codec.ts';
import { invalidBinary } from './input-error.ts';
import type { IrisValue } from './iris-value.ts';
import type { TypeRegistry } from './registry.ts';
import { decodeUtf8 } from './utf8.ts';

/**
 * One parameter of a Bind message as the value to bind in IRIS. Text must be UTF-8 without NUL (22021) and of the type
 * (22P02 ...); binary must be what the type's receive function takes (22P03, 08P01). `position` is the parameter's
 * 1-based number, for messages that name it.
 */
export function decodeParameter(
  registry: TypeRegistry,
  oid: number,
  typmod: number,
  format: Format,
  bytes: Uint8Array | null,
  settings: ValueSettings,
  position = 1,
): IrisValue {
  if (bytes === null) return null;
  const codec = registry.codec(oid);
  const context: CodecContext = { typmod, settings };
  if (format === 0) return codec.toIris(codec.parse(decodeUtf8(bytes), context), context);
  try {
    return codec.toIris(codec.receive(bytes, context), context);
  } catch (error) {
    if (error instanceof GatewayError && error.message === TRAILING_DATA) {
      throw invalidBinary(`${TRAILING_DATA} in bind parameter ${position}`);
    }
    throw error;
  }
}

/** A literal of the statement's text as the value to bind in IRIS. */
export function parseLiteral(
  registry: TypeRegistry,
  oid: number,
  text: string,
  settings: ValueSettings,
  typmod = -1,
): IrisValue {
  const codec = registry.codec(oid);
  const context: CodecContext = { typmod, settings };
  return codec.toIris(codec.parse(text, context), context);
}

/** Format codes of Bind as Format; 22023 for anything but 0 and 1. */
export function checkFormat(code: number): Format {
  if (code === 0 || code === 1) return code;
  throw new GatewayError(SQLSTATE.invalidParameterValue, `unsupported format code: ${code}`);
}
