import { GatewayError } from '../errors/gateway-error.ts';
import { SQLSTATE } from '../errors/sqlstate.ts';
import { checkDimensionCount, elementCount, type ArrayDimension, type ArrayValue } from './array-value.ts';
import { ByteReader, TRAILING_DATA } from './byte-reader.ts';
import type { Codec, CodecContext } from './codec.ts';
import { builtInTypeName } from './format-type.ts';
import { invalidBinary } from './input-error.ts';

const DATATYPE_MISMATCH = '42804';

function describe(oid: number): string {
  return `${oid} (${builtInTypeName(oid) ?? '???'})`;
}

function receiveElement<T>(bytes: Uint8Array, element: Codec<T>, context: CodecContext, position: number): T {
  try {
    return element.receive(bytes, context);
  } catch (error) {
    if (error instanceof GatewayError && error.message === TRAILING_DATA) {
      throw invalidBinary(`improper binary format in array element ${position}`);
    }
    throw error;
  }
}

/** array_recv: dimensions, null flag, element type, (length, lower bound) each, then the elements with their lengths. */
export function receiveArray<T>(bytes: Uint8Array, element: Codec<T>, context: CodecContext): ArrayValue<T> {
  const reader = new ByteReader(bytes);
  const dimensionCount = reader.int32();
  if (dimensionCount < 0) throw invalidBinary(`invalid number of dimensions: ${dimensionCount}`);
  checkDimensionCount(dimensionCount);
  const flags = reader.int32();
  if (flags !== 0 && flags !== 1) throw invalidBinary('invalid array flags');
  const elementOid = reader.uint32();
  if (elementOid !== element.oid) {
    throw new GatewayError(
      DATATYPE_MISMATCH,
      `binary data has array element type ${describe(elementOid)} instead of expected ${describe(element.oid)}`,
    );
  }
  const dimensions: ArrayDimension[] = [];
  for (let index = 0; index < dimensionCount; index += 1) {
    const length = reader.int32();
    const lowerBound = reader.int32();
    if (length < 0)
      throw new GatewayError(
        SQLSTATE.programLimitExceeded,
        'array size exceeds the maximum allowed (134217727)',
      );
    dimensions.push({ length, lowerBound });
  }
  const count = elementCount(dimensions);
  const elements: (T | null)[] = [];
  for (let index = 0; index < count; index += 1) {
    const length = reader.int32();
    if (length < -1 || length > reader.remaining) throw invalidBinary('insufficient data left in message');
    elements.push(length === -1 ? null : receiveElement(reader.slice(length), element, context, index + 1));
  }
  reader.end();
  return count === 0 ? { dimensions: [], elements } : { dimensions, elements };
}

/** array_send */
export function sendArray<T>(value: ArrayValue<T>, element: Codec<T>, context: CodecContext): Uint8Array {
  const parts = value.elements.map((part) => (part === null ? null : element.send(part, context)));
  const headerLength = 12 + 8 * value.dimensions.length;
  const length = parts.reduce((sum, part) => sum + 4 + (part?.length ?? 0), headerLength);
  const bytes = Buffer.allocUnsafe(length);
  bytes.writeInt32BE(value.dimensions.length, 0);
  bytes.writeInt32BE(parts.includes(null) ? 1 : 0, 4);
  bytes.writeUInt32BE(element.oid, 8);
  let at = 12;
  for (const dimension of value.dimensions) {
    bytes.writeInt32BE(dimension.length, at);
    bytes.writeInt32BE(dimension.lowerBound, at + 4);
    at += 8;
  }
  for (const part of parts) {
    bytes.writeInt32BE(part === null ? -1 : part.length, at);
    at += 4;
    if (part !== null) {
      bytes.set(part, at);
      at += part.length;
    }
  }
  return bytes;
}
