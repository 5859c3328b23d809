import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Administration } from '../administration.ts';
import { Feed } from './feed.ts';

/** Viewers at once: each costs the gateway some of its time. */
const MOST_VIEWERS = 8;

/** A viewer that reads so slowly loses entries instead of filling the gateway's memory. */
const MOST_UNSENT_BYTES = 1_000_000;

/** The viewers of one admin port, by number. */
export class Viewers {
  readonly #feeds = new Map<number, Feed>();
  #last = 0;

  /** Whether another one is let in. */
  get full(): boolean {
    return this.#feeds.size >= MOST_VIEWERS;
  }

  feed(viewer: number): Feed | undefined {
    return this.#feeds.get(viewer);
  }

  /**
   * Answers with Server-Sent Events (HTML standard, 9.2) until the viewer goes: first `hello` with what there is, then
   * arrays of feed entries.
   */
  open(gateway: Administration, request: IncomingMessage, response: ServerResponse): void {
    this.#last += 1;
    const viewer = this.#last;
    response.writeHead(200, {
      'Content-Type': 'text/event-stream; charset=utf-8',
      'Cache-Control': 'no-store',
      'X-Content-Type-Options': 'nosniff',
    });
    response.write(`event: hello\ndata: ${JSON.stringify(hello(gateway, viewer))}\n\n`);
    const feed = new Feed(gateway, (entries) => {
      if (response.writableLength > MOST_UNSENT_BYTES) return;
      response.write(`data: ${JSON.stringify(entries)}\n\n`);
    });
    this.#feeds.set(viewer, feed);
    const end = (): void => {
      this.#feeds.delete(viewer);
      feed.close();
    };
    response.once('close', end);
    request.once('error', end);
  }
}

function hello(gateway: Administration, viewer: number): object {
  const actors = gateway.inspection.actors();
  return {
    viewer,
    version: gateway.version,
    backend: gateway.backend,
    started: Date.now() - process.uptime() * 1000,
    actors,
    charts: gateway.inspection.charts(),
  };
}
