import { GatewayError } from '../errors/gateway-error.ts';
import type { Notification, NotificationHub, Subscriber } from './notification-hub.ts';
import { Levelled, type TransactionPart } from './transaction-part.ts';

/** NOTIFY_PAYLOAD_MAX_LENGTH and NAMEDATALEN of PostgreSQL, in bytes. */
const PAYLOAD_BYTES = 8000;
const NAME_BYTES = 64;

type Action =
  | { readonly do: 'listen'; readonly channel: string }
  /** `channel` null: all of them. */
  | { readonly do: 'unlisten'; readonly channel: string | null }
  | { readonly do: 'notify'; readonly channel: string; readonly payload: string };

/**
 * LISTEN, UNLISTEN and NOTIFY of one session: they take effect when the transaction commits (manual, NOTIFY). What
 * comes in waits here until the client can be told.
 */
export class Notifications implements TransactionPart, Subscriber {
  readonly #hub: NotificationHub;
  readonly #processId: number;
  readonly #arrived: () => void;
  readonly #channels = new Set<string>();
  readonly #actions = new Levelled<Action>();
  #inbox: Notification[] = [];

  /** @param arrived called when something has come in */
  constructor(hub: NotificationHub, processId: number, arrived: () => void) {
    this.#hub = hub;
    this.#processId = processId;
    this.#arrived = arrived;
  }

  /** The channels it listens on, oldest first. */
  get channels(): readonly string[] {
    return [...this.#channels];
  }

  get waiting(): number {
    return this.#inbox.length;
  }

  listen(channel: string, level: number): void {
    this.#actions.add({ do: 'listen', channel }, level);
  }

  unlisten(channel: string | null, level: number): void {
    this.#actions.add({ do: 'unlisten', channel }, level);
  }

  /** The same twice in one transaction is told once. @throws GatewayError 22023 */
  notify(channel: string, payload: string, level: number): void {
    if (channel === '') throw new GatewayError('22023', 'channel name cannot be empty');
    if (Buffer.byteLength(channel) >= NAME_BYTES) throw new GatewayError('22023', 'channel name too long');
    if (Buffer.byteLength(payload) >= PAYLOAD_BYTES)
      throw new GatewayError('22023', 'payload string too long');
    const known = this.#actions.items.some(
      (action) => action.do === 'notify' && action.channel === channel && action.payload === payload,
    );
    if (!known) this.#actions.add({ do: 'notify', channel, payload }, level);
  }

  /** @throws GatewayError 54000: asked before the transaction is committed */
  checkRoom(): void {
    for (const action of this.#actions.items) if (action.do === 'notify') this.#hub.checkRoom(action.channel);
  }

  commit(): void {
    const actions = this.#actions.takeAll().toReversed();
    for (const action of actions) {
      if (action.do === 'listen') this.#listen(action.channel);
      else if (action.do === 'unlisten') this.#unlisten(action.channel);
    }
    for (const action of actions) {
      if (action.do !== 'notify') continue;
      const { channel, payload } = action;
      this.#hub.publish({ processId: this.#processId, channel, payload });
    }
  }

  rollback(): void {
    this.#actions.takeAll();
  }

  rollbackTo(level: number): void {
    this.#actions.takeAbove(level);
  }

  release(level: number): void {
    this.#actions.release(level);
  }

  notified(notification: Notification): void {
    this.#inbox.push(notification);
    this.#arrived();
  }

  /** What waits to be told, in order. */
  take(): readonly Notification[] {
    if (this.#inbox.length === 0) return [];
    const taken = this.#inbox;
    this.#inbox = [];
    this.#hub.relieved();
    return taken;
  }

  /** The session ends, or DISCARD ALL: it listens no more. */
  close(): void {
    this.#unlisten(null);
    this.#inbox = [];
    this.#hub.relieved();
  }

  #listen(channel: string): void {
    this.#channels.add(channel);
    this.#hub.listen(channel, this);
  }

  #unlisten(channel: string | null): void {
    for (const name of channel === null ? [...this.#channels] : [channel]) {
      this.#channels.delete(name);
      this.#hub.unlisten(name, this);
    }
  }
}
