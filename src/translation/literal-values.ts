import { GatewayError } from '../errors/gateway-error.ts';
import type { Literal } from '../sql/lexer/lift.ts';
import type { ValueSettings } from '../types/codec.ts';
import type { IrisValue } from '../types/iris-value.ts';
import { parseLiteral } from '../types/parameter.ts';
import type { TypeRegistry } from '../types/registry.ts';

/**
 * Lifted literals as values to bind in IRIS. `types` are the types the analysis gave them.
 * @throws GatewayError of the type's input function, with the literal's position as PostgreSQL reports it at Parse
 */
export function literalValues(
  text: string,
  literals: readonly Literal[],
  types: readonly number[],
  registry: TypeRegistry,
  settings: ValueSettings,
): IrisValue[] {
  return literals.map(({ value, start }, at) => {
    try {
      return parseLiteral(registry, types[at] ?? 0, value, settings);
    } catch (error) {
      if (!(error instanceof GatewayError)) throw error;
      throw error.with({ position: characterPosition(text, start) });
    }
  });
}

/** 1-based position in characters (code points) of a UTF-16 offset: the P field of ErrorResponse. */
function characterPosition(text: string, offset: number): number {
  let characters = 1;
  for (let at = 0; at < offset; characters += 1) at += (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
  return characters;
}
