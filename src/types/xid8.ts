import { ByteReader } from './byte-reader.ts';
import type { Codec } from './codec.ts';
import { parseInteger } from './integer.ts';
import { irisInteger } from './iris-number.ts';
import { ARRAY_OID, OID } from './oids.ts';

const MAXIMUM = 18446744073709551615n;

/** xid8, the 64-bit transaction identifier (pg_current_xact_id). */
export const xid8: Codec<bigint> = {
  name: 'xid8',
  oid: OID.xid8,
  arrayOid: ARRAY_OID.xid8,
  size: 8,
  parse: (text) => parseInteger(text, 'xid8', 0n, MAXIMUM),
  format: (value) => value.toString(),
  receive(bytes) {
    const reader = new ByteReader(bytes);
    const value = reader.uint64();
    reader.end();
    return value;
  },
  send(value) {
    const bytes = Buffer.allocUnsafe(8);
    bytes.writeBigUInt64BE(value);
    return bytes;
  },
  toIris: (value) => value.toString(),
  fromIris: (value) => irisInteger(value, 'xid8', 0n, MAXIMUM),
};
