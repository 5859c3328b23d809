import { formatArray, parseArray } from './array-text.ts';
import { receiveArray, sendArray } from './array-binary.ts';
import type { ArrayValue } from './array-value.ts';
import type { Codec, CodecContext } from './codec.ts';
import { irisText } from './iris-number.ts';
import { refuseNul } from './utf8.ts';
import { DEFAULT_VALUE_SETTINGS } from './value-settings.ts';

/** Arrays are kept in IRIS as PostgreSQL's array text, always in the default settings: sessions differ in theirs. */
function stored({ typmod }: CodecContext): CodecContext {
  return { typmod, settings: DEFAULT_VALUE_SETTINGS };
}

/**
 * Codec of the array type of `element` (pg_type.typarray): up to six dimensions, any lower bounds. The typmod is the
 * element's. VARCHAR in IRIS (iris-sql.md 3.1 knows no arrays).
 */
export function arrayCodec<T>(element: Codec<T>): Codec<ArrayValue<T>> {
  return {
    name: `_${element.name}`,
    oid: element.arrayOid,
    arrayOid: 0,
    size: -1,
    parse: (text, context) => parseArray(refuseNul(text), (part) => element.parse(part, context)),
    format: (value, context) => formatArray(value, (part) => element.format(part, context)),
    receive: (bytes, context) => receiveArray(bytes, element, context),
    send: (value, context) => sendArray(value, element, context),
    toIris: (value, context) => formatArray(value, (part) => element.format(part, stored(context))),
    fromIris: (value, context) => parseArray(irisText(value), (part) => element.parse(part, stored(context))),
  };
}
