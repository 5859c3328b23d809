import type { Codec, CodecContext } from './codec.ts';
import type { TypeIdentity } from './text-only-types.ts';

/**
 * Codec of a domain: its base type's, with the modifier that the domain gives it. Its constraints are checked where its
 * values are made (CoerceToDomain in the analysed tree), not here.
 */
export function domainCodec<T>(
  { name, oid, arrayOid }: TypeIdentity,
  base: Codec<T>,
  typmod: number,
): Codec<T> {
  const inner = (context: CodecContext): CodecContext => ({ ...context, typmod });
  return {
    name,
    oid,
    arrayOid,
    size: base.size,
    binaryIsText: base.binaryIsText ?? false,
    parse: (text, context) => base.parse(text, inner(context)),
    format: (value, context) => base.format(value, inner(context)),
    receive: (bytes, context) => base.receive(bytes, inner(context)),
    send: (value, context) => base.send(value, inner(context)),
    toIris: (value, context) => base.toIris(value, inner(context)),
    fromIris: (value, context) => base.fromIris(value, inner(context)),
  };
}
