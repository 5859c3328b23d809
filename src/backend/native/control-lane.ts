import { asGatewayError } from '../../errors/gateway-error.ts';
import { type Child, startChild } from './child/child-process.ts';
import type { CancelReply, CancelRequest } from './child/messages.ts';
import type { ConnectionOptions } from './options.ts';

/** How long the server may take to answer; the connection is given up then. */
const PATIENCE_MS = 5000;

/**
 * The connection that cancels what lanes run, which their own cannot. Opened again when it was lost; requests wait for
 * each other.
 */
export class ControlLane {
  readonly #connection: ConnectionOptions;
  #child: Promise<Child> | null = null;
  #last: Promise<unknown> = Promise.resolve();
  #answer: ((failed: string | null) => void) | null = null;
  readonly #closing = new AbortController();

  /** @param child the connection, open already */
  constructor(connection: ConnectionOptions, child: Child) {
    this.#connection = connection;
    this.#child = Promise.resolve(this.#use(child));
  }

  /**
   * Asks the server to end what the process runs.
   *
   * @returns null when the request was taken, which is no promise that the statement ends; else why not
   */
  cancel(job: string): Promise<string | null> {
    const asked = this.#last.then(() => this.#ask(job));
    this.#last = asked;
    return asked;
  }

  /** Ends the connection. */
  async close(): Promise<void> {
    this.#closing.abort();
    const child = this.#child;
    if (child === null) return;
    await child.then(
      async (open) => {
        open.kill();
        await open.gone;
      },
      () => undefined,
    );
  }

  async #ask(job: string): Promise<string | null> {
    if (this.#closing.signal.aborted) return 'the gateway is shutting down';
    try {
      const child = await (this.#child ??= this.#open());
      const { promise, resolve } = Promise.withResolvers<string | null>();
      this.#answer = resolve;
      child.send({ cancel: job } satisfies CancelRequest);
      const late = setTimeout(() => child.kill(), PATIENCE_MS);
      try {
        return await promise;
      } finally {
        clearTimeout(late);
      }
    } catch (error) {
      this.#child = null;
      return asGatewayError(error).message;
    }
  }

  async #open(): Promise<Child> {
    return this.#use(
      await startChild({ serve: 'control', connection: this.#connection }, this.#closing.signal),
    );
  }

  #use(child: Child): Child {
    child.listen((message) => this.#answer?.((message as CancelReply).failed));
    void child.gone.then((reason) => {
      this.#child = null;
      this.#answer?.(reason.message);
    });
    return child;
  }
}
