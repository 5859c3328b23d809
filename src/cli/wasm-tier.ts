import { setFlagsFromString } from 'node:v8';

/**
 * Keeps WebAssembly in V8's baseline compiler. The shadow's PostgreSQL is 10 MB of it, of which the optimising compiler
 * takes hold as it is used; it costs more than it ever gives back. Measured on 2026-11-24 with node 24.21 (CPU from the
 * start through five heavy shadow queries and 1000 new statements): 10.4 s and at most 0.53 GB instead of 16.3 s and
 * 1.4 GB; a second sum over generate_series(1, 1000000) 0.77 s instead of 1.0 s.
 *
 * To be called before anything is compiled; what the baseline compiler cannot do goes to the other one still.
 */
export function keepWasmBaseline(): void {
  setFlagsFromString('--no-wasm-tier-up');
  setFlagsFromString('--no-wasm-dynamic-tiering');
}
