import { join } from 'node:path';
import type { FuzzTarget } from '../target.ts';

/** Inputs that have failed once, by target. */
export const SEEDS = join(import.meta.dirname, '../seeds');

/** What can be fuzzed; each is loaded when it is asked for, so that coverage counts nothing else. */
const TARGETS: ReadonlyMap<string, () => Promise<FuzzTarget>> = new Map([
  ['frontend', async () => (await import('./frontend.ts')).frontend()],
  ['codecs', async () => (await import('./codecs.ts')).codecs()],
  ['copy', async () => (await import('./copy.ts')).copy()],
  ['lexer', async () => (await import('./lexer.ts')).lexer()],
  ['translator', async () => (await import('./translator.ts')).translator()],
  ['iris-sql', async () => (await import('./iris-sql.ts')).irisSql()],
  ['handshake', async () => (await import('./handshake.ts')).handshake()],
  ['configuration', async () => (await import('./configuration.ts')).configuration()],
]);

export const targetNames: readonly string[] = [...TARGETS.keys()];

/** @throws Error for a name that is no target's */
export async function openTarget(name: string): Promise<FuzzTarget> {
  const open = TARGETS.get(name);
  if (!open) throw new Error(`no target is called ${name}`);
  return open();
}
