import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { refusalOf } from '../admin/access.ts';
import { slotOf } from './contracts.ts';
import { mergeMetrics } from './merge-metrics.ts';
import { mergeViews, type View } from './merge-views.ts';
import { ask, forward, forwardUpgrade } from './worker-requests.ts';
import type { Supervisor } from './supervisor.ts';
import type { WorkerProcess } from './worker-process.ts';

/** Bounds of the admin port, as where there is one process. */
const MOST_CONNECTIONS = 64;
const REQUEST_MS = 10_000;

export interface AdminFrontOptions {
  /** May be empty where only this machine can connect. */
  readonly token: string;
  /** Ends the gateway. */
  drain(): void;
  /** What this process itself has to read again. */
  reload(): void;
  readiness(): 'ready' | 'draining';
  readonly report: (error: unknown) => void;
}

/** Paths whose answers of all workers become one. */
const MERGED = /^\/(?:health|health\/ready|pool|translation|sessions)$/;
const OF_SESSION = /^\/sessions\/(\d+)\/(?:cancel|terminate)$/;
const OF_WORKER = /^\/workers\/(\d+)(\/.*)$/;

/**
 * The admin port of a gateway with several workers, each of which has one of its own on loopback: figures and sessions of all
 * in one answer, what concerns a session where it is, everything else under `/workers/N/`.
 */
export class AdminFront {
  readonly #server: Server;
  readonly #supervisor: Supervisor;
  readonly #options: AdminFrontOptions;

  constructor(supervisor: Supervisor, options: AdminFrontOptions) {
    this.#supervisor = supervisor;
    this.#options = options;
    this.#server = createServer(
      { requestTimeout: REQUEST_MS, headersTimeout: REQUEST_MS },
      (request, response) => {
        this.#serve(request, response).catch((error: unknown) => {
          options.report(error);
          if (!response.headersSent) send(response, 502, { error: 'a worker process did not answer' });
        });
      },
    );
    this.#server.maxConnections = MOST_CONNECTIONS;
    this.#server.on('upgrade', (request, socket, head) => this.#upgrade(request, socket as Socket, head));
  }

  /** Rejects with the socket's error (EADDRINUSE ...). */
  listen(host: string, port: number): Promise<AddressInfo> {
    return new Promise((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(port, host, () => {
        this.#server.off('error', reject);
        this.#server.on('error', this.#options.report);
        resolve(this.#server.address() as AddressInfo);
      });
    });
  }

  close(): Promise<void> {
    return new Promise((resolve) => {
      this.#server.close(() => resolve());
      this.#server.closeAllConnections();
    });
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = pathOf(request);
    if (path === '/health/live') return send(response, 200, { status: 'live' });
    const refusal = path === '/health/ready' ? null : refusalOf(request, this.#options.token);
    if (refusal) return send(response, refusal.status, { error: refusal.message });
    const reading = request.method === 'GET' || request.method === 'HEAD';
    if (reading && path === '/workers') return send(response, 200, { workers: this.#workers() });
    if (request.method === 'POST' && path === '/drain') {
      this.#options.drain();
      return send(response, 202, { status: 'draining' });
    }
    if (request.method === 'POST' && path === '/reload') return this.#reload(request, response);
    if (reading && path === '/metrics') return this.#metrics(request, response);
    if (reading && MERGED.test(path)) return this.#merged(path, request, response);
    const target = this.#target(path);
    if (target === undefined) return send(response, 404, { error: `there is no ${path}` });
    return forward(target.worker.adminPort, target.path, request, response);
  }

  /** All workers read the same configuration: what one says is wrong, all do. */
  async #reload(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.#options.reload();
    const asked = this.#supervisor.serving.map(({ adminPort }) => ask(adminPort, '/reload', request, 'POST'));
    const answers = await Promise.all(asked);
    const refused = answers.find(({ status }) => status !== 200);
    if (refused) send(response, refused.status, JSON.parse(refused.body) as object);
    else send(response, 200, { status: 'reloaded' });
  }

  #upgrade(request: IncomingMessage, socket: Socket, head: Buffer): void {
    const target = this.#target(pathOf(request));
    if (target === undefined || refusalOf(request, this.#options.token) !== null) socket.destroy();
    else forwardUpgrade(target.worker.adminPort, target.path, request, socket, head);
  }

  /** Which worker answers that path, and how it calls it. */
  #target(path: string): { readonly worker: WorkerProcess; readonly path: string } | undefined {
    const pid = OF_SESSION.exec(path)?.[1];
    const [, number, rest = path] = OF_WORKER.exec(path) ?? [];
    const slot = pid === undefined ? Number(number ?? 0) : slotOf(Number(pid));
    const worker = this.#supervisor.serving.find((one) => one.slot === slot);
    return worker && { worker, path: rest };
  }

  #workers(): readonly object[] {
    return this.#supervisor.serving.map(({ slot, processId, clients, startedAt }) => ({
      worker: slot,
      process_id: processId,
      clients,
      uptime_seconds: Math.floor((performance.now() - startedAt) / 1000),
    }));
  }

  /** What each worker answers; one that ends meanwhile answers nothing. */
  async #answers(path: string, request: IncomingMessage): Promise<{ status: number; body: string }[]> {
    const { serving } = this.#supervisor;
    const answers = await Promise.all(
      serving.map(({ adminPort }) => ask(adminPort, path, request).catch(() => null)),
    );
    return answers.filter((answer) => answer !== null);
  }

  async #metrics(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const answers = await this.#answers('/metrics', request);
    const texts = answers.filter(({ status }) => status === 200).map(({ body }) => body);
    if (texts.length === 0) return send(response, 503, { error: 'metrics are not measured yet' });
    const restarts = `# HELP iris_pgwire_worker_restarts_total Worker processes that were replaced\n# TYPE iris_pgwire_worker_restarts_total counter\niris_pgwire_worker_restarts_total ${this.#supervisor.restarts}\n`;
    response.writeHead(200, { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' });
    response.end(mergeMetrics([...texts, restarts]));
  }

  async #merged(path: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const answers = await this.#answers(path, request);
    const views = answers.map(({ body }) => JSON.parse(body) as View);
    if (path === '/health/ready') {
      const ready = this.#options.readiness() === 'ready' && answers.some(({ status }) => status === 200);
      const draining = this.#options.readiness() === 'draining';
      return send(response, ready ? 200 : 503, {
        status: draining ? 'draining' : ready ? 'ready' : 'unhealthy',
      });
    }
    return send(response, 200, mergeViews(views));
  }
}

function pathOf({ url }: IncomingMessage): string {
  return (url ?? '/').split('?')[0] ?? '/';
}

function send(response: ServerResponse, status: number, body: object): void {
  if (status === 401) response.setHeader('WWW-Authenticate', 'Bearer');
  response.writeHead(status, {
    'Content-Type': 'application/json; charset=utf-8',
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
  });
  response.end(`${JSON.stringify(body, null, 2)}\n`);
}
