import type { Codec } from './codec.ts';
import { ByteReader } from './byte-reader.ts';
import { trimSpaces } from './characters.ts';
import { invalidSyntax, valueOutOfRange } from './input-error.ts';
import { irisNumber } from './iris-number.ts';
import { ARRAY_OID, OID } from './oids.ts';

const MAXIMUM = 4294967295n;

/**
 * Unsigned 32-bit number as oidin reads it (strtoul): a sign is allowed, -1 is 4294967295. 22P02 for no number, 22003
 * outside -2^31 .. 2^32-1.
 */
function parseOid(text: string, type: string): number {
  const trimmed = trimSpaces(text);
  if (!/^[-+]?[0-9]+$/.test(trimmed)) throw invalidSyntax(type, text);
  const value = BigInt(trimmed.startsWith('+') ? trimmed.slice(1) : trimmed);
  if (value > MAXIMUM || value < -2147483648n) throw valueOutOfRange(type, text);
  return Number(BigInt.asUintN(32, value));
}

/** Codec of an unsigned 32-bit identifier: oid, xid, cid. */
export function identifierCodec(name: string, oid: number, arrayOid: number): Codec<number> {
  return {
    name,
    oid,
    arrayOid,
    size: 4,
    parse: (text) => parseOid(text, name),
    format: (value) => String(value),
    receive(bytes) {
      const reader = new ByteReader(bytes);
      const value = reader.uint32();
      reader.end();
      return value;
    },
    send(value) {
      const bytes = Buffer.allocUnsafe(4);
      bytes.writeUInt32BE(value);
      return bytes;
    },
    toIris: (value) => value,
    fromIris: (value) => irisNumber(value, name, 0, Number(MAXIMUM)),
  };
}

/** oid; BIGINT in IRIS. */
export const oid = identifierCodec('oid', OID.oid, ARRAY_OID.oid);
/** Transaction identifier: system columns and pg_stat views only. */
export const xid = identifierCodec('xid', OID.xid, ARRAY_OID.xid);
/** Command identifier: system columns only. */
export const cid = identifierCodec('cid', OID.cid, ARRAY_OID.cid);
