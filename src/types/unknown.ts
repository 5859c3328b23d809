import type { Codec } from './codec.ts';
import { OID } from './oids.ts';
import { textCodec } from './text.ts';

/** unknown, the type of literals nothing has given a type yet. */
export const unknown: Codec<string> = { ...textCodec('unknown', OID.unknown, 0), size: -2 };
