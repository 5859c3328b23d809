import type { Structure } from './structure.ts';

/** FORMAT JSON: an array with one object for each statement, of which there is one. */
export function jsonText(structure: Structure): string {
  return JSON.stringify([structure], null, 2);
}
