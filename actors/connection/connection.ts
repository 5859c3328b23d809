import type { ActorRefFrom } from 'xstate';
import { connectionChanged, type ConnectionReport } from '../../src/diagnostics/connection-report.ts';
import { errorTold } from '../../src/diagnostics/statement-report.ts';
import { asGatewayError, GatewayError } from '../../src/errors/gateway-error.ts';
import {
  decodeFrontend,
  Framer,
  Outbox,
  type Frame,
  type OrdinaryMessage,
} from '../../src/protocol/index.ts';
import type { Addresses } from '../../src/session/activity.ts';
import type { Encryption } from '../../src/session/encryption.ts';
import { unreachable } from '../pool/health.ts';
import { detailOf, type ConnectionDetail } from './connection-detail.ts';
import type { CopyLink } from './copy/copy-link.ts';
import { IdleLimit } from './idle-limit.ts';
import type { Lasting, LastingStatements } from './lasting-statements.ts';
import {
  EVENTS,
  type ConnectionEvent,
  type connectionMachine,
  type ConnectionPort,
  type Phase,
} from './machine.ts';
import { tapFrame, tapFrames, type MessageTap } from './message-tap.ts';
import { advancePortal } from './portal/run.ts';
import { serveMessage } from './query/serve-message.ts';
import type { Services } from './services.ts';
import { Session, type Newcomer } from './session.ts';
import { Entrance } from './startup/entrance.ts';
import { failTransaction } from './transaction-end.ts';
import { TransactionLimit } from './transaction-limit.ts';

/** The client's socket as a connection needs it. */
export interface Wire {
  write(bytes: Uint8Array): void;
  /** Resolves when the socket takes more, or is closed; null when it takes more now. */
  drained(): Promise<void> | null;
  /** All that has come is read: more may come. */
  resume(): void;
  /** Sends what is written, then closes. */
  end(): void;
  /** Probes a silent client after so many seconds; 0 leaves it to the operating system. */
  keepAlive(seconds: number): void;
  /** Where it leads; null for one that is not TCP. */
  readonly addresses: Addresses | null;
  /** Whether TLS can be put on it. */
  readonly securable: boolean;
  /** Accepts the client's SSLRequest: answers it and shakes hands. Rejects when that fails; it is closed then. */
  secure(): Promise<void>;
  readonly encryption: Encryption | null;
}

const [SYNC, TERMINATE] = Array.from('SX', (letter) => letter.charCodeAt(0)) as [number, number];

