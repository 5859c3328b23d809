import { createActor, type ActorRefFrom } from 'xstate';
import { Connection, type Wire } from '../connection/connection.ts';
import { LastingStatements } from '../connection/lasting-statements.ts';
import type { Services } from '../connection/services.ts';
import { Inspection } from '../inspection/inspection.ts';
import type { PoolEvent } from '../pool/lane-pool.ts';
import type { poolMachine } from '../pool/pool.machine.ts';
import { gatewayMachine, hallId } from './gateway.machine.ts';
import type { hallMachine } from './hall.machine.ts';

/** The connections of this gateway and their supervision; sockets are the listener's. */
export class Gateway {
  readonly #services: Services;
  readonly #maxConnections: number;
  readonly #actor: ActorRefFrom<typeof gatewayMachine>;
  readonly #connections = new Map<string, Connection>();
  readonly #lasting = new LastingStatements();
  /** Where the machines can be watched. */
  readonly inspection: Inspection;
  #count = 0;
  #draining = false;

  constructor(services: Services, maxConnections: number) {
    this.#services = services;
    this.#maxConnections = maxConnections;
    this.#actor = createActor(gatewayMachine, {
      input: { authTimeoutMs: services.limits.authTimeoutMs, report: services.report },
    });
    this.#actor.subscribe({ error: services.report });
    this.#actor.start();
    this.inspection = new Inspection(
      this.#actor,
      (somebody) => {
        this.#lasting.watched = somebody;
      },
      services.report,
    );
  }

  get connections(): number {
    return this.#connections.size;
  }

  /** Connections since the start. */
  get opened(): number {
    return this.#count;
  }

  /** Those that are there. */
  list(): IterableIterator<Connection> {
    return this.#connections.values();
  }

  /** The connection of that name, if it is there still. */
  find(id: string): Connection | undefined {
    return this.#connections.get(id);
  }

  /** Tells the pool's actor of a change. */
  poolChanged(event: PoolEvent): void {
    const pool = this.#actor.system.get('pool') as ActorRefFrom<typeof poolMachine> | undefined;
    pool?.send(event);
  }

  /** A connection for a new socket. */
  open(wire: Wire, full = false): Connection {
    this.#count += 1;
    const id = `conn-${this.#count}`;
    const connection = new Connection(id, this.#services, wire, this.#lasting);
    this.#connections.set(id, connection);
    const hall = this.#actor.system.get(hallId(this.#count)) as ActorRefFrom<typeof hallMachine> | undefined;
    hall?.send({ type: 'connection.opened', id, connection });
    connection.changed('opened');
    const refusal = this.#refusal() ?? (full ? 'full' : null);
    if (refusal) connection.refuse(refusal);
    return connection;
  }

  /** The socket is closed. */
  async closed(connection: Connection): Promise<void> {
    if (!this.#connections.delete(connection.id)) return;
    connection.changed('closed');
    await connection.disconnected();
  }

  /** Lets running statements finish, at most `patienceMs`; then every connection is ended with 57P01. */
  async drain(patienceMs: number): Promise<void> {
    this.#draining = true;
    this.#actor.send({ type: 'gateway.drain' });
    for (const connection of this.#connections.values()) connection.drain();
    const deadline = performance.now() + patienceMs;
    while (this.#connections.size > 0 && performance.now() < deadline) await pause(20);
    for (const connection of this.#connections.values()) connection.terminate();
    this.#actor.send({ type: 'gateway.stopped' });
  }

  #refusal(): 'draining' | 'full' | 'unreachable' | null {
    if (this.#draining) return 'draining';
    if (this.#services.pool.health === 'Unhealthy') {
      this.#services.pool.wake();
      return 'unreachable';
    }
    return this.#connections.size > this.#maxConnections ? 'full' : null;
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
