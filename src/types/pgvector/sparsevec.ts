import { GatewayError } from '../../errors/gateway-error.ts';
import { SQLSTATE } from '../../errors/sqlstate.ts';
import { ByteReader } from '../byte-reader.ts';
import type { Codec } from '../codec.ts';
import { formatSingle } from '../float-format.ts';
import { parseFloatText, roundToSingle } from '../float-text.ts';
import { irisText } from '../iris-number.ts';
import {
  checkDimensions,
  checkElement,
  dataException,
  invalidVector,
  MAX_SPARSE_DIMENSIONS,
  tooMany,
} from './limits.ts';

const TYPE = 'sparsevec';
/** SPARSEVEC_MAX_NNZ */
const MAX_ELEMENTS = 16_000;
/** What pgvector keeps of integers beyond those of C, to be refused afterwards. */
const MAX_INT = 2 ** 31 - 1;

/** The elements that are not 0. */
export interface SparseVector {
  readonly dimensions: number;
  /** 1-based, ascending. */
  readonly indices: readonly number[];
  readonly values: readonly number[];
}

interface Element {
  readonly index: number;
  readonly value: number;
}

const BLANKS = /[ \t\n\r\v\f]*/y;
const INTEGER = /[ \t\n\r\v\f]*[+-]?\d+/y;
const ELEMENT = /[^,}]*/y;

/** Reads `{1:0.5,3:2}/5` from its start. */
class SparseText {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** The next character after blanks, '' at the end. */
  next(): string {
    this.#take(BLANKS);
    return this.#text.charAt(this.#at);
  }

  skip(): void {
    this.#at += 1;
  }

  integer(): number {
    const found = this.#take(INTEGER);
    if (found === '') throw invalidVector(TYPE, this.#text);
    return Math.min(Math.max(Number(found), -MAX_INT), MAX_INT);
  }

  /** A number up to the next comma or brace. */
  value(): number {
    const token = this.#take(ELEMENT);
    try {
      return checkElement(TYPE, parseFloatText(token, TYPE, roundToSingle));
    } catch (error) {
      if (error instanceof GatewayError && error.sqlstate === SQLSTATE.invalidTextRepresentation) {
        throw invalidVector(TYPE, this.#text);
      }
      throw error;
    }
  }

  #take(pattern: RegExp): string {
    pattern.lastIndex = this.#at;
    const [found = ''] = pattern.exec(this.#text) ?? [];
    this.#at += found.length;
    return found;
  }
}

function parseElements(input: SparseText, text: string): Element[] {
  const elements: Element[] = [];
  if (input.next() === '}') {
    input.skip();
    return elements;
  }
  for (;;) {
    const index = input.integer();
    if (input.next() !== ':') throw invalidVector(TYPE, text);
    input.skip();
    const value = input.value();
    if (value !== 0) elements.push({ index, value });
    const separator = input.next();
    if (separator !== ',' && separator !== '}') throw invalidVector(TYPE, text);
    input.skip();
    if (separator === '}') return elements;
  }
}

function parseSparse(text: string, typmod: number): SparseVector {
  if (text.split(',').length > MAX_ELEMENTS) throw tooMany(TYPE, MAX_ELEMENTS, 'non-zero elements');
  const input = new SparseText(text);
  if (input.next() !== '{') throw invalidVector(TYPE, text, 'Vector contents must start with "{".');
  input.skip();
  const elements = parseElements(input, text);
  if (input.next() !== '/') throw invalidVector(TYPE, text, 'Unexpected end of input.');
  input.skip();
  const dimensions = input.integer();
  if (input.next() !== '') throw invalidVector(TYPE, text, 'Junk after closing.');
  checkDimensions(TYPE, dimensions, MAX_SPARSE_DIMENSIONS, typmod);
  const sorted = elements.toSorted((one, other) => one.index - other.index);
  const indices = sorted.map(({ index }) => index);
  checkIndices(indices, dimensions);
  return { dimensions, indices, values: sorted.map(({ value }) => value) };
}

/** CheckIndex of pgvector. */
function checkIndices(indices: readonly number[], dimensions: number): void {
  for (const [i, index] of indices.entries()) {
    if (index < 1 || index > dimensions) throw dataException('sparsevec index out of bounds');
    const before = indices[i - 1] ?? 0;
    if (index < before) throw dataException('sparsevec indices must be in ascending order');
    if (index === before) throw dataException('sparsevec indices must not contain duplicates');
  }
}

function formatSparse({ dimensions, indices, values }: SparseVector): string {
  const elements = indices.map((index, i) => `${index}:${formatSingle(values[i] ?? 0, 1)}`);
  return `{${elements.join(',')}}/${dimensions}`;
}

function receiveSparse(bytes: Uint8Array, typmod: number): SparseVector {
  const reader = new ByteReader(bytes);
  const dimensions = reader.int32();
  const count = reader.int32();
  const unused = reader.int32();
  checkDimensions(TYPE, dimensions, MAX_SPARSE_DIMENSIONS, -1);
  if (count < 0) throw dataException('sparsevec cannot have negative number of elements');
  if (count > MAX_ELEMENTS) throw tooMany(TYPE, MAX_ELEMENTS, 'non-zero elements');
  if (count > dimensions) {
    throw new GatewayError(
      SQLSTATE.programLimitExceeded,
      'sparsevec cannot have more elements than dimensions',
    );
  }
  checkDimensions(TYPE, dimensions, MAX_SPARSE_DIMENSIONS, typmod);
  if (unused !== 0) throw dataException(`expected unused to be 0, not ${unused}`);
  // Indices count from 0 in binary.
  const indices = Array.from({ length: count }, () => reader.int32() + 1);
  checkIndices(indices, dimensions);
  const values = indices.map(() => checkElement(TYPE, reader.float32()));
  if (values.includes(0)) {
    throw dataException('binary representation of sparsevec cannot contain zero values');
  }
  reader.end();
  return { dimensions, indices, values };
}

function sendSparse({ dimensions, indices, values }: SparseVector): Uint8Array {
  const bytes = Buffer.alloc(12 + 8 * indices.length);
  bytes.writeInt32BE(dimensions, 0);
  bytes.writeInt32BE(indices.length, 4);
  for (const [i, index] of indices.entries()) bytes.writeInt32BE(index - 1, 12 + 4 * i);
  for (const [i, value] of values.entries()) bytes.writeFloatBE(value, 12 + 4 * (indices.length + i));
  return bytes;
}

/** pgvector's sparsevec; the typmod is the number of dimensions. IRIS has no such type: its text is kept as VARCHAR. */
export function sparsevecCodec(oid: number, arrayOid: number): Codec<SparseVector> {
  return {
    name: TYPE,
    oid,
    arrayOid,
    size: -1,
    parse: (text, { typmod }) => parseSparse(text, typmod),
    format: formatSparse,
    receive: (bytes, { typmod }) => receiveSparse(bytes, typmod),
    send: sendSparse,
    toIris: formatSparse,
    fromIris: (value, { typmod }) => parseSparse(irisText(value), typmod),
  };
}