/** One client from its first byte to its last: messages in, answers out, in order. */
export class Connection implements ConnectionPort, Lasting {
  /** The name of its actor: `conn-7`. */
  readonly id: string;
  readonly #services: Services;
  readonly #wire: Wire;
  readonly #framer: Framer;
  readonly #outbox: Outbox;
  readonly #lasting: LastingStatements;
  #phase: Phase = 'startup';
  /** The phase that the machine knows: it hears of statements that last. */
  #heard: Phase = 'startup';
  #actor: ActorRefFrom<typeof connectionMachine> | null = null;
  readonly #entrance: Entrance;
  readonly #idle = new IdleLimit((error) => this.#fail(error));
  readonly #transactionLimit = new TransactionLimit((error) => {
    this.#session?.cancel(error);
    this.#fail(error);
  });
  #session: Session | null = null;
  /** Who looks at the messages of this connection. */
  #taps: readonly MessageTap[] = NOBODY;
  #working = false;
  #draining = false;
  /** Who runs a COPY FROM waits for the client's bytes. */
  #arrival: (() => void) | null = null;

  constructor(id: string, services: Services, wire: Wire, lasting: LastingStatements) {
    this.id = id;
    this.#services = services;
    this.#lasting = lasting;
    this.#wire = wire;
    this.#framer = new Framer(services.limits.messageBytes);
    this.#outbox = new Outbox((bytes) => {
      for (const tap of this.#taps) tapFrames(tap, bytes);
      wire.write(bytes);
    });
    this.#entrance = new Entrance(services, this.#framer, this.#outbox, wire, {
      authenticating: () => this.#send(EVENTS.startupReceived),
      admitted: (identity, keyLength) => this.#welcome(identity, keyLength),
      leave: () => this.#close(),
    });
  }

  get phase(): Phase {
    return this.#phase;
  }

  get session(): Session | null {
    return this.#session;
  }

  /** Tells of every message from now on, by type and length. Returns what ends it. */
  tap(tap: MessageTap): () => void {
    this.#taps = [...this.#taps, tap];
    return () => {
      this.#taps = this.#taps.filter((other) => other !== tap);
    };
  }

  /** What an administrator may see of it. */
  detail(): ConnectionDetail {
    return detailOf(this.id, this.#phase, this.#session);
  }

  /** The machine this connection tells of its phases; set once, when it is spawned. */
  attach(actor: ActorRefFrom<typeof connectionMachine>): void {
    this.#actor = actor;
  }

  enterPhase(phase: Phase): void {
    this.#heard = phase;
    this.#enter(phase);
  }

  statementLasts(): void {
    if (this.#phase === 'executing' && this.#heard === 'ready') this.#send(EVENTS.queryStarted);
  }

  #enter(phase: Phase): void {
    this.#phase = phase;
    if (phase === 'ready' && this.#session) this.#idle.start(this.#session);
    else this.#idle.stop();
    if (phase !== 'closed') return;
    this.#transactionLimit.stop();
    this.#lasting.ended(this);
  }

  authenticationTimedOut(): void {
    this.#fail(new GatewayError('08P01', 'canceling authentication due to timeout', { severity: 'FATAL' }));
  }

  /** The client may not come in: it is told so when it has said hello, so that it can read the answer. */
  refuse(why: 'draining' | 'full' | 'unreachable'): void {
    this.#entrance.refuse(refusal(why));
  }

  /** Bytes that wait to be read as messages. */
  get backlog(): number {
    return this.#framer.bufferedBytes;
  }

  /** Takes bytes of the client. The promise resolves when all complete messages are served; null when they are already. */
  receive(chunk: Uint8Array): Promise<void> | null {
    if (this.#phase === 'closed') return null;
    this.#framer.push(chunk);
    this.#arrival?.();
    if (this.#working) return null;
    return this.#work();
  }

  /** The client's socket is closed: what it had running is stopped and given back. */
  async disconnected(): Promise<void> {
    this.#send(EVENTS.closed);
    const { cancels, neighbours } = this.#services;
    if (this.#session) {
      cancels.unregister(this.#session.key.processId);
      neighbours?.left(this.#session.user);
    }
    this.#session?.cancel(new GatewayError('57014', 'the client has closed its connection'));
    if (!this.#working) await this.#session?.close();
  }

  /** The gateway ends: who is not in or idle is told at once, who is busy when the statement is over. */
  drain(): void {
    this.#draining = true;
    if (this.#phase === 'startup' || this.#phase === 'authenticating') this.#fail(shuttingDown());
    else if (this.#phase === 'ready' && !this.#working && !this.#session?.transaction.inBlock)
      this.#shutDown();
  }

  /** The gateway's patience is over. */
  terminate(): void {
    this.#session?.cancel(adminShutdown());
    this.#shutDown();
  }

  async #work(): Promise<void> {
    this.#working = true;
    try {
      for (;;) {
        if (this.#closed) return;
        const frame = this.#nextFrame();
        if (frame === null) return;
        const serving = this.#serve(frame);
        if (serving) await serving;
        // Who sends but does not read is not served either: its answers would fill the memory.
        const full = this.#closed ? null : this.#wire.drained();
        if (full) await full;
      }
    } catch (error) {
      this.#fail(error);
    } finally {
      this.#working = false;
      if (this.#closed) await this.#session?.close();
      else if (this.#draining) this.drain();
    }
  }

  #nextFrame(): Frame | null {
    const frame = this.#framer.next();
    if (frame !== null) for (const tap of this.#taps) tapFrame(tap, frame);
    return frame;
  }

  /** Its own getter, because the phase changes while messages are served. */
  get #closed(): boolean {
    return this.#phase === 'closed';
  }

  #serve(frame: Frame): void | Promise<void> {
    switch (this.#phase) {
      case 'startup':
      case 'authenticating':
        return this.#entrance.serve(frame);
      case 'closed':
        return undefined;
      default:
        return this.#session ? this.#onFrame(this.#session, frame) : undefined;
    }
  }

  readonly #copyLink: CopyLink = {
    enter: (phase) => {
      if (this.#heard === 'ready') this.#send(EVENTS.queryStarted);
      this.#send(phase === null ? EVENTS.copyFinished : COPY_STARTED[phase]);
    },
    next: () => this.#nextFrame(),
    arrived: async (until) => {
      this.#wire.resume();
      const { promise, resolve } = Promise.withResolvers<void>();
      this.#arrival = resolve;
      until.addEventListener('abort', () => resolve(), { once: true });
      if (until.aborted || this.#closed) resolve();
      await promise;
      this.#arrival = null;
    },
  };

  /** Authentication passed: the session begins (manual 55.2.1). */
  #welcome(identity: Newcomer, keyLength: number): void {
    if (this.#closed) {
      this.#services.neighbours?.left(identity.user);
      return;
    }
    const key = this.#services.cancels.register(keyLength, {
      user: identity.user,
      cancel: () => this.#session?.cancel(),
      terminate: () => this.terminate(),
      listed: () => this.#session?.listed() ?? null,
    });
    try {
      this.#session = new Session(
        {
          ...identity,
          key,
          connection: this.id,
          addresses: this.#wire.addresses,
          encryption: this.#wire.encryption,
        },
        this.#services,
        this.#outbox,
        () => this.#wire.drained(),
        advancePortal,
        this.#copyLink,
        () => this.#tellNotifications(),
      );
    } catch (error) {
      this.#services.cancels.unregister(key.processId);
      throw error;
    }
    const { settings } = this.#session;
    this.#outbox.encoding = () => settings.clientEncoding();
    this.#session.report();
    this.#outbox.send({ type: 'BackendKeyData', processId: key.processId, secretKey: key.secret });
    this.#send(EVENTS.authPassed);
    this.#ready(this.#session);
    this.changed('authenticated');
  }

  /** Tells those who keep a record of connections. */
  changed(happened: ConnectionReport['happened']): void {
    if (!connectionChanged.hasSubscribers) return;
    const { addresses } = this.#wire;
    connectionChanged.publish({
      happened,
      connection: this.id,
      processId: this.#session?.key.processId ?? null,
      user: this.#session?.user ?? null,
      client: addresses === null ? null : `${addresses.clientAddress}:${addresses.clientPort}`,
    });
  }

  #onFrame(session: Session, frame: Frame): void | Promise<void> {
    // What is skipped is not looked into, so that it cannot be wrong (postgres.c, ignore_till_sync).
    if (this.#phase === 'skipping' && frame.type !== SYNC && frame.type !== TERMINATE) return undefined;
    let message: OrdinaryMessage;
    try {
      message = decodeFrontend(frame.type, frame.body, 'ordinary', session.settings.clientEncoding());
    } catch (error) {
      return this.#onStatementError(session, error, frame.type);
    }
    if (message.type === 'Terminate') {
      this.#close();
      return undefined;
    }
    if (this.#phase === 'ready') {
      this.#transactionLimit.follow(session.settings.integer('transaction_timeout'));
      this.#enter('executing');
      this.#lasting.began(this);
    }
    session.beginMessage();
    const onError = (error: unknown): Promise<void> => this.#onStatementError(session, error, frame.type);
    try {
      const serving = serveMessage(session, message, this.#framer.nextType === SYNC);
      const last = message.type === 'Query' || message.type === 'Sync';
      if (serving) return (last ? serving.then(() => this.#ready(session)) : serving).catch(onError);
      if (last) this.#ready(session);
    } catch (error) {
      return onError(error);
    }
    return undefined;
  }

  /** The one exit for failed statements: what the client hears, and whether it must send Sync now. */
  async #onStatementError(session: Session, thrown: unknown, messageType: number): Promise<void> {
    const error = session.temporary.renamed(asGatewayError(thrown));
    if (error.fatal || this.#closed) {
      this.#fail(error);
      return;
    }
    this.#tell(error);
    try {
      await failTransaction(session);
    } catch (failure) {
      // The lane was lost with its transaction, which is thereby rolled back.
      this.#report(failure);
    }
    if (REPORTED.has(error.sqlstate)) this.#report(error);
    if (ENDS_CYCLE.has(messageType)) this.#ready(session);
    else {
      this.#send(EVENTS.pipelineFailed);
      this.#outbox.flush();
    }
  }

  /** ReadyForQuery, and everything goes out in one write. */
  #ready(session: Session): void {
    if (this.#closed) return;
    if (session.transaction.inBlock)
      this.#transactionLimit.follow(session.settings.integer('transaction_timeout'));
    else {
      this.#transactionLimit.stop();
      session.transaction.end();
    }
    session.report();
    this.#wire.keepAlive(session.settings.integer('tcp_keepalives_idle'));
    if (session.transaction.status === 'I') this.#sendNotifications(session);
    session.activity.rests(session.transaction.status);
    this.#outbox.send({ type: 'ReadyForQuery', status: session.transaction.status });
    this.#outbox.flush();
    this.#lasting.ended(this);
    if (this.#heard === 'ready') this.#enter('ready');
    else this.#send(EVENTS.queryFinished);
  }

  /** Who is idle hears of notifications at once, everybody else before the next ReadyForQuery outside of a transaction. */
  #tellNotifications(): void {
    const session = this.#session;
    if (!session || this.#phase !== 'ready' || this.#working || session.transaction.status !== 'I') return;
    const full = this.#wire.drained();
    if (full) {
      void full.then(() => this.#tellNotifications());
      return;
    }
    this.#sendNotifications(session);
    this.#outbox.flush();
  }

  #sendNotifications(session: Session): void {
    for (const notification of session.notifications.take()) {
      this.#outbox.send({ type: 'NotificationResponse', ...notification });
    }
  }

  /** A FATAL error: the client is told and the connection closed. */
  #fail(thrown: unknown): void {
    if (this.#closed) return;
    const error = asGatewayError(thrown).with({ severity: 'FATAL' });
    if (error.sqlstate === 'XX000') this.#report(error);
    this.#tell(error);
    this.#close();
  }

  /** An error that cannot be told in the client's encoding is that error (postgres.c, through elog.c). */
  #tell({ fields }: GatewayError): void {
    if (errorTold.hasSubscribers) errorTold.publish(fields.sqlstate);
    try {
      this.#outbox.send({ type: 'ErrorResponse', fields });
    } catch (failure) {
      this.#outbox.send({
        type: 'ErrorResponse',
        fields: asGatewayError(failure).with({ severity: fields.severity }).fields,
      });
    }
  }

  /** For the log, with whose it is. */
  #report(error: unknown): void {
    this.#services.report(error, { connection: this.id, pid: this.#session?.key.processId ?? null });
  }

  #shutDown(): void {
    this.#fail(adminShutdown());
  }

  #close(): void {
    this.#outbox.flush();
    this.#send(EVENTS.closed);
    this.#wire.end();
  }

  /** Nothing is sent to a machine that has ended: it would only warn. */
  #send(event: ConnectionEvent): void {
    if (!this.#closed) this.#actor?.send(event);
  }
}

const NOBODY: readonly MessageTap[] = [];

const COPY_STARTED = { 'copy-in': EVENTS.copyInStarted, 'copy-out': EVENTS.copyOutStarted } as const;

/** Messages after which the client waits for ReadyForQuery and sends no Sync. */
const ENDS_CYCLE = new Set(Array.from('QSF', (letter) => letter.charCodeAt(0)));

/** Failures no client can be blamed for, or that cost a lane: out of memory, lost backend, our own mistakes. */
const REPORTED = new Set(['53200', '08006', 'XX000']);

function refusal(why: 'draining' | 'full' | 'unreachable'): GatewayError {
  switch (why) {
    case 'full':
      return new GatewayError('53300', 'sorry, too many clients already', { severity: 'FATAL' });
    case 'unreachable':
      return unreachable().with({ severity: 'FATAL' });
    case 'draining':
      return shuttingDown();
  }
}

function shuttingDown(): GatewayError {
  return new GatewayError('57P03', 'the database system is shutting down', { severity: 'FATAL' });
}

function adminShutdown(): GatewayError {
  return new GatewayError('57P01', 'terminating connection due to administrator command', {
    severity: 'FATAL',
  });
}
