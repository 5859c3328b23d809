import { GatewayError } from '../errors/gateway-error.ts';
import { SQLSTATE } from '../errors/sqlstate.ts';
import type { IrisValue } from './iris-value.ts';
import { formatDecimal } from './decimal.ts';
import { irisDecimal } from './iris-number.ts';
import { unexpectedIrisValue } from './input-error.ts';

/** IRIS's own text for doubles that are no numbers ($DOUBLE). */
const SPECIAL: ReadonlyMap<string, number> = new Map([
  ['INF', Number.POSITIVE_INFINITY],
  ['+INF', Number.POSITIVE_INFINITY],
  ['-INF', Number.NEGATIVE_INFINITY],
  ['NAN', Number.NaN],
]);

/**
 * A double to bind: a number, or IRIS's text where JSON and IRIS have no number for it.
 * @throws GatewayError 0A000 for NaN, which is equal to itself and greater than all numbers in PostgreSQL only
 */
export function floatToIris(value: number): IrisValue {
  if (Number.isFinite(value)) return value;
  if (Number.isNaN(value)) {
    throw new GatewayError(SQLSTATE.featureNotSupported, 'the value NaN is not supported on IRIS');
  }
  return value > 0 ? 'INF' : '-INF';
}

/** A double from whatever column IRIS computed it in. */
export function floatFromIris(value: NonNullable<IrisValue>, type: string): number {
  if (typeof value === 'number') return value;
  if (typeof value === 'bigint') return Number(value);
  if (typeof value !== 'string') throw unexpectedIrisValue(type, value);
  return SPECIAL.get(value.toUpperCase()) ?? Number(formatDecimal(irisDecimal(value, type)));
}
