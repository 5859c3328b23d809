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

/** Who listens on which channel of this gateway (manual, LISTEN and NOTIFY). */
export class NotificationHub {
  readonly #channels = new Map<string, Set<Subscriber>>();

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
    for (const { waiting } of this.#channels.get(channel) ?? []) {
      if (waiting >= QUEUE) throw new GatewayError('54000', 'too many notifications in the NOTIFY queue');
    }
  }

  publish(notification: Notification): void {
    for (const subscriber of this.#channels.get(notification.channel) ?? [])
      subscriber.notified(notification);
  }
}
