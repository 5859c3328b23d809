/**
 * Distances in pgvector's own arithmetic (vector.c, halfvec.c): terms are computed and added up in single precision, one
 * after the other, and only what becomes of the sum is a double. Compared with pgvector 0.8.7 in PGlite bit for bit by
 * spec/property/vectors.spec.ts; builds that let the compiler vectorise the loops may add up in another order.
 */
export type Measure =
  | 'l1'
  | 'l2'
  | 'l2 squared'
  | 'cosine'
  | 'inner product'
  | 'negative inner product'
  | 'norm';

type Vector = Float32Array;

function innerProduct(a: Vector, b: Vector): number {
  let sum = 0;
  for (let i = 0; i < a.length; i += 1) {
    sum = Math.fround(sum + Math.fround((a[i] as number) * (b[i] as number)));
  }
  return sum;
}

function squaredDistance(a: Vector, b: Vector): number {
  let sum = 0;
  for (let i = 0; i < a.length; i += 1) {
    const difference = Math.fround((a[i] as number) - (b[i] as number));
    sum = Math.fround(sum + Math.fround(difference * difference));
  }
  return sum;
}

function absoluteDistance(a: Vector, b: Vector): number {
  let sum = 0;
  for (let i = 0; i < a.length; i += 1) {
    sum = Math.fround(sum + Math.abs(Math.fround((a[i] as number) - (b[i] as number))));
  }
  return sum;
}

/** NaN where a vector has length 0. */
function cosineDistance(a: Vector, b: Vector): number {
  const similarity = innerProduct(a, b) / Math.sqrt(innerProduct(a, a) * innerProduct(b, b));
  if (similarity > 1) return 0;
  return 1 - (similarity < -1 ? -1 : similarity);
}

/** The one that is computed in double precision. */
function norm(a: Vector): number {
  let sum = 0;
  for (let i = 0; i < a.length; i += 1) sum += (a[i] as number) * (a[i] as number);
  return Math.sqrt(sum);
}

/** By measure; vectors of one length. */
export const DISTANCES: Readonly<Record<Measure, (a: Vector, b: Vector) => number>> = {
  l1: absoluteDistance,
  l2: (a, b) => Math.sqrt(squaredDistance(a, b)),
  'l2 squared': squaredDistance,
  cosine: cosineDistance,
  'inner product': innerProduct,
  'negative inner product': (a, b) => -innerProduct(a, b),
  norm,
};
