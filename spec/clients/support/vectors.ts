import { writeFileSync } from 'node:fs';

/** Dimensions of the vector table. */
export const DIMENSIONS = 1024;
const ROWS = 40;

/** A row found by distance. */
export type Neighbour = readonly [id: number, distance: number];

/** Components are multiples of 1/64, so that their text is exact and float4 holds them without loss. */
function component(row: number, index: number): number {
  // A linear congruential step (Numerical Recipes): the same vectors in every run, without a pattern.
  const mixed = Math.imul(row * 7919 + index * 104_729 + 17, 1_664_525) + 1_013_904_223;
  return (((mixed >>> 8) % 256) - 128) / 64;
}

function vector(row: number): number[] {
  return Array.from({ length: DIMENSIONS }, (_, index) => component(row, index));
}

/** The stored vectors, ids from 1. */
export const STORED: ReadonlyMap<number, readonly number[]> = new Map(
  Array.from({ length: ROWS }, (_, index) => [index + 1, vector(index + 1)]),
);

/** The vector that is asked for. */
export const QUERY: readonly number[] = vector(0);

/** pgvector's text form. */
export function vectorText(values: readonly number[]): string {
  return `[${values.join(',')}]`;
}

function sum(
  left: readonly number[],
  right: readonly number[],
  term: (a: number, b: number) => number,
): number {
  return left.reduce((total, value, index) => total + term(value, right[index] ?? Number.NaN), 0);
}

/** pgvector's operators (its README, "Distances"): `<->` Euclidean, `<#>` negative inner product, `<=>` cosine. */
export const DISTANCES = {
  '<->': (a: readonly number[], b: readonly number[]) => Math.sqrt(sum(a, b, (x, y) => (x - y) ** 2)),
  '<#>': (a: readonly number[], b: readonly number[]) => -sum(a, b, (x, y) => x * y),
  '<=>': (a: readonly number[], b: readonly number[]) =>
    1 - sum(a, b, (x, y) => x * y) / Math.sqrt(sum(a, a, (x, y) => x * y) * sum(b, b, (x, y) => x * y)),
} as const;

/** The k nearest stored vectors, nearest first, by brute force. */
export function nearest(operator: keyof typeof DISTANCES, k: number): Neighbour[] {
  return [...STORED]
    .map(([id, values]): Neighbour => [id, DISTANCES[operator](values, QUERY)])
    .sort(([, a], [, b]) => a - b)
    .slice(0, k);
}

/** Lines `id TAB vector`; id 0 is the vector to ask for. Programs in other languages read it. */
export function writeVectorFile(path: string): void {
  const lines = [[0, QUERY] as const, ...STORED].map(([id, values]) => `${id}\t${vectorText(values)}`);
  writeFileSync(path, `${lines.join('\n')}\n`);
}
