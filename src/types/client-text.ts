import { Reader } from '../protocol/reader.ts';
import { Writer } from '../protocol/writer.ts';
import type { Format } from './codec.ts';
import type { TypeRegistry } from './registry.ts';

/** Text from one encoding into another. */
export type ConvertText = (text: Uint8Array) => Uint8Array;

/** pg_type.oid of types with a byte for the version before their text in binary (jsonb_send, jsonpath_send). */
const VERSIONED: ReadonlySet<number> = new Set([3802, 4072]);

/** Types without a codec of their own whose binary form is text: xml and refcursor. */
const TEXT_IN_SHADOW: ReadonlySet<number> = new Set([142, 1790]);

/**
 * A value with its text converted: all of it in text format; in binary what the send functions of PostgreSQL convert
 * (pq_sendtext), in elements of arrays as well.
 */
export function convertValue(
  registry: TypeRegistry,
  oid: number,
  format: Format,
  bytes: Uint8Array,
  convert: ConvertText,
): Uint8Array {
  if (format === 0 || TEXT_IN_SHADOW.has(oid)) return convert(bytes);
  if (VERSIONED.has(oid)) return bytes.length === 0 ? bytes : versioned(bytes, convert);
  const codec = registry.codec(oid);
  if (codec.binaryIsText === true) return convert(bytes);
  if (registry.elementOid(oid) !== 0) return convertArray(registry, bytes, convert);
  return bytes;
}

function versioned(bytes: Uint8Array, convert: ConvertText): Uint8Array {
  return Buffer.concat([bytes.subarray(0, 1), convert(bytes.subarray(1))]);
}

/** array_send: dimensions, whether there are NULLs, the element's type, bounds, elements. */
function convertArray(registry: TypeRegistry, bytes: Uint8Array, convert: ConvertText): Uint8Array {
  const reader = new Reader(bytes);
  const writer = new Writer(bytes.length);
  const dimensions = reader.int32();
  writer.int32(dimensions).int32(reader.int32());
  const element = reader.uint32();
  writer.uint32(element);
  for (let left = dimensions; left > 0; left -= 1) writer.int32(reader.int32()).int32(reader.int32());
  while (reader.remaining > 0) {
    const value = reader.value();
    writer.value(value === null ? null : convertValue(registry, element, 1, value, convert));
  }
  return writer.take();
}
