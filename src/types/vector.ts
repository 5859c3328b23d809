import { GatewayError } from '../errors/gateway-error.ts';
import { SQLSTATE } from '../errors/sqlstate.ts';
import { ByteReader } from './byte-reader.ts';
import { isSpace } from './characters.ts';
import type { Codec } from './codec.ts';
import { parseFloatText, roundToSingle } from './float-text.ts';
import { irisText } from './iris-number.ts';
import { formatSingle } from './float-format.ts';

/** VECTOR_MAX_DIM of pgvector. */
const MAX_DIMENSIONS = 16000;

const DATA_EXCEPTION = '22000';

function invalidVector(text: string, detail?: string): GatewayError {
  return new GatewayError(
    SQLSTATE.invalidTextRepresentation,
    `invalid input syntax for type vector: "${text}"`,
    {
      detail,
    },
  );
}

function checkDimensions(count: number, typmod: number): void {
  if (count < 1) throw new GatewayError(DATA_EXCEPTION, 'vector must have at least 1 dimension');
  if (count > MAX_DIMENSIONS) throw tooManyDimensions();
  if (typmod >= 0 && typmod !== count) {
    throw new GatewayError(DATA_EXCEPTION, `expected ${typmod} dimensions, not ${count}`);
  }
}

function tooManyDimensions(): GatewayError {
  return new GatewayError(
    SQLSTATE.programLimitExceeded,
    `vector cannot have more than ${MAX_DIMENSIONS} dimensions`,
  );
}

function checkElement(value: number): number {
  if (Number.isNaN(value)) throw new GatewayError(DATA_EXCEPTION, 'NaN not allowed in vector');
  if (!Number.isFinite(value)) {
    throw new GatewayError(DATA_EXCEPTION, 'infinite value not allowed in vector');
  }
  return value;
}

/** Whether the character can be part of a plain decimal number. */
function isNumeric(code: number): boolean {
  return (
    (code >= 0x30 && code <= 0x39) ||
    code === 0x2e ||
    code === 0x2d ||
    code === 0x2b ||
    code === 0x65 ||
    code === 0x45
  );
}

/** One element's text to single precision; the plain numbers that make up nearly all vectors take the short way. */
function parseElement(token: string, plain: boolean, whole: string): number {
  const double = plain && token !== '' ? Number(token) : Number.NaN;
  if (Number.isFinite(double)) {
    const single = roundToSingle(double, token);
    if (Number.isFinite(single)) return single;
  }
  try {
    return checkElement(parseFloatText(token, 'vector', (value, text) => roundToSingle(value, text)));
  } catch (error) {
    if (error instanceof GatewayError && error.sqlstate === SQLSTATE.invalidTextRepresentation) {
      throw invalidVector(whole);
    }
    throw error;
  }
}

/** The elements of `text` from `start` up to `end`, separated by commas, blanks around them ignored. */
function parseElements(text: string, start: number, end: number): Float32Array {
  let values = new Float32Array(Math.min(MAX_DIMENSIONS, ((end - start) >> 1) + 1));
  let count = 0;
  let at = start;
  for (;;) {
    while (at < end && isSpace(text.charCodeAt(at))) at += 1;
    const from = at;
    let plain = true;
    let code = 0;
    for (; at < end; at += 1) {
      code = text.charCodeAt(at);
      if (code === 0x2c || isSpace(code)) break;
      plain &&= isNumeric(code);
    }
    if (count === MAX_DIMENSIONS) throw tooManyDimensions();
    values[count] = parseElement(text.slice(from, at), plain, text);
    count += 1;
    while (at < end && isSpace(text.charCodeAt(at))) at += 1;
    if (at >= end) break;
    if (text.charCodeAt(at) !== 0x2c) throw invalidVector(text);
    at += 1;
  }
  values = values.subarray(0, count);
  return values;
}

function parseVector(text: string, typmod: number): Float32Array {
  let start = 0;
  while (isSpace(text.charCodeAt(start))) start += 1;
  if (text[start] !== '[') throw invalidVector(text, 'Vector contents must start with "[".');
  start += 1;
  while (isSpace(text.charCodeAt(start))) start += 1;
  if (text[start] === ']') checkDimensions(0, typmod);
  const end = text.indexOf(']', start);
  if (end < 0) throw invalidVector(text);
  const values = parseElements(text, start, end);
  for (let at = end + 1; at < text.length; at += 1) {
    if (!isSpace(text.charCodeAt(at))) throw invalidVector(text, 'Junk after closing right brace.');
  }
  checkDimensions(values.length, typmod);
  return values;
}

function listText(value: Float32Array): string {
  let text = '';
  for (let index = 0; index < value.length; index += 1) {
    if (index > 0) text += ',';
    text += formatSingle(value[index] ?? 0, 1);
  }
  return text;
}

/**
 * pgvector's vector: up to 16000 numbers of single precision; the typmod is the number of dimensions. VECTOR(DOUBLE,n) in
 * IRIS, which takes `[1,2]` and gives back `1,2`, with `.1` for 0.1 (iris-sql.md 5.1).
 */
export function vectorCodec(oid: number, arrayOid: number): Codec<Float32Array> {
  return {
    name: 'vector',
    oid,
    arrayOid,
    size: -1,
    parse: (text, { typmod }) => parseVector(text, typmod),
    format: (value) => `[${listText(value)}]`,
    receive(bytes, { typmod }) {
      const reader = new ByteReader(bytes);
      const dimensions = reader.int16();
      const unused = reader.int16();
      checkDimensions(dimensions, typmod);
      if (unused !== 0) throw new GatewayError(DATA_EXCEPTION, `expected unused to be 0, not ${unused}`);
      const value = new Float32Array(dimensions);
      for (let index = 0; index < dimensions; index += 1) value[index] = checkElement(reader.float32());
      reader.end();
      return value;
    },
    send(value) {
      const bytes = Buffer.allocUnsafe(4 + 4 * value.length);
      bytes.writeInt16BE(value.length, 0);
      bytes.writeInt16BE(0, 2);
      for (let index = 0; index < value.length; index += 1) {
        bytes.writeFloatBE(value[index] ?? 0, 4 + 4 * index);
      }
      return bytes;
    },
    // IRIS's own spelling of an exponent is the capital letter.
    toIris: (value) => `[${listText(value).replaceAll('e', 'E')}]`,
    fromIris(value, { typmod }) {
      const text = irisText(value);
      return text.startsWith('[') ? parseVector(text, typmod) : parseElements(text, 0, text.length);
    },
  };
}
