import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import type { Inspection } from '../../../actors/inspection/inspection.ts';
import type { Refusal } from '../access.ts';
import { statelyActor, statelyEvent } from './stately-event.ts';

/** Where it is spoken. */
const PATH = '/inspector/xstate';

/** Tools at once, and the longest message of theirs: they have nothing to say. */
const MOST_TOOLS = 8;
const MOST_BYTES = 1024;

/** A tool that reads so slowly loses events instead of filling the gateway's memory. */
const MOST_UNSENT_BYTES = 1_000_000;

/** XState's inspection protocol over WebSocket, for tools of Stately's: a tool connects and hears of everything. */
export class StatelySocket {
  readonly #inspection: Inspection;
  readonly #server = new WebSocketServer({ noServer: true, maxPayload: MOST_BYTES });

  constructor(inspection: Inspection) {
    this.#inspection = inspection;
  }

  /** Serves a request to upgrade. */
  accept(request: IncomingMessage, socket: Duplex, head: Buffer, refusal: Refusal | null): void {
    socket.on('error', () => socket.destroy());
    if (refusal) return refuse(socket, refusal.status === 401 ? '401 Unauthorized' : '403 Forbidden');
    if ((request.url ?? '').split('?')[0] !== PATH) return refuse(socket, '404 Not Found');
    if (this.#server.clients.size >= MOST_TOOLS) return refuse(socket, '503 Service Unavailable');
    this.#server.handleUpgrade(request, socket, head, (tool) => this.#serve(tool));
  }

  close(): void {
    for (const tool of this.#server.clients) tool.terminate();
  }

  #serve(tool: WebSocket): void {
    const send = (message: object): void => {
      if (tool.bufferedAmount <= MOST_UNSENT_BYTES) tool.send(JSON.stringify(message));
    };
    const [root, ...others] = this.#inspection.refs();
    if (root) for (const actor of [root, ...others]) send(statelyActor(actor, root.sessionId));
    const end = this.#inspection.watchEvents((event) => {
      const message = statelyEvent(event);
      if (message !== null) send(message);
    });
    tool.on('close', end);
    tool.on('error', () => tool.terminate());
  }
}

function refuse(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
