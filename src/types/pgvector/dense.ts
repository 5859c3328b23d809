import { ByteReader } from '../byte-reader.ts';
import { isSpace } from '../characters.ts';
import type { Codec } from '../codec.ts';
import { irisText } from '../iris-number.ts';
import { listText, parseElements, type ElementRules } from './elements.ts';
import { checkDimensions, checkElement, dataException, invalidVector, MAX_DIMENSIONS } from './limits.ts';

/** How one element travels in binary. */
interface BinaryElement {
  readonly size: number;
  read(reader: ByteReader): number;
  write(bytes: Buffer, value: number, offset: number): void;
}

function parseVector(text: string, typmod: number, rules: ElementRules): Float32Array {
  const { type, limit } = rules;
  let start = 0;
  while (isSpace(text.charCodeAt(start))) start += 1;
  if (text[start] !== '[') throw invalidVector(type, text, 'Vector contents must start with "[".');
  start += 1;
  while (isSpace(text.charCodeAt(start))) start += 1;
  if (text[start] === ']') checkDimensions(type, 0, limit, typmod);
  const end = text.indexOf(']', start);
  if (end < 0) throw invalidVector(type, text);
  const values = parseElements(text, start, end, rules);
  for (let at = end + 1; at < text.length; at += 1) {
    if (!isSpace(text.charCodeAt(at))) throw invalidVector(type, text, 'Junk after closing right brace.');
  }
  checkDimensions(type, values.length, limit, typmod);
  return values;
}

/**
 * A type of pgvector that lists all its elements: VECTOR(DOUBLE,n) in IRIS, which takes `[1,2]` and gives back `1,2`, with
 * `.1` for 0.1 (iris-sql.md 5.1). Values are singles; the typmod is the number of dimensions.
 */
function denseCodec(
  oid: number,
  arrayOid: number,
  rules: ElementRules,
  element: BinaryElement,
): Codec<Float32Array> {
  const { type, limit } = rules;
  // What is in IRIS already may be longer than clients may send.
  const stored: ElementRules = { ...rules, limit: MAX_DIMENSIONS };
  return {
    name: type,
    oid,
    arrayOid,
    size: -1,
    parse: (text, { typmod }) => parseVector(text, typmod, rules),
    format: (value) => `[${listText(value)}]`,
    receive(bytes, { typmod }) {
      const reader = new ByteReader(bytes);
      const dimensions = reader.int16();
      const unused = reader.int16();
      checkDimensions(type, dimensions, limit, typmod);
      if (unused !== 0) throw dataException(`expected unused to be 0, not ${unused}`);
      const value = new Float32Array(dimensions);
      for (let index = 0; index < dimensions; index += 1) {
        value[index] = checkElement(type, element.read(reader));
      }
      reader.end();
      return value;
    },
    send(value) {
      const bytes = Buffer.allocUnsafe(4 + element.size * value.length);
      bytes.writeInt16BE(value.length, 0);
      bytes.writeInt16BE(0, 2);
      for (let index = 0; index < value.length; index += 1) {
        element.write(bytes, value[index] ?? 0, 4 + element.size * index);
      }
      return bytes;
    },
    // IRIS's own spelling of an exponent is the capital letter.
    toIris: (value) => `[${listText(value).replaceAll('e', 'E')}]`,
    fromIris(value, { typmod }) {
      const text = irisText(value);
      return text.startsWith('[')
        ? parseVector(text, typmod, stored)
        : parseElements(text, 0, text.length, stored);
    },
  };
}

/** pgvector's vector: numbers of single precision. @param maximum most dimensions that a client's value may have */
export function vectorCodec(oid: number, arrayOid: number, maximum = MAX_DIMENSIONS): Codec<Float32Array> {
  return denseCodec(
    oid,
    arrayOid,
    { type: 'vector', limit: maximum, round: (single) => single },
    {
      size: 4,
      read: (reader) => reader.float32(),
      write: (bytes, value, offset) => bytes.writeFloatBE(value, offset),
    },
  );
}

const halves = new DataView(new ArrayBuffer(2));

/** pgvector's halfvec: numbers of half precision, held as the singles that they are. */
export function halfvecCodec(oid: number, arrayOid: number, maximum = MAX_DIMENSIONS): Codec<Float32Array> {
  return denseCodec(
    oid,
    arrayOid,
    { type: 'halfvec', limit: maximum, round: Math.f16round },
    {
      size: 2,
      read: (reader) => reader.float16(),
      write: (bytes, value, offset) => {
        halves.setFloat16(0, value);
        bytes.writeUInt16BE(halves.getUint16(0), offset);
      },
    },
  );
}
