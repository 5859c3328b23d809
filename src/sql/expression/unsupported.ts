import { GatewayError } from '../../errors/gateway-error.ts';
import { characterLength } from '../../types/characters.ts';

/** 1-based character position of a node's location, a UTF-8 byte offset (-1: unknown). */
export function positionOf(location: number, sourceText: string): number | undefined {
  if (location < 0) return undefined;
  const before = Buffer.from(sourceText).subarray(0, location).toString();
  return characterLength(before) + 1;
}

/** 0A000 for a construct that no IRIS SQL expresses exactly. `location` is the node's. */
export function unsupported(
  construct: string,
  source: { readonly sourceText: string },
  location = -1,
): GatewayError {
  return new GatewayError('0A000', `${construct} is not supported on IRIS`, {
    position: positionOf(location, source.sourceText),
  });
}
