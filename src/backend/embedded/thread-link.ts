import { setImmediate as turn } from 'node:timers/promises';
import { receiveMessageOnPort, type MessagePort } from 'node:worker_threads';
import { Inbox } from '../lane/inbox.ts';
import type { LaneLink } from '../lane/lane-host.ts';
import type { FromLane, ToLane } from '../lane/messages.ts';
import { POSTED, RUNNING } from './lane-control.ts';

/** How long a lane without work holds its thread before it goes back to the event loop, in milliseconds. */
const HELD_MS = 1000;

/** Messages after which the event loop has a turn, whatever waits: V8 and Node tidy up in it. */
const MOST_IN_A_ROW = 10_000;

/**
 * A lane thread's end of its channel. It sleeps on shared memory instead of in the event loop: measured on 2026-11-24, a
 * message there and back takes 23 us of CPU from both threads instead of 43. A thread that has had nothing to do for a
 * while waits in the event loop, as any other.
 */
export class ThreadLink implements LaneLink {
  readonly #port: MessagePort;
  readonly #control: Int32Array;
  readonly #inbox = new Inbox();
  #inARow = 0;

  constructor(port: MessagePort, control: Int32Array) {
    this.#port = port;
    this.#control = control;
    port.on('message', (message: ToLane) => this.#inbox.add(message));
  }

  post(message: FromLane, transfer?: ArrayBuffer): void {
    if (transfer === undefined) this.#port.postMessage(message);
    else this.#port.postMessage(message, [transfer]);
  }

  next(): ToLane | Promise<ToLane> {
    this.#inARow += 1;
    const message = this.#inARow < MOST_IN_A_ROW ? this.#takeHere() : null;
    return message === null ? this.#takeFromLoop() : this.#noted(message);
  }

  /** The next message, waited for on the shared memory; null when none comes for long. */
  #takeHere(): ToLane | null {
    for (;;) {
      const posted = Atomics.load(this.#control, POSTED);
      const message = this.#inbox.take() ?? this.#receive();
      if (message !== null) return message;
      if (Atomics.wait(this.#control, POSTED, posted, HELD_MS) === 'timed-out') return null;
    }
  }

  #receive(): ToLane | null {
    const received = receiveMessageOnPort(this.#port);
    return received === undefined ? null : (received.message as ToLane);
  }

  async #takeFromLoop(): Promise<ToLane> {
    this.#inARow = 0;
    await turn();
    return this.#noted(await this.#inbox.next());
  }

  #noted(message: ToLane): ToLane {
    if ('id' in message) Atomics.store(this.#control, RUNNING, message.id);
    return message;
  }
}
