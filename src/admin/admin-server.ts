import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { refusalOf } from './access.ts';
import type { Administration } from './administration.ts';
import { BadRequest } from './body.ts';
import { StatelySocket } from './inspection/stately-socket.ts';
import { Viewers } from './inspection/stream.ts';
import type { Answer, Route } from './route.ts';
import { routesOf } from './routes.ts';

/** Bounds of the admin port: it serves a few tools, never crowds. Times in milliseconds. */
const MOST_CONNECTIONS = 64;
const REQUEST_MS = 10_000;

export interface AdminOptions {
  /** May be empty where only this machine can connect. */
  readonly token: string;
  /** The folder of the inspector's page. */
  readonly inspector: URL;
}

/** The admin port: health, metrics, sessions and their control over HTTP, JSON but for the metrics. */
export class AdminServer {
  readonly #server: Server;
  readonly #gateway: Administration;
  readonly #token: string;
  readonly #report: (error: unknown) => void;
  readonly #routes: readonly Route[];
  readonly #stately: StatelySocket;

  constructor(gateway: Administration, { token, inspector }: AdminOptions, report: (error: unknown) => void) {
    this.#gateway = gateway;
    this.#token = token;
    this.#report = report;
    this.#routes = routesOf(new Viewers(), inspector);
    this.#stately = new StatelySocket(gateway.inspection);
    this.#server = createServer(
      { requestTimeout: REQUEST_MS, headersTimeout: REQUEST_MS },
      (request, response) => void this.#serve(request, response),
    );
    this.#server.maxConnections = MOST_CONNECTIONS;
    this.#server.on('upgrade', (request, socket, head) => {
      this.#stately.accept(request, socket, head, refusalOf(request, token));
    });
  }

  /** Rejects with the socket's error (EADDRINUSE ...). */
  listen(host: string, port: number): Promise<AddressInfo> {
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(port, host, () => {
        this.#server.off('error', reject);
        this.#server.on('error', this.#report);
        resolve(this.#server.address() as AddressInfo);
      });
    });
  }

  close(): Promise<void> {
    this.#stately.close();
    return new Promise((resolve) => {
      this.#server.close(() => resolve());
      this.#server.closeAllConnections();
    });
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = (request.url ?? '/').split('?')[0] ?? '/';
    const matching = this.#routes.filter((route) => route.path.test(path));
    // Of HEAD, Node sends the headers only.
    const asked = request.method === 'HEAD' ? 'GET' : request.method;
    const route = matching.find(({ method }) => method === asked);
    const refusal = route?.open ? null : refusalOf(request, this.#token);
    if (refusal) {
      if (refusal.status === 401) response.setHeader('WWW-Authenticate', 'Bearer');
      send(response, refusal.status, { error: refusal.message });
    } else if (!route) {
      if (matching.length === 0) return send(response, 404, { error: `there is no ${path}` });
      response.setHeader('Allow', matching.map(({ method }) => method).join(', '));
      send(response, 405, { error: `${String(request.method)} is not possible here` });
    } else {
      const answer = await this.#answerOf(route, path, request, response);
      if (answer) send(response, answer.status, answer.body);
    }
    // What nobody has read of the body means nothing.
    request.resume();
  }

  async #answerOf(
    route: Route,
    path: string,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<Answer> {
    try {
      return await route.answer(this.#gateway, route.path.exec(path)?.slice(1) ?? [], request, response);
    } catch (error) {
      if (error instanceof BadRequest) return { status: error.status, body: { error: error.message } };
      this.#report(error);
      return { status: 500, body: { error: 'the request has failed; the log says why' } };
    }
  }
}

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, {
    'Content-Type': 'application/json; charset=utf-8',
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
  });
  response.end(`${JSON.stringify(body, null, 2)}\n`);
}
