import { GatewayError } from '../errors/gateway-error.ts';

/** One NOTIFY as a listening client gets it. */
export interface Notification {
  /** Of the session that sent it. */
  readonly processId: number;
  readonly channel: string;
  readonly payload: string;
}

/** A session that may listen. */
export interface Subscriber {
  /** Notifications that wait to be told to the client. */
  readonly waiting: number;
  notified(notification: Notification): void;
}

/**
 * Notifications that wait for one client. PostgreSQL bounds its queue for all (8 GB) and refuses the notifier when it is
 * full, because a listener is stuck (async.c); so does this, for each listener.
 */
const QUEUE = 100_000;

/** What the hubs of a gateway's processes tell each other. */
export type HubMessage =
  | { readonly tell: 'notification'; readonly notification: Notification }
  /** A listener of that channel cannot take any more, or again can. */
  | { readonly tell: 'full' | 'room'; readonly channel: string };

/** Who listens on which channel of this process (manual, LISTEN and NOTIFY). */
export class NotificationHub {
  readonly #channels = new Map<string, Set<Subscriber>>();
  readonly #elsewhere: (message: HubMessage) => void;
  /** Channels with a listener that cannot take any more, here and by number of another process. */
  readonly #full = new Set<string>();
  readonly #fullElsewhere = new Map<number, Set<string>>();

  /** @param elsewhere takes what concerns the gateway's other processes */
  constructor(elsewhere: (message: HubMessage) => void = () => undefined) {
    this.#elsewhere = elsewhere;
  }

  listen(channel: string, subscriber: Subscriber): void {
    const known = this.#channels.get(channel);
    if (known) known.add(subscriber);
    else this.#channels.set(channel, new Set([subscriber]));
  }

  unlisten(channel: string, subscriber: Subscriber): void {
    const known = this.#channels.get(channel);
    known?.delete(subscriber);
    if (known?.size === 0) this.#channels.delete(channel);
  }

  /** @throws GatewayError 54000 when a listener cannot take any more */
  checkRoom(channel: string): void {
    const full = this.#isFull(channel) || [...this.#fullElsewhere.values()].some((all) => all.has(channel));
    if (full) throw new GatewayError('54000', 'too many notifications in the NOTIFY queue');
  }

  #isFull(channel: string): boolean {
    for (const { waiting } of this.#channels.get(channel) ?? []) if (waiting >= QUEUE) return true;
    return false;
  }

  publish(notification: Notification): void {
    this.#deliver(notification);
    this.#elsewhere({ tell: 'notification', notification });
  }

  #deliver(notification: Notification): void {
    const { channel } = notification;
    for (const subscriber of this.#channels.get(channel) ?? []) {
      subscriber.notified(notification);
      if (subscriber.waiting < QUEUE || this.#full.has(channel)) continue;
      this.#full.add(channel);
      this.#elsewhere({ tell: 'full', channel });
    }
  }

  /** A listener was told what waited for it, or has gone. */
  relieved(): void {
    for (const channel of this.#full) {
      if (this.#isFull(channel)) continue;
      this.#full.delete(channel);
      this.#elsewhere({ tell: 'room', channel });
    }
  }

  /** What another process of the gateway tells. */
  hear(message: HubMessage, from: number): void {
    if (message.tell === 'notification') {
      this.#deliver(message.notification);
      return;
    }
    const full = this.#fullElsewhere.get(from) ?? new Set();
    this.#fullElsewhere.set(from, full);
    if (message.tell === 'full') full.add(message.channel);
    else full.delete(message.channel);
  }

  /** Another process has ended. */
  forget(from: number): void {
    this.#fullElsewhere.delete(from);
  }
}
