import { GatewayError } from '../errors/gateway-error.ts';
import type { ErrorDetails } from '../errors/gateway-error.ts';
import { SQLSTATE } from '../errors/sqlstate.ts';

/** 08P01 of severity ERROR: the frame was whole, so that the session can go on behind it. */
export function violation(message: string, details: ErrorDetails = {}): GatewayError {
  return new GatewayError(SQLSTATE.protocolViolation, message, details);
}

/** 08P01 of severity FATAL: the stream cannot be followed any further. */
export function fatalViolation(message: string, details: ErrorDetails = {}): GatewayError {
  return violation(message, { ...details, severity: 'FATAL' });
}
