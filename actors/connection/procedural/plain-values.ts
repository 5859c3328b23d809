import { GatewayError } from '../../../src/errors/gateway-error.ts';
import { Reader, Writer } from '../../../src/protocol/index.ts';
import type { Value } from './variable.ts';

/** Values of simple types in their binary form. */

const TRUE = Uint8Array.of(1);
const FALSE = Uint8Array.of(0);

export function boolValue(value: boolean): Value {
  return { format: 1, bytes: value ? TRUE : FALSE };
}

export function isTrue({ bytes }: Value): boolean {
  return bytes?.[0] === 1;
}

export function int4Value(value: number): Value {
  return { format: 1, bytes: new Writer(4).int32(value).take() };
}

export function int8Value(value: number): Value {
  return { format: 1, bytes: new Writer(8).int64(BigInt(value)).take() };
}

/** @throws GatewayError 22004 with `whatIsNull` for NULL */
export function int4Of({ bytes }: Value, whatIsNull: string): number {
  if (bytes === null) throw new GatewayError('22004', whatIsNull);
  return new Reader(bytes).int32();
}

export function textValue(text: string | null): Value {
  return { format: 1, bytes: text === null ? null : new TextEncoder().encode(text) };
}

export function textOf({ bytes }: Value): string | null {
  return bytes === null ? null : new TextDecoder().decode(bytes);
}
