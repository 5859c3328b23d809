/** What other parts of the gateway use of the types; codecs are reached through the registry. */
export { arrayCodec } from './array.ts';
export type { Codec, CodecContext, Format, ValueSettings } from './codec.ts';
export { parseDateStyle, type DateStyle } from './datetime/date-style.ts';
export { domainCodec } from './domain.ts';
export { enumCodec } from './enum.ts';
export { findZone } from './datetime/find-zone.ts';
export { formatDecimal } from './decimal.ts';
export { fieldDecoder, type FieldDecoder } from './field-decoder.ts';
export { fieldEncoder, type FieldEncoder } from './field-encoder.ts';
export { formatType } from './format-type.ts';
export { fromIrisType, fromOdbcType, type MappedType } from './iris-types.ts';
export type { IrisValue } from './iris-value.ts';
export { computeNumeric, type NumericExpression } from './numeric-expression.ts';
export { ARRAY_OID, OID } from './oids.ts';
export { checkFormat, decodeParameter, parseLiteral } from './parameter.ts';
export { createRegistry, registryOptions, TypeRegistry, type RegistryOptions } from './registry.ts';
export type { TypeIdentity } from './text-only-types.ts';
export { DEFAULT_VALUE_SETTINGS } from './value-settings.ts';
