import { OID } from '../../types/oids.ts';
import { listText } from '../../types/pgvector/elements.ts';
import { readDate, readInterval, readTime, readTimestamp } from './datum-time.ts';
import { readNumeric } from './datum-numeric.ts';
import type { Const } from './nodes.ts';

/**
 * The value of a Const in its type's text form (DateStyle ISO; timestamptz in UTC), null for NULL, and
 * undefined for types whose internal form is not read here (json, arrays ...). Datums are those of PGlite's wasm32:
 * little endian, by value in 4 bytes, varlena with a 4-byte header.
 */
export function constText(node: Const): string | null | undefined {
  if (node.constisnull || node.constvalue === null) return null;
  const bytes = Buffer.from(node.constvalue);
  switch (node.consttype) {
    case OID.bool:
      return bytes[0] === 0 ? 'f' : 't';
    case OID.int2:
      return String(bytes.readInt16LE(0));
    case OID.int4:
      return String(bytes.readInt32LE(0));
    case OID.int8:
      return String(bytes.readBigInt64LE(0));
    case OID.oid:
      return String(bytes.readUInt32LE(0));
    case OID.float4:
      return floatText(bytes.readFloatLE(0), Math.fround);
    case OID.float8:
      return floatText(bytes.readDoubleLE(0), (value) => value);
    case OID.numeric:
      return readNumeric(bytes.subarray(4));
    case OID.text:
    case OID.varchar:
    case OID.bpchar:
    case OID.json:
      return bytes.toString('utf8', 4);
    case OID.char:
      return bytes[0] === 0 ? '' : bytes.toString('latin1', 0, 1);
    case OID.name:
    case OID.unknown:
    case OID.cstring:
      return bytes.toString('utf8', 0, endOfString(bytes));
    case OID.bytea:
      return `\\x${bytes.toString('hex', 4)}`;
    case OID.uuid:
      return uuidText(bytes.toString('hex'));
    case OID.date:
      return readDate(bytes.readInt32LE(0));
    case OID.time:
      return readTime(bytes.readBigInt64LE(0));
    case OID.timestamp:
      return readTimestamp(bytes.readBigInt64LE(0));
    case OID.timestamptz:
      return inUtc(readTimestamp(bytes.readBigInt64LE(0)));
    case OID.interval:
      return readInterval(bytes);
    default:
      return undefined;
  }
}

/** Varlena header, int16 dimensions, int16 unused. */
const VECTOR_HEADER = 8;

/** Datums of pgvector's vector (vector.h) and halfvec (halfvec.h): a header, then elements of 4 or 2 bytes. */
export function vectorText(value: Uint8Array, type: 'vector' | 'halfvec'): string {
  const view = new DataView(value.buffer, value.byteOffset, value.byteLength);
  const elements = new Float32Array(view.getInt16(4, true));
  for (let i = 0; i < elements.length; i += 1) {
    elements[i] =
      type === 'vector'
        ? view.getFloat32(VECTOR_HEADER + 4 * i, true)
        : view.getFloat16(VECTOR_HEADER + 2 * i, true);
  }
  return `[${listText(elements)}]`;
}

function inUtc(timestamp: string): string {
  return timestamp.endsWith('infinity') ? timestamp : timestamp.replace(/( BC)?$/, '+00$1');
}

function endOfString(bytes: Buffer): number {
  const end = bytes.indexOf(0);
  return end < 0 ? bytes.length : end;
}

function uuidText(hex: string): string {
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/** The shortest decimal text that `round` reads back as the same value. */
function floatText(value: number, round: (value: number) => number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'NaN' : value > 0 ? 'Infinity' : '-Infinity';
  for (let digits = 1; digits < 17; digits += 1) {
    const text = value.toPrecision(digits);
    if (round(Number(text)) === value) return String(Number(text));
  }
  return String(value);
}

/** The OID that a datum of an enum or a reg type is: 4 bytes of PGlite's memory. */
export function datumOid(value: Uint8Array): number {
  return Buffer.from(value).readUInt32LE(0);
}
