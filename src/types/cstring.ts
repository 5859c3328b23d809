import type { Codec } from './codec.ts';
import { ARRAY_OID, OID } from './oids.ts';
import { textCodec } from './text.ts';

/** cstring, the pseudo-type of input and output functions. */
export const cstring: Codec<string> = { ...textCodec('cstring', OID.cstring, ARRAY_OID.cstring), size: -2 };
