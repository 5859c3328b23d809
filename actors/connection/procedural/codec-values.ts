import type { Codec, CodecContext } from '../../../src/types/index.ts';
import type { Session } from '../session.ts';
import type { SourceType } from './conversion.ts';
import type { Value } from './variable.ts';

/** A type's codec, and what it has to know of the session. */
export function codecFor(
  session: Session,
  { oid, typmod }: SourceType,
): { codec: Codec; context: CodecContext } {
  const settings = { ...session.settings.valueSettings(), now: session.now };
  return { codec: session.services.registry.codec(oid), context: { typmod, settings } };
}

/** A value as the codec's own; null for NULL. */
export function decode(codec: Codec, { format, bytes }: Value, context: CodecContext): unknown {
  if (bytes === null) return null;
  return format === 1 ? codec.receive(bytes, context) : codec.parse(new TextDecoder().decode(bytes), context);
}
