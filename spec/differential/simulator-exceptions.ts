import type { Exception } from './exceptions.ts';

const ONE_WRITER =
  'the number is taken on another connection while the transaction has written: the simulator of IRIS has one writer at a time (docs/NATIVE.md), where IRIS locks rows';

const NOT_TAKEN = 'the numbers above were not taken';

/** What differs besides when the gateway works on the simulator of IRIS (PGWIRE_TEST_BACKEND=native). */
export const SIMULATOR_EXCEPTIONS: readonly Exception[] = [
  { topic: 'sequences', name: 'update with nextval', differs: ['sqlstate'], reason: ONE_WRITER },
  { topic: 'sequences', name: 'update set default', differs: ['sqlstate'], reason: ONE_WRITER },
  {
    topic: 'sequences',
    name: 'nextval after the insert',
    differs: ['sqlstate', 'status'],
    reason: ONE_WRITER,
  },
  { topic: 'sequences', name: 'numbers are not given back', differs: ['rows'], reason: NOT_TAKEN },
  { topic: 'sequences', name: 'insert after rename', differs: ['rows'], reason: NOT_TAKEN },
];
