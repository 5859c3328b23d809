import crypto from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { buildImage } from '../catalog/image-recipe.ts';

/**
 * Writes the shadow's image to the file that the first argument names, the same bytes each time: a program of its own,
 * because clock and randomness of the process stand still for it. What they would go into (initdb's system identifier,
 * times in pg_control and the tar's headers, the nonce for logins of unknown users) has no meaning in a database that
 * nobody logs in to.
 */
const INSTANT = Date.UTC(2026, 0, 1);

class StillDate extends Date {
  constructor(...given: [] | [number | string | Date]) {
    super(...((given.length === 0 ? [INSTANT] : given) as [number]));
  }

  static override now(): number {
    return INSTANT;
  }
}

function fill<T extends ArrayBufferView>(view: T): T {
  new Uint8Array(view.buffer, view.byteOffset, view.byteLength).fill(1);
  return view;
}

globalThis.Date = StillDate as DateConstructor;
performance.now = () => 0;
Object.assign(crypto, { randomFillSync: fill });
globalThis.crypto.getRandomValues = fill;

writeFileSync(process.argv[2] ?? '', await buildImage());
// PGlite keeps the process alive.
process.exit(0);
