import { GatewayError } from '../errors/gateway-error.ts';
import { SQLSTATE } from '../errors/sqlstate.ts';
import type { Codec } from './codec.ts';
import { textCodec } from './text.ts';
import type { TypeIdentity } from './text-only-types.ts';
import { decodeUtf8 } from './utf8.ts';

/** An enum as its values are checked. */
export interface EnumIdentity extends TypeIdentity {
  /** As format_type prints it. */
  readonly shown: string;
  readonly labels: readonly string[];
}

/** enum_in's error for text that is no label; `shown` is format_type's name of the enum. */
export function invalidEnumLabel(shown: string, text: string): GatewayError {
  return new GatewayError(
    SQLSTATE.invalidTextRepresentation,
    `invalid input value for enum ${shown}: "${text}"`,
  );
}

/** Codec of an enum: labels in text, in binary (enum_send) and in IRIS, where they are VARCHAR. */
export function enumCodec({ name, oid, arrayOid, shown, labels }: EnumIdentity): Codec<string> {
  const known = new Set(labels);
  const checked = (text: string): string => {
    if (known.has(text)) return text;
    throw invalidEnumLabel(shown, text);
  };
  return {
    ...textCodec(name, oid, arrayOid),
    size: 4,
    parse: checked,
    receive: (bytes) => checked(decodeUtf8(bytes)),
  };
}
