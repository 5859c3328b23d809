import type { Exchange, Step } from '../../../src/auth/method.ts';
import { GatewayError } from '../../../src/errors/gateway-error.ts';
import {
  checkMajorVersion,
  decodeFrontend,
  GSSENC_REQUEST_CODE,
  negotiate,
  PROTOCOL_3_2,
  SSL_REQUEST_CODE,
  type Awaiting,
  type Frame,
  type Framer,
  type Outbox,
  type StartupMessage,
  type StartupPacket,
} from '../../../src/protocol/index.ts';
import type { CancelKey } from '../../../src/session/cancel-registry.ts';
import type { Neighbours } from '../../../src/session/neighbours.ts';
import type { Wire } from '../connection.ts';
import type { LanePool } from '../../pool/lane-pool.ts';
import type { Services } from '../services.ts';
import type { Newcomer } from '../session.ts';
import { answerOf, awaitedAnswer, challengeMessage } from './authenticate.ts';
import { startupSettings } from './startup-settings.ts';

/** What happens at the door, told to the connection. */
export interface Door {
  /** The client has said who it is; now it must prove it. */
  authenticating(): void;
  /** It may come in. `keyLength` is that of its cancel key, in bytes. */
  admitted(identity: Newcomer, keyLength: number): void;
  /** Nothing more is to be said: a CancelRequest was served. */
  leave(): void;
}

/** Request keys of protocol 3.0, and what we give from 3.2 on, in bytes. */
const SHORT_KEY = 4;
const LONG_KEY = 32;

interface Entering {
  readonly startup: StartupMessage;
  readonly exchange: Exchange;
  awaiting: Exclude<Awaiting, 'startup' | 'ordinary'>;
}

/** A client's way from its first byte to its session (manual 55.2.1). Every refusal is a FATAL GatewayError. */
export class Entrance {
  readonly #services: Services;
  readonly #framer: Framer;
  readonly #outbox: Outbox;
  readonly #wire: Wire;
  readonly #door: Door;
  #entering: Entering | null = null;
  #refusal: GatewayError | null = null;
  /** Of a client with an account of its own in the backend. */
  #lanes: LanePool | null = null;
  #declined: 'SSLRequest' | 'GSSENCRequest' | null = null;

  constructor(services: Services, framer: Framer, outbox: Outbox, wire: Wire, door: Door) {
    this.#services = services;
    this.#framer = framer;
    this.#outbox = outbox;
    this.#wire = wire;
    this.#door = door;
  }

  /** The client is to be refused when it has said hello, so that it can read the answer. */
  refuse(refusal: GatewayError): void {
    this.#refusal = refusal;
  }

  serve(frame: Frame): void | Promise<void> {
    const entering = this.#entering;
    if (!entering) return this.#onPacket(decodeFrontend(frame.type, frame.body, 'startup'));
    const message = decodeFrontend(frame.type, frame.body, entering.awaiting);
    return entering.exchange.answer(answerOf(message)).then((step) => this.#onStep(entering, step));
  }

  #onPacket(packet: StartupPacket): void | Promise<void> {
    switch (packet.type) {
      case 'SSLRequest':
      case 'GSSENCRequest':
        this.#askedOnce(packet.type);
        if (this.#framer.bufferedBytes > 0)
          throw fatal('08P01', 'received unencrypted data after SSL request');
        if (packet.type === 'SSLRequest' && this.#wire.securable) return this.#secure();
        this.#wire.write(Buffer.from('N'));
        return;
      case 'CancelRequest':
        this.#cancel({ processId: packet.processId, secret: packet.secretKey });
        this.#door.leave();
        return;
      case 'StartupMessage':
        return this.#onStartup(packet);
    }
  }

  /** A session of another process hears of it through the neighbours. */
  #cancel(key: CancelKey): void {
    const { cancels, neighbours } = this.#services;
    if (!cancels.cancel(key)) neighbours?.cancel(key);
  }

  /** A handshake that fails has closed the socket; there is nobody to tell. */
  #secure(): Promise<void> {
    return this.#wire.secure().catch(() => this.#door.leave());
  }

