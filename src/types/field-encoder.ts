import { arrayCodec } from './array.ts';
import type { Codec, CodecContext, Format, ValueSettings } from './codec.ts';
import { isFinite, rescale, type Decimal } from './decimal.ts';
import { fastTextField } from './fast-text-field.ts';
import type { IrisValue } from './iris-value.ts';
import { OID } from './oids.ts';
import type { TypeRegistry } from './registry.ts';
import { textCodec } from './text.ts';

/** One column's value from IRIS as the bytes (or text, to be written as UTF-8) of a DataRow field; null for NULL. */
export type FieldEncoder = (value: IrisValue) => string | Uint8Array | null;

/** The numeric codec with every value shown with `scale` digits after the point. */
function withScale(codec: Codec, scale: number): Codec {
  return {
    ...codec,
    fromIris(value, context) {
      const decimal = codec.fromIris(value, context) as Decimal;
      return isFinite(decimal) ? rescale(decimal, scale) : decimal;
    },
  };
}

/**
 * The encoder of a result column. Made once for each execution, called for each row: the common types in text format do
 * no more than look at the value. `scale` and `elementOid` are
 * OutputColumn's.
 */
export function fieldEncoder(
  registry: TypeRegistry,
  typeOid: number,
  typmod: number,
  scale: number | undefined,
  format: Format,
  settings: ValueSettings,
  elementOid?: number,
): FieldEncoder {
  const context: CodecContext = { typmod, settings };
  const found =
    elementOid === undefined ? registry.codec(typeOid) : arrayCodec(textCodec('', elementOid, typeOid));
  const codec = scale !== undefined && typeOid === OID.numeric ? withScale(found, scale) : found;
  if (format === 1) {
    return (value) => (value === null ? null : codec.send(codec.fromIris(value, context), context));
  }
  const slow = (value: NonNullable<IrisValue>): string =>
    codec.format(codec.fromIris(value, context), context);
  const fast = fastTextField(typeOid, typmod, scale, settings);
  if (fast === undefined) return (value) => (value === null ? null : slow(value));
  return (value) => (value === null ? null : (fast(value) ?? slow(value)));
}
