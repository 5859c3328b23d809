import { setTimeout as sleep } from 'node:timers/promises';
import { cancelRequest, query, startup, sync } from '../../support/frontend.ts';
import { WireClient } from '../../support/wire-client.ts';
import type { Conversation, Step } from './conversation.ts';
import { Link } from './link.ts';
import { line, settled } from './transcript.ts';

interface Address {
  readonly host: string;
  readonly port: number;
}

/** How bytes reach the server: as the client writes them, or torn into pieces of so many bytes. */
export type Delivery = 'whole' | number;

/** Holds one conversation with a server. Everything it said, in order, each message a line. */
class Talk {
  readonly #server: Address;
  readonly #link: Link;
  readonly #delivery: Delivery;
  readonly #lines: string[] = [];
  #waiting: Uint8Array[] = [];
  #processId = 0;
  #secretKey: Uint8Array = new Uint8Array();

  constructor(server: Address, link: Link, delivery: Delivery) {
    this.#server = server;
    this.#link = link;
    this.#delivery = delivery;
  }

  get lines(): string[] {
    return settled(this.#lines);
  }

  async step(step: Step): Promise<void> {
    if (step instanceof Uint8Array) {
      this.#waiting.push(step);
      return;
    }
    await this.flush();
    if ('until' in step) await this.read(step.until, step.count);
    else if ('byte' in step) this.#lines.push(`byte ${await this.#link.byte()}`);
    else if ('pauseMs' in step) await sleep(step.pauseMs);
    else if ('other' in step) await this.#other(step.other);
    else await this.#cancel(step.cancel === 'right key');
  }

  /** Sends what has gathered. */
  async flush(): Promise<void> {
    const bytes = Buffer.concat(this.#waiting);
    this.#waiting = [];
    const size = this.#delivery === 'whole' ? bytes.length : this.#delivery;
    for (let at = 0; at < bytes.length; at += size) {
      this.#link.send(bytes.subarray(at, at + size));
      if (this.#delivery !== 'whole') await sleep(0);
    }
  }

  /** Records messages up to the count-th of the type, or to the end of the connection. Whether it came so far. */
  async read(type: string, count: number): Promise<boolean> {
    let found = 0;
    while (found < count) {
      const message = await this.#link.next();
      if (typeof message === 'string') {
        this.#lines.push(`(${message})`);
        return false;
      }
      if (message.type === 'BackendKeyData') {
        this.#processId = message.processId;
        this.#secretKey = message.secretKey;
      }
      this.#lines.push(line(message, this.#processId));
      if (message.type === type) found += 1;
    }
    return true;
  }

  async #other(bytes: Uint8Array): Promise<void> {
    const client = await WireClient.connect(this.#server);
    client.send(bytes);
    for (const message of await client.readUntil('ReadyForQuery')) {
      this.#lines.push(`other: ${line(message, client.processId)}`);
    }
    await client.close();
  }

  /** The server closes without an answer. */
  async #cancel(right: boolean): Promise<void> {
    const link = await Link.open(this.#server.host, this.#server.port);
    const key = right ? this.#secretKey : this.#secretKey.map((byte) => byte ^ 0xff);
    link.send(cancelRequest(this.#processId, key));
    const answer = await link.next();
    this.#lines.push(`cancel: ${typeof answer === 'string' ? answer : answer.type}`);
    link.destroy();
  }
}

/**
 * The server's side of a conversation. It ends with a Sync and a Query that must be answered, which shows that nothing
 * was left over and the session is of use.
 */
export async function converse(
  server: Address,
  { login = {}, closes, steps }: Conversation,
  delivery: Delivery = 'whole',
): Promise<string[]> {
  const link = await Link.open(server.host, server.port);
  const talk = new Talk(server, link, delivery);
  try {
    if (login !== 'none') {
      await talk.step(startup({ user: '_SYSTEM', database: 'USER', ...login }));
      await talk.step({ until: 'ReadyForQuery', count: 1 });
    }
    for (const step of steps) await talk.step(step);
    await talk.flush();
    if (closes) await talk.read('nothing', 1);
    else {
      await talk.step(sync());
      await talk.step(query("SELECT 'the end' AS last"));
      await talk.flush();
      while (!talk.lines.includes('DataRow ["the end"]')) {
        if (!(await talk.read('ReadyForQuery', 1))) break;
      }
    }
  } finally {
    link.destroy();
  }
  return talk.lines;
}
