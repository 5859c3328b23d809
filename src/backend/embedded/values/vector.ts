import { IrisError } from '../../iris-session.ts';

/** Element types of VECTOR(type, length) (iris-sql.md 5.1). All are held as 64-bit floats, little endian. */
export type VectorElement = 'INTEGER' | 'DOUBLE' | 'DECIMAL' | 'FLOAT' | 'TIMESTAMP' | 'STRING';

/**
 * Elements of `0.1,0.2` or `[0.1,0.2]`.
 *
 * @param length pads with 0 or cuts off to this many elements (TO_VECTOR's third argument); null keeps them
 * @throws IrisError -400 for empty or non-numeric elements
 */
export function parseVector(text: string, element: VectorElement, length: number | null): Float64Array {
  const trimmed = text.trim();
  const body = trimmed.startsWith('[') && trimmed.endsWith(']') ? trimmed.slice(1, -1) : trimmed;
  const parts = body.split(',');
  const vector = new Float64Array(length ?? parts.length);
  const count = Math.min(parts.length, vector.length);
  for (let i = 0; i < count; i += 1) vector[i] = elementOf(parts[i] ?? '', element);
  return vector;
}

function elementOf(part: string, element: VectorElement): number {
  const value = Number(part);
  // Number('') is 0
  if (Number.isNaN(value) || (value === 0 && part.trim() === '')) {
    throw new IrisError(-400, `<VECTOR> element '${part.trim()}' is not a number`);
  }
  if (element === 'INTEGER') return Math.trunc(value);
  return element === 'FLOAT' ? Math.fround(value) : value;
}

/** ODBC text: elements separated by commas, no brackets. */
export function formatVector(vector: Float64Array, element: VectorElement): string {
  if (element !== 'FLOAT') return vector.join(',');
  return Array.from(vector, shortestFloat).join(',');
}

/** The shortest decimal that reads back as the same 32-bit float. */
function shortestFloat(value: number): string {
  for (let digits = 6; digits < 9; digits += 1) {
    const text = String(Number(value.toPrecision(digits)));
    if (Math.fround(Number(text)) === value) return text;
  }
  return String(value);
}

/** The vector as SQLite holds it. Node runs on little endian machines only. */
export function vectorBytes(vector: Float64Array): Uint8Array {
  return new Uint8Array(vector.buffer, vector.byteOffset, vector.byteLength);
}

/** A view on SQLite's bytes, copied only when they are not aligned. */
export function vectorView(bytes: Uint8Array): Float64Array {
  if (bytes.byteOffset % 8 === 0) {
    return new Float64Array(bytes.buffer, bytes.byteOffset, bytes.byteLength >> 3);
  }
  const copy = bytes.slice();
  return new Float64Array(copy.buffer, 0, copy.byteLength >> 3);
}

/** @throws IrisError -257 when the lengths differ */
export function dotProduct(a: Float64Array, b: Float64Array): number {
  requireSameLength(a, b);
  let sum = 0;
  for (let i = 0; i < a.length; i += 1) sum += (a[i] as number) * (b[i] as number);
  return sum;
}

/** Cosine similarity; null when a vector has length 0 (iris-sql.md 5.3 leaves it open). */
export function cosine(a: Float64Array, b: Float64Array): number | null {
  requireSameLength(a, b);
  let dot = 0;
  let squareA = 0;
  let squareB = 0;
  for (let i = 0; i < a.length; i += 1) {
    const x = a[i] as number;
    const y = b[i] as number;
    dot += x * y;
    squareA += x * x;
    squareB += y * y;
  }
  const norm = Math.sqrt(squareA) * Math.sqrt(squareB);
  return norm === 0 ? null : Math.min(1, Math.max(-1, dot / norm));
}

function requireSameLength(a: Float64Array, b: Float64Array): void {
  if (a.length !== b.length) {
    throw new IrisError(
      -257,
      `Cannot perform vector operation on vectors of different lengths ${a.length} and ${b.length}`,
    );
  }
}
