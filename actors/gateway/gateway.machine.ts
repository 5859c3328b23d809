import { enqueueActions, setup, type ActorRefFrom } from 'xstate';
import { connectionMachine, type ConnectionPort } from '../connection/machine.ts';
import { poolMachine } from '../pool/pool.machine.ts';

/** What the gateway's actor needs of a connection. */
export interface SupervisedConnection extends ConnectionPort {
  attach(actor: ActorRefFrom<typeof connectionMachine>): void;
}

interface GatewayInput {
  readonly authTimeoutMs: number;
  /** A connection's actor failed: for the log; the others go on. */
  readonly report: (error: unknown) => void;
}

interface GatewayContext extends GatewayInput {
  readonly connections: number;
}

export type GatewayEvent =
  | { readonly type: 'connection.opened'; readonly id: string; readonly connection: SupervisedConnection }
  | { readonly type: 'gateway.drain' }
  | { readonly type: 'gateway.stopped' }
  | { readonly type: 'xstate.done.actor.*'; readonly actorId: string }
  | { readonly type: 'xstate.error.actor.*'; readonly actorId: string; readonly error: unknown };

/**
 * The supervisor: every connection is a child of its own, and one that fails is stopped without touching another
 * (style.md section 4.7: finished children stay until they are stopped). `draining` lets the present ones finish.
 */
export const gatewayMachine = setup({
  types: {
    context: {} as GatewayContext,
    events: {} as GatewayEvent,
    input: {} as GatewayInput,
  },
  actors: { pool: poolMachine, connection: connectionMachine },
  actions: {
    spawnConnection: enqueueActions(({ enqueue, event, context }) => {
      if (event.type !== 'connection.opened') return;
      const { id, connection } = event;
      const input = { connection, authTimeoutMs: context.authTimeoutMs };
      enqueue.assign(({ spawn }) => {
        connection.attach(spawn('connection', { id, input }));
        return { connections: context.connections + 1 };
      });
    }),
    forgetChild: enqueueActions(({ enqueue, event, context }) => {
      if (!('actorId' in event)) return;
      if ('error' in event) context.report(event.error);
      enqueue.stopChild(event.actorId);
      if (event.actorId !== 'pool') enqueue.assign({ connections: context.connections - 1 });
    }),
  },
}).createMachine({
  id: 'gateway',
  context: ({ input }) => ({ ...input, connections: 0 }),
  invoke: { src: 'pool', id: 'pool', systemId: 'pool' },
  initial: 'listening',
  on: {
    'connection.opened': { actions: 'spawnConnection' },
    'xstate.done.actor.*': { actions: 'forgetChild' },
    'xstate.error.actor.*': { actions: 'forgetChild' },
    'gateway.stopped': '.stopped',
  },
  states: {
    listening: { on: { 'gateway.drain': 'draining' } },
    draining: {},
    stopped: { type: 'final' },
  },
});
