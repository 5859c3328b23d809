import { GatewayError } from '../../../errors/gateway-error.ts';
import type { IrisValue } from '../../../types/iris-value.ts';
import type { DriverArgument } from '../driver/driver.ts';
import { EMPTY_STRING } from './values.ts';

/** Whether a number is exact as a decimal of IRIS: others are bound as $DOUBLE, which has JavaScript's numbers. */
export function isWhole(value: number): boolean {
  return Number.isSafeInteger(value) && !Object.is(value, -0);
}

/**
 * One zero byte is IRIS's empty string (iris-sql.md 6.4): it would be read back as no bytes.
 *
 * @throws GatewayError 0A000
 */
export function refuseZeroByte(bytes: Uint8Array): void {
  if (bytes.length === 1 && bytes[0] === 0) {
    throw new GatewayError('0A000', 'IRIS cannot store a bytea of one zero byte', {
      detail: 'It is the empty string of IRIS SQL.',
    });
  }
}

/** A bound value as the driver takes it for %Execute (docs/NATIVE.md, Levels b and c). */
export function driverArgument(value: IrisValue): DriverArgument {
  if (value === null || typeof value === 'bigint') return value;
  if (typeof value === 'number') return isWhole(value) ? BigInt(value) : value;
  if (typeof value === 'string') return value === '' ? EMPTY_STRING : value;
  refuseZeroByte(value);
  return value.length === 0 ? EMPTY_STRING : Buffer.from(value.buffer, value.byteOffset, value.byteLength);
}
