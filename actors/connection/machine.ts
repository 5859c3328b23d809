import { setup } from 'xstate';

/** Phases of a connection, mirrored to a plain field: messages are dispatched by it (design.md decision 5). */
export type Phase = (typeof PHASES)[number];

export const PHASES = [
  'startup',
  'authenticating',
  'ready',
  'executing',
  'copy-in',
  'copy-out',
  'skipping',
  'closed',
] as const;

export type ConnectionEvent =
  | { readonly type: 'startup.received' }
  | { readonly type: 'auth.passed' }
  | { readonly type: 'query.started' }
  | { readonly type: 'query.finished' }
  /** COPY: the client sends data, or gets some, until it is over. Data are no events. */
  | { readonly type: 'copy-in.started' }
  | { readonly type: 'copy-out.started' }
  | { readonly type: 'copy.finished' }
  /** An error in the extended protocol: everything up to Sync is skipped. */
  | { readonly type: 'pipeline.failed' }
  | { readonly type: 'connection.closed' };

/** What the machine may do to its connection. */
export interface ConnectionPort {
  enterPhase(phase: Phase): void;
  /** The client did not authenticate in time. */
  authenticationTimedOut(): void;
}

interface ConnectionContext {
  readonly connection: ConnectionPort;
  readonly authTimeoutMs: number;
}

/**
 * One client connection. It hears phases and outcomes only, never single messages or rows, and of statements those that
 * last (lasting-statements.ts). The events are frozen objects in `EVENTS`.
 */
export const connectionMachine = setup({
  types: {
    context: {} as ConnectionContext,
    events: {} as ConnectionEvent,
    input: {} as ConnectionContext,
  },
  actions: {
    enter: ({ context }, params: { readonly phase: Phase }) => context.connection.enterPhase(params.phase),
    timeOut: ({ context }) => context.connection.authenticationTimedOut(),
  },
  delays: { authTimeout: ({ context }) => context.authTimeoutMs },
}).createMachine({
  id: 'connection',
  context: ({ input }) => input,
  initial: 'entering',
  on: { 'connection.closed': '.closed' },
  states: {
    entering: {
      initial: 'startup',
      after: { authTimeout: { actions: 'timeOut', target: 'closed' } },
      states: {
        startup: {
          entry: { type: 'enter', params: { phase: 'startup' } },
          on: { 'startup.received': 'authenticating' },
        },
        authenticating: {
          entry: { type: 'enter', params: { phase: 'authenticating' } },
          on: { 'auth.passed': '#connection.serving' },
        },
      },
    },
    serving: {
      initial: 'ready',
      states: {
        ready: {
          entry: { type: 'enter', params: { phase: 'ready' } },
          on: { 'query.started': 'executing', 'pipeline.failed': 'skipping' },
        },
        executing: {
          entry: { type: 'enter', params: { phase: 'executing' } },
          on: {
            'query.finished': 'ready',
            'pipeline.failed': 'skipping',
            'copy-in.started': 'copy-in',
            'copy-out.started': 'copy-out',
          },
        },
        'copy-in': {
          entry: { type: 'enter', params: { phase: 'copy-in' } },
          on: { 'copy.finished': 'executing' },
        },
        'copy-out': {
          entry: { type: 'enter', params: { phase: 'copy-out' } },
          on: { 'copy.finished': 'executing' },
        },
        skipping: {
          entry: { type: 'enter', params: { phase: 'skipping' } },
          on: { 'query.finished': 'ready' },
        },
      },
    },
    closed: { type: 'final', entry: { type: 'enter', params: { phase: 'closed' } } },
  },
});

/** The events without data, made once. */
export const EVENTS = {
  startupReceived: Object.freeze({ type: 'startup.received' }),
  authPassed: Object.freeze({ type: 'auth.passed' }),
  queryStarted: Object.freeze({ type: 'query.started' }),
  queryFinished: Object.freeze({ type: 'query.finished' }),
  copyInStarted: Object.freeze({ type: 'copy-in.started' }),
  copyOutStarted: Object.freeze({ type: 'copy-out.started' }),
  copyFinished: Object.freeze({ type: 'copy.finished' }),
  pipelineFailed: Object.freeze({ type: 'pipeline.failed' }),
  closed: Object.freeze({ type: 'connection.closed' }),
} as const satisfies Record<string, ConnectionEvent>;
