import { setup } from 'xstate';

export type LaneEvent = { readonly type: 'lane.closed' };

/**
 * One lane as the inspector sees it. Leases are too frequent to be events (design.md decision 5): LanePool keeps them,
 * and its statistics tell them.
 */
export const laneMachine = setup({
  types: {
    context: {} as { readonly lane: number },
    events: {} as LaneEvent,
    input: {} as { readonly lane: number },
  },
}).createMachine({
  id: 'lane',
  context: ({ input }) => input,
  initial: 'open',
  states: {
    open: { on: { 'lane.closed': 'closed' } },
    closed: { type: 'final' },
  },
});
