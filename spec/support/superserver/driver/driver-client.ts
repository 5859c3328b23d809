import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { endWithParent } from '../../end-with-parent.ts';
import type { DriverArgument, DriverReply, DriverRequest, DriverResult } from './driver-messages.ts';

/** What the driver threw. */
export class DriverError extends Error {
  override readonly name = 'DriverError';
}

/** A proxy of the driver's. */
export interface DriverObject {
  readonly object: number;
}

export interface Login {
  readonly port: number;
  readonly user?: string;
  readonly password?: string;
  readonly namespace?: string;
  /** Seconds; bounds the connect only. */
  readonly timeout?: number;
}

/** The vendor's driver in a process of its own, one request after the other. */
export class DriverClient {
  readonly #child: ChildProcess;
  readonly #ended: Promise<unknown>;

  constructor() {
    this.#child = fork(join(import.meta.dirname, 'driver-process.ts'), {
      serialization: 'advanced',
      silent: true,
    });
    endWithParent(this.#child, 'SIGKILL');
    this.#ended = once(this.#child, 'exit');
  }

  /** @throws DriverError */
  async connect({ port, user, password, namespace, timeout }: Login): Promise<void> {
    const options = {
      host: '127.0.0.1',
      port,
      ns: namespace ?? 'USER',
      user: user ?? '_SYSTEM',
      pwd: password ?? 'SYS',
      sharedmemory: false as const,
      timeout: timeout ?? 10,
    };
    await this.#request({ ask: 'connect', options });
  }

  /** Calls a method of the Iris object. @throws DriverError */
  async call(method: string, ...args: readonly DriverArgument[]): Promise<DriverResult> {
    return (await this.#request({ ask: 'call', method, args })).result;
  }

  /** Calls a method of a proxy. @throws DriverError */
  async on(
    { object }: DriverObject,
    method: string,
    ...args: readonly DriverArgument[]
  ): Promise<DriverResult> {
    return (await this.#request({ ask: 'call', on: object, method, args })).result;
  }

  /** The same, with what came back in the arguments by reference. */
  callWithReferences(
    { object }: DriverObject,
    method: string,
    ...args: readonly DriverArgument[]
  ): Promise<DriverReply & { say: 'result' }> {
    return this.#request({ ask: 'call', on: object, method, args });
  }

  /** Calls a method of the Iris object many times; the last result. */
  async repeat(times: number, method: string, ...args: readonly string[]): Promise<DriverResult> {
    return (await this.#request({ ask: 'repeat', times, method, args })).result;
  }

  async close(): Promise<void> {
    await this.#request({ ask: 'close' });
  }

  /** Ends the process. */
  async kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.#ended;
  }

  async #request(request: DriverRequest): Promise<DriverReply & { say: 'result' }> {
    const dead = this.#ended.then(() => Promise.reject(new Error('the process with the driver has died')));
    const reply = once(this.#child, 'message');
    this.#child.send(request);
    const [message] = (await Promise.race([reply, dead])) as [DriverReply];
    if (message.say === 'threw') throw new DriverError(message.message);
    return message;
  }
}

/** The proxy that a call gave. */
export function asObject(result: DriverResult): DriverObject {
  if (typeof result === 'object' && result !== null && 'object' in result) return result;
  throw new Error(`no object but a ${typeof result}`);
}

/** The text that a call gave; '' for null, which the driver makes of it. */
export function asText(result: DriverResult): string {
  if (result === null) return '';
  if (typeof result === 'string') return result;
  throw new Error(`no text but a ${typeof result}`);
}
