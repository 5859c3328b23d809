import { GatewayError } from '../errors/gateway-error.ts';
import { SQLSTATE } from '../errors/sqlstate.ts';

/** 22P02, what an input function says of text that is not of its type. `type` is format_type's name. */
export function invalidSyntax(type: string, text: string): GatewayError {
  return new GatewayError(
    SQLSTATE.invalidTextRepresentation,
    `invalid input syntax for type ${type}: "${text}"`,
  );
}

/** 22003, for text that is a number but too big for its type. */
export function valueOutOfRange(type: string, text: string): GatewayError {
  return new GatewayError(
    SQLSTATE.numericValueOutOfRange,
    `value "${text}" is out of range for type ${type}`,
  );
}

/** 22003, for a result that its type cannot hold (int4 casts and arithmetic in PostgreSQL). */
export function typeOutOfRange(type: string): GatewayError {
  return new GatewayError(SQLSTATE.numericValueOutOfRange, `${type} out of range`);
}

/** 22P03, what a receive function says of malformed bytes. */
export function invalidBinary(message: string): GatewayError {
  return new GatewayError(SQLSTATE.invalidBinaryRepresentation, message);
}

/** XX000: IRIS gave a value of a kind that no column of this type can hold; a mistake of ours, not the client's. */
export function unexpectedIrisValue(type: string, value: unknown): GatewayError {
  return new GatewayError(
    SQLSTATE.internalError,
    `IRIS returned a ${value instanceof Uint8Array ? 'binary' : typeof value} value for a column of type ${type}`,
  );
}
