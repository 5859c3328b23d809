import type { Socket } from 'node:net';
import { asGatewayError, GatewayError, type ErrorFields } from '../errors/gateway-error.ts';

/** A process at the other end of an IPC channel (child_process), as a link needs it. */
export interface Peer {
  send(message: object, handle?: Socket): void;
  /** Takes what comes from now on. */
  receive(listener: (message: unknown, handle: Socket | undefined) => void): void;
}

/** What one end serves: questions with answers, and things it is told. */
export interface Contract {
  readonly asks: Readonly<Record<string, { readonly in: unknown; readonly out: unknown }>>;
  readonly tells: Readonly<Record<string, unknown>>;
}

type Asked<C extends Contract> = {
  readonly [K in keyof C['asks']]: (
    input: C['asks'][K]['in'],
    signal: AbortSignal,
  ) => Promise<C['asks'][K]['out']> | C['asks'][K]['out'];
};

type Told<C extends Contract> = {
  readonly [K in keyof C['tells']]: (input: C['tells'][K], handle: Socket | undefined) => void;
};

/** What an end does with what it is asked and told. */
export interface Service<C extends Contract> {
  readonly asks: Asked<C>;
  readonly tells: Told<C>;
}

type Packet =
  | { readonly is: 'ask'; readonly id: number; readonly name: string; readonly input: unknown }
  /** Who asked does not want it any more; it gets an answer all the same. */
  | { readonly is: 'stop'; readonly id: number }
  | { readonly is: 'answer'; readonly id: number; readonly output: unknown }
  | { readonly is: 'failure'; readonly id: number; readonly fields: ErrorFields }
  | { readonly is: 'tell'; readonly name: string; readonly input: unknown };

interface Waiting {
  readonly resolve: (output: never) => void;
  readonly reject: (error: unknown) => void;
}

/** One end of the channel between the primary process and a worker. Messages arrive in the order they were sent. */
export class Link<Ours extends Contract, Theirs extends Contract> {
  readonly #peer: Peer;
  readonly #service: Service<Ours>;
  readonly #waiting = new Map<number, Waiting>();
  readonly #serving = new Map<number, AbortController>();
  #last = 0;
  #gone = false;

  constructor(peer: Peer, service: Service<Ours>) {
    this.#peer = peer;
    this.#service = service;
    peer.receive((message, handle) => this.#take(message as Packet, handle));
  }

  tell<K extends string & keyof Theirs['tells']>(name: K, input: Theirs['tells'][K], handle?: Socket): void {
    if (!this.#gone) this.#peer.send({ is: 'tell', name, input } satisfies Packet, handle);
  }

  /**
   * Asks, and waits for the answer also when the signal aborts: the other end hears of it and answers at once.
   * @throws what the other end has thrown, as a GatewayError; 57P01 when it has gone
   */
  async ask<K extends string & keyof Theirs['asks']>(
    name: K,
    input: Theirs['asks'][K]['in'],
    signal?: AbortSignal,
  ): Promise<Theirs['asks'][K]['out']> {
    signal?.throwIfAborted();
    if (this.#gone) throw processGone();
    this.#last += 1;
    const id = this.#last;
    const { promise, resolve, reject } = Promise.withResolvers<Theirs['asks'][K]['out']>();
    this.#waiting.set(id, { resolve, reject });
    const stop = (): void => this.#peer.send({ is: 'stop', id } satisfies Packet);
    signal?.addEventListener('abort', stop, { once: true });
    this.#peer.send({ is: 'ask', id, name, input } satisfies Packet);
    try {
      return await promise;
    } catch (error) {
      signal?.throwIfAborted();
      throw error;
    } finally {
      signal?.removeEventListener('abort', stop);
    }
  }

  /** The other process has ended: nobody waits for it, and what it has asked for is stopped. */
  end(): void {
    this.#gone = true;
    for (const { reject } of this.#waiting.values()) reject(processGone());
    this.#waiting.clear();
    for (const serving of this.#serving.values()) serving.abort(processGone());
    this.#serving.clear();
  }

  #take(packet: Packet, handle: Socket | undefined): void {
    switch (packet.is) {
      case 'tell':
        this.#service.tells[packet.name]?.(packet.input as Ours['tells'][string], handle);
        return;
      case 'ask':
        void this.#serve(packet.id, packet.name, packet.input);
        return;
      case 'stop':
        this.#serving
          .get(packet.id)
          ?.abort(new GatewayError('57014', 'canceling statement due to user request'));
        return;
      case 'answer':
        this.#settle(packet.id)?.resolve(packet.output as never);
        return;
      case 'failure':
        this.#settle(packet.id)?.reject(GatewayError.fromFields(packet.fields));
    }
  }

  #settle(id: number): Waiting | undefined {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    return waiting;
  }

  async #serve(id: number, name: string, input: unknown): Promise<void> {
    const serving = new AbortController();
    this.#serving.set(id, serving);
    let packet: Packet;
    try {
      const answer = this.#service.asks[name];
      if (answer === undefined) throw new GatewayError('XX000', `a process asked for ${name}`);
      packet = { is: 'answer', id, output: await answer(input, serving.signal) };
    } catch (error) {
      packet = { is: 'failure', id, fields: asGatewayError(error).fields };
    }
    this.#serving.delete(id);
    if (!this.#gone) this.#peer.send(packet);
  }
}

function processGone(): GatewayError {
  return new GatewayError('57P01', 'a process of the gateway has ended');
}