  /** What was declined just now is taken for a protocol version (postmaster.c, ProcessStartupPacket). */
  #askedOnce(request: 'SSLRequest' | 'GSSENCRequest'): void {
    if (this.#declined === request)
      checkMajorVersion(request === 'SSLRequest' ? SSL_REQUEST_CODE : GSSENC_REQUEST_CODE);
    this.#declined = request;
  }

  #onStartup(startup: StartupMessage): void | Promise<void> {
    if (this.#refusal) throw this.#refusal;
    const { version, announce } = negotiate(startup.version, startup.protocolOptions);
    if (announce) {
      const unrecognizedOptions = startup.protocolOptions;
      this.#outbox.send({ type: 'NegotiateProtocolVersion', version, unrecognizedOptions });
    }
    if ((startup.parameters.get('replication') ?? 'false') !== 'false') {
      throw fatal('0A000', 'replication connections are not supported');
    }
    const { user } = startup;
    const { encryption, addresses } = this.#wire;
    const exchange = this.#services.admission.begin({
      user,
      database: startup.parameters.get('database') ?? user,
      address: addresses?.clientAddress ?? null,
      encryption,
    });
    const entering: Entering = { startup, exchange, awaiting: 'password' };
    this.#entering = entering;
    this.#framer.awaiting = 'password';
    this.#door.authenticating();
    return this.#onStep(entering, exchange.start());
  }

  #onStep(entering: Entering, step: Step): void | Promise<void> {
    if (step.kind === 'challenge') {
      entering.awaiting = awaitedAnswer(step.challenge);
      this.#framer.awaiting = entering.awaiting;
      this.#outbox.send(challengeMessage(step.challenge));
      this.#outbox.flush();
      return undefined;
    }
    if (step.kind === 'refuse') throw step.error;
    if (step.saslFinal) this.#outbox.send({ type: 'AuthenticationSASLFinal', data: step.saslFinal });
    if (step.ownAccount === true) this.#lanes = this.#services.accounts?.of(entering.startup.user) ?? null;
    return this.#admit(entering.startup);
  }

  /** Authentication passed. What is wrong with the rest of the startup packet is told after it, as PostgreSQL does. */
  #admit(startup: StartupMessage): void | Promise<void> {
    this.#outbox.send({ type: 'AuthenticationOk' });
    const { database } = this.#services;
    const wanted = startup.parameters.get('database') ?? startup.user;
    if (wanted.toLowerCase() !== database.toLowerCase()) {
      throw fatal('3D000', `database "${wanted}" does not exist`);
    }
    const { neighbours } = this.#services;
    return neighbours === null
      ? this.#enter(startup, this.#mayEnter(startup.user))
      : this.#enterAmong(neighbours, startup);
  }

  async #enterAmong(neighbours: Neighbours, startup: StartupMessage): Promise<void> {
    const may = await neighbours.entered(startup.user);
    try {
      this.#enter(startup, may);
    } catch (error) {
      if (may) neighbours.left(startup.user);
      throw error;
    }
  }

  #mayEnter(user: string): boolean {
    const { connectionsPerUser } = this.#services.limits;
    return connectionsPerUser === 0 || this.#services.cancels.countOf(user) < connectionsPerUser;
  }

  #enter(startup: StartupMessage, may: boolean): void {
    if (!may) throw fatal('53300', `too many connections for role "${startup.user}"`);
    const { database } = this.#services;
    const keyLength = startup.version >= PROTOCOL_3_2 ? LONG_KEY : SHORT_KEY;
    const lanes = this.#lanes ?? this.#services.pool;
    const identity = { user: startup.user, database, lanes, startupSettings: startupSettings(startup) };
    this.#framer.awaiting = 'ordinary';
    this.#door.admitted(identity, keyLength);
  }
}

function fatal(sqlstate: string, message: string): GatewayError {
  return new GatewayError(sqlstate, message, { severity: 'FATAL' });
}
