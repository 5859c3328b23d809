import type { CodecContext, ValueSettings } from './codec.ts';
import { fastTextInput } from './fast-text-input.ts';
import type { IrisValue } from './iris-value.ts';
import type { TypeRegistry } from './registry.ts';

/** A column's values as they come in text and in binary, in IRIS's form. */
export interface FieldDecoder {
  /** @throws GatewayError of the type's input function */
  text(text: string): IrisValue;
  /** @throws GatewayError of the type's receive function */
  binary(bytes: Uint8Array): IrisValue;
}

/** The decoder of a column that many values are read for; made once for all of them. */
export function fieldDecoder(
  registry: TypeRegistry,
  typeOid: number,
  typmod: number,
  settings: ValueSettings,
): FieldDecoder {
  const codec = registry.codec(typeOid);
  const context: CodecContext = { typmod, settings };
  const fast = fastTextInput(typeOid, typmod);
  const slow = (text: string): IrisValue => codec.toIris(codec.parse(text, context), context);
  return {
    text: fast === undefined ? slow : (text) => fast(text) ?? slow(text),
    binary: (bytes) => codec.toIris(codec.receive(bytes, context), context),
  };
}
