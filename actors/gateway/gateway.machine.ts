import { enqueueActions, setup, spawnChild } from 'xstate';
import { poolMachine } from '../pool/pool.machine.ts';
import { hallMachine, type HallInput } from './hall.machine.ts';

/** How many parts the connections are divided into; see hallMachine. */
export const HALLS = 32;

/** A hall's name in the actor system. */
export function hallId(number: number): string {
  return `hall-${number % HALLS}`;
}

export type GatewayEvent = { readonly type: 'gateway.drain' } | { readonly type: 'gateway.stopped' };

/** The whole: the pool, and the connections by halls. `draining` lets the present ones finish. */
export const gatewayMachine = setup({
  types: { context: {} as HallInput, events: {} as GatewayEvent, input: {} as HallInput },
  actors: { pool: poolMachine, hall: hallMachine },
  actions: {
    openHalls: enqueueActions(({ enqueue, context }) => {
      for (let number = 0; number < HALLS; number += 1) {
        const id = hallId(number);
        enqueue(spawnChild('hall', { id, systemId: id, input: context }));
      }
    }),
  },
}).createMachine({
  id: 'gateway',
  context: ({ input }) => input,
  invoke: { src: 'pool', id: 'pool', systemId: 'pool' },
  entry: 'openHalls',
  initial: 'listening',
  on: { 'gateway.stopped': '.stopped' },
  states: {
    listening: { on: { 'gateway.drain': 'draining' } },
    draining: {},
    stopped: { type: 'final' },
  },
});
