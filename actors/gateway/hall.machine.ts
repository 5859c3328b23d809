import { enqueueActions, setup, type ActorRefFrom } from 'xstate';
import { connectionMachine, type ConnectionPort } from '../connection/machine.ts';

/** What the actors need of a connection. */
export interface SupervisedConnection extends ConnectionPort {
  attach(actor: ActorRefFrom<typeof connectionMachine>): void;
}

export interface HallInput {
  readonly authTimeoutMs: number;
  /** A connection's actor failed: for the log; the others go on. */
  readonly report: (error: unknown) => void;
}

export type HallEvent =
  | { readonly type: 'connection.opened'; readonly id: string; readonly connection: SupervisedConnection }
  | { readonly type: 'xstate.done.actor.*'; readonly actorId: string }
  | { readonly type: 'xstate.error.actor.*'; readonly actorId: string; readonly error: unknown };

/**
 * The supervisor of a part of the connections: every one is a child of its own, and one that fails is stopped without
 * touching another (style.md section 4.7: finished children stay until they are stopped). There are several halls
 * because XState copies the list of children with each one that comes or goes: with 1000 in one list that took 1.8 ms.
 */
export const hallMachine = setup({
  types: { context: {} as HallInput, events: {} as HallEvent, input: {} as HallInput },
  actors: { connection: connectionMachine },
  actions: {
    spawnConnection: enqueueActions(({ enqueue, event, context }) => {
      if (event.type !== 'connection.opened') return;
      const { id, connection } = event;
      const input = { connection, authTimeoutMs: context.authTimeoutMs };
      enqueue.assign(({ spawn }) => {
        connection.attach(spawn('connection', { id, input }));
        return {};
      });
    }),
    forgetConnection: enqueueActions(({ enqueue, event, context }) => {
      if (!('actorId' in event)) return;
      if ('error' in event) context.report(event.error);
      enqueue.stopChild(event.actorId);
    }),
  },
}).createMachine({
  id: 'hall',
  context: ({ input }) => input,
  on: {
    'connection.opened': { actions: 'spawnConnection' },
    'xstate.done.actor.*': { actions: 'forgetConnection' },
    'xstate.error.actor.*': { actions: 'forgetConnection' },
  },
});
