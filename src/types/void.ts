import type { Codec } from './codec.ts';
import { OID } from './oids.ts';

/** void, the result of functions that return nothing: always the empty text. */
export const voidType: Codec<''> = {
  name: 'void',
  oid: OID.void,
  arrayOid: 0,
  size: 4,
  parse: () => '',
  format: () => '',
  receive: () => '',
  send: () => new Uint8Array(0),
  toIris: () => '',
  fromIris: () => '',
};
