import { assign, setup } from 'xstate';
import type { PoolEvent } from './lane-pool.ts';

interface PoolContext {
  readonly open: number;
  readonly failures: number;
}

type PoolMachineEvent = PoolEvent | { readonly type: 'pool.drain' } | { readonly type: 'pool.closed' };

/**
 * The pool as the inspector sees it: LanePool does the work and tells of changes. `saturated` means that somebody
 * waits and no further lane may be opened.
 */
export const poolMachine = setup({
  types: { context: {} as PoolContext, events: {} as PoolMachineEvent },
  actions: {
    countOpened: assign({ open: ({ context }) => context.open + 1 }),
    countClosed: assign({ open: ({ context }) => Math.max(0, context.open - 1) }),
    countFailure: assign({ failures: ({ context }) => context.failures + 1 }),
  },
}).createMachine({
  id: 'pool',
  context: { open: 0, failures: 0 },
  initial: 'serving',
  on: {
    'lane.opened': { actions: 'countOpened' },
    'lane.closed': { actions: 'countClosed' },
    'lane.failed': { actions: 'countFailure' },
    'pool.drain': '.draining',
  },
  states: {
    serving: { on: { 'pool.saturated': 'saturated' } },
    saturated: { on: { 'pool.relieved': 'serving' } },
    draining: { on: { 'pool.closed': 'closed' } },
    closed: { type: 'final' },
  },
});
