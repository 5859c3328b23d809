import { receiveArray, sendArray } from './array-binary.ts';
import type { Codec } from './codec.ts';
import { int2 } from './int2.ts';
import { invalidBinary } from './input-error.ts';
import { irisText } from './iris-number.ts';
import { oid } from './oid.ts';
import { ARRAY_OID, OID } from './oids.ts';

/** Codec of the catalogs' own arrays: numbers with blanks between, an array from index 0 in binary. */
function numberVectorCodec(
  name: string,
  typeOid: number,
  arrayOid: number,
  element: Codec<number>,
): Codec<readonly number[]> {
  const codec: Codec<readonly number[]> = {
    name,
    oid: typeOid,
    arrayOid,
    size: -1,
    parse: (text, context) =>
      text
        .split(/[ \t\n\v\f\r]+/)
        .filter((part) => part !== '')
        .map((part) => element.parse(part, context)),
    format: (value) => value.join(' '),
    receive(bytes, context) {
      const { dimensions, elements } = receiveArray(bytes, element, context);
      const numbers = elements.filter((part) => part !== null);
      const [dimension] = dimensions;
      const shaped = dimension === undefined || (dimensions.length === 1 && dimension.lowerBound === 0);
      if (!shaped || numbers.length !== elements.length) throw invalidBinary(`invalid ${name} data`);
      return numbers;
    },
    send: (value, context) =>
      sendArray({ dimensions: [{ length: value.length, lowerBound: 0 }], elements: value }, element, context),
    toIris: (value) => value.join(' '),
    fromIris: (value, context) => codec.parse(irisText(value), context),
  };
  return codec;
}

/** int2vector: column numbers in pg_index, pg_trigger. */
export const int2vector = numberVectorCodec('int2vector', OID.int2vector, ARRAY_OID.int2vector, int2);
/** oidvector: argument types in pg_proc, operator classes in pg_index. */
export const oidvector = numberVectorCodec('oidvector', OID.oidvector, ARRAY_OID.oidvector, oid);
