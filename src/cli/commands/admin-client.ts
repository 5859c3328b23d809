import type { Config } from '../../../config/load.ts';
import { UnavailableError } from '../unavailable-error.ts';

/** What waiting for the admin port is worth, in milliseconds. */
const PATIENCE_MS = 10_000;

/** Asks the admin port of the gateway that runs with this configuration. */
export class AdminClient {
  readonly #base: string;
  readonly #headers: Record<string, string>;

  constructor({ admin }: Config) {
    const host = admin.host.includes(':') ? `[${admin.host}]` : admin.host;
    this.#base = `http://${host}:${admin.port}`;
    this.#headers = admin.token === '' ? {} : { Authorization: `Bearer ${admin.token}` };
  }

  /** @throws UnavailableError when nobody answers there, Error with what the gateway says when it refuses */
  async ask(path: string, method: 'GET' | 'POST' = 'GET'): Promise<Record<string, unknown>> {
    let response: Response;
    try {
      const signal = AbortSignal.timeout(PATIENCE_MS);
      response = await fetch(`${this.#base}${path}`, { method, headers: this.#headers, signal });
    } catch (error) {
      throw new UnavailableError(`no gateway answers on ${this.#base} (admin.host, admin.port)`, {
        cause: error,
      });
    }
    const body = (await response.json()) as Record<string, unknown>;
    if (!response.ok)
      throw new Error(typeof body['error'] === 'string' ? body['error'] : response.statusText);
    return body;
  }
}
