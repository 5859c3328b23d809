import { assign, enqueueActions, setup } from 'xstate';
import { laneMachine } from './lane.machine.ts';
import type { PoolEvent } from './lane-pool.ts';

interface PoolContext {
  readonly open: number;
  readonly failures: number;
}

type PoolMachineEvent =
  | PoolEvent
  | { readonly type: 'pool.drain' }
  | { readonly type: 'pool.closed' }
  | { readonly type: 'xstate.done.actor.*'; readonly actorId: string }
  | { readonly type: 'xstate.error.actor.*'; readonly actorId: string };

/**
 * The pool as the inspector sees it, with a child for each open lane: LanePool does the work and tells of changes.
 * `saturated` means that somebody waits and no further lane may be opened.
 */
export const poolMachine = setup({
  types: { context: {} as PoolContext, events: {} as PoolMachineEvent },
  actors: { lane: laneMachine },
  actions: {
    spawnLane: enqueueActions(({ enqueue, event, context }) => {
      if (event.type !== 'lane.opened') return;
      const { lane } = event;
      enqueue.assign(({ spawn }) => {
        spawn('lane', { id: nameOf(lane), input: { lane } });
        return { open: context.open + 1 };
      });
    }),
    closeLane: enqueueActions(({ enqueue, event, context }) => {
      if (event.type !== 'lane.closed') return;
      enqueue.sendTo(nameOf(event.lane), { type: 'lane.closed' });
      enqueue.assign({ open: Math.max(0, context.open - 1) });
    }),
    // A child that has ended stays until it is stopped (style.md section 4.7).
    forgetChild: enqueueActions(({ enqueue, event }) => {
      if ('actorId' in event) enqueue.stopChild(event.actorId);
    }),
    countFailure: assign({ failures: ({ context }) => context.failures + 1 }),
  },
}).createMachine({
  id: 'pool',
  context: { open: 0, failures: 0 },
  initial: 'serving',
  on: {
    'lane.opened': { actions: 'spawnLane' },
    'lane.closed': { actions: 'closeLane' },
    'lane.failed': { actions: 'countFailure' },
    'xstate.done.actor.*': { actions: 'forgetChild' },
    'xstate.error.actor.*': { actions: 'forgetChild' },
    'pool.drain': '.draining',
  },
  states: {
    serving: { on: { 'pool.saturated': 'saturated' } },
    saturated: { on: { 'pool.relieved': 'serving' } },
    draining: { on: { 'pool.closed': 'closed' } },
    closed: { type: 'final' },
  },
});

function nameOf(lane: number): string {
  return `lane-${lane}`;
}
