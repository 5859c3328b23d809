import type { Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type { Cut, Faults } from './faults.ts';
import { JobEnded, type JobHost } from './job/job-host.ts';
import { CONNECT, DISCONNECT, HANDSHAKE, STATUS_REFUSED } from './wire/codes.ts';
import { encodeFrame, type Frame, FrameError, Framer } from './wire/frame.ts';
import { ListError } from './wire/item.ts';
import { handshakeReply, type Login, loginReply, readLogin, refusal } from './wire/login.ts';

/** Whether a login is admitted: the process of the connection, or the reason. */
export type Admission = { readonly job: JobHost } | { readonly reason: string };

/** What a connection needs of the server. */
export interface ConnectionServices {
  readonly faults: Faults;
  readonly serverInfo: string;
  login(login: Login): Promise<Admission>;
  /** Something in the simulator itself failed; the connection ends. */
  failed(error: unknown): void;
}

/** One client of the simulator: handshake, login, then one call after the other (iris-driver.md section 3). */
export class Connection {
  readonly #socket: Socket;
  readonly #services: ConnectionServices;
  readonly #framer = new Framer();
  readonly #frames: Frame[] = [];
  #serving = false;
  #greeted = false;
  #job: JobHost | null = null;
  /** Resolves when the socket is closed and the process has ended. */
  readonly closed: Promise<void>;

  constructor(socket: Socket, services: ConnectionServices) {
    this.#socket = socket;
    this.#services = services;
    socket.setNoDelay(true);
    socket.on('data', (bytes: Buffer) => this.#received(bytes));
    // What was wrong with the link does not matter: `close` follows.
    socket.on('error', () => undefined);
    const { promise, resolve } = Promise.withResolvers<void>();
    socket.once('close', () => resolve());
    this.closed = promise.then(() => this.#job?.end());
  }

  get job(): JobHost | null {
    return this.#job;
  }

  /** Cuts the connection. */
  cut(how: Cut['how']): void {
    if (how === 'rst') this.#socket.resetAndDestroy();
    else this.#socket.destroySoon();
  }

  #received(bytes: Buffer): void {
    try {
      this.#frames.push(...this.#framer.push(bytes));
    } catch (error) {
      if (!(error instanceof FrameError)) throw error;
      this.#socket.destroy();
      return;
    }
    if (!this.#serving) void this.#serveAll();
  }

  async #serveAll(): Promise<void> {
    this.#serving = true;
    try {
      for (let frame = this.#frames.shift(); frame !== undefined; frame = this.#frames.shift()) {
        await this.#serve(frame);
      }
    } catch (error) {
      if (!(error instanceof JobEnded)) this.#services.failed(error);
      this.#socket.destroy();
    } finally {
      this.#serving = false;
    }
  }

  async #serve(frame: Frame): Promise<void> {
    if (frame.code === DISCONNECT) {
      this.#socket.end();
      return;
    }
    if (this.#job !== null) {
      await this.#serveCall(frame, this.#job);
      return;
    }
    if (frame.code === HANDSHAKE && !this.#greeted) {
      this.#greeted = true;
      if (this.#services.faults.silent !== 'handshake') this.#reply(frame, 0, handshakeReply());
      return;
    }
    if (frame.code === CONNECT && this.#greeted) {
      await this.#serveLogin(frame);
      return;
    }
    this.#socket.destroy();
  }

  async #serveLogin(frame: Frame): Promise<void> {
    if (this.#services.faults.silent === 'login') return;
    const admission = await this.#admission(frame);
    if ('reason' in admission) {
      // The driver closes the connection itself.
      this.#reply(frame, STATUS_REFUSED, refusal(admission.reason));
      return;
    }
    this.#job = admission.job;
    if (this.#socket.destroyed) void admission.job.end();
    else this.#reply(frame, 0, loginReply(this.#services.serverInfo, admission.job.processId));
  }

  #admission(frame: Frame): Promise<Admission> {
    try {
      return this.#services.login(readLogin(frame.payload));
    } catch (error) {
      if (error instanceof ListError) return Promise.resolve({ reason: `<LIST> ${error.message}` });
      throw error;
    }
  }

  async #serveCall(frame: Frame, job: JobHost): Promise<void> {
    const { faults } = this.#services;
    const cut = faults.cutFor(frame);
    if (cut?.when === 'before') {
      this.cut(cut.how);
      return;
    }
    const { status, payload } = await job.call(frame.code, frame.payload);
    if (faults.delayMs > 0) await pause(faults.delayMs);
    if (faults.silent === 'calls') return;
    if (cut === null) {
      this.#reply(frame, status, payload);
      return;
    }
    if (cut.when === 'middle') {
      const answer = encodeFrame({ ...frame, code: status, payload });
      this.#socket.write(answer.subarray(0, answer.length >> 1), () => this.cut(cut.how));
    } else this.cut(cut.how);
  }

  #reply({ count, statement }: Frame, status: number, payload: Buffer<ArrayBuffer>): void {
    if (!this.#socket.destroyed) this.#socket.write(encodeFrame({ count, statement, code: status, payload }));
  }
}
