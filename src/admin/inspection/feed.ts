import type { TappedMessages } from '../../../actors/connection/message-tap.ts';
import type { InspectedActor } from '../../../actors/inspection/inspected-actor.ts';
import type { ActorChange } from '../../../actors/inspection/inspection.ts';
import { statementEnded, type StatementReport } from '../../diagnostics/statement-report.ts';
import { withoutLiterals } from '../../sql/lexer/without-literals.ts';
import type { Administration, WatchedConnection } from '../administration.ts';
import { ConnectionRows } from './connection-rows.ts';
import { EntryQueue } from './entry-queue.ts';
import type { FeedEntry, PoolRow } from './feed-entry.ts';

/** How often entries are sent, and how often pool and connections are looked at, in milliseconds. */
const SEND_MS = 100;
const LOOK_MS = 1000;

/** What one viewer sees. Attached from its making to `close`, and bounded whatever happens in between. */
export class Feed {
  readonly #gateway: Administration;
  readonly #send: (entries: readonly FeedEntry[]) => void;
  readonly #queue = new EntryQueue();
  readonly #rows = new ConnectionRows();
  readonly #ends: (() => void)[];
  readonly #taps = new Map<string, () => void>();
  /** The name of a connection, `all` or `none`. */
  #followed = 'none';

  /** @param send gets what has happened, in order; what it does not take is lost */
  constructor(gateway: Administration, send: (entries: readonly FeedEntry[]) => void) {
    this.#gateway = gateway;
    this.#send = send;
    const sending = setInterval(() => this.#flush(), SEND_MS).unref();
    const looking = setInterval(() => this.#look(), LOOK_MS).unref();
    const onEnded = (message: unknown): void => this.#statement(message as StatementReport);
    statementEnded.subscribe(onEnded);
    this.#ends = [
      () => clearInterval(sending),
      () => clearInterval(looking),
      () => {
        statementEnded.unsubscribe(onEnded);
      },
      gateway.inspection.watch((change) => this.#changed(change)),
    ];
    this.#look();
    this.#flush();
  }

  /** Chooses whose messages are told from now on: those of a connection by its name, of `all`, or of `none`. */
  follow(followed: string): void {
    this.#untap();
    this.#followed = followed;
    if (followed === 'none') return;
    for (const connection of this.#gateway.connections()) {
      if (followed === 'all' || connection.id === followed) this.#tap(connection);
    }
  }

  close(): void {
    this.#untap();
    for (const end of this.#ends.splice(0)) end();
  }

  #changed(change: ActorChange): void {
    if (change.kind === 'actor' && this.#followed === 'all') this.#tapNew(change.actor);
    this.#queue.add({ ...change, at: Date.now() });
  }

  #tapNew({ machine, name }: InspectedActor): void {
    const connection = machine === 'connection' ? this.#gateway.connection(name) : undefined;
    if (connection) this.#tap(connection);
  }

  #tap(connection: WatchedConnection): void {
    const { id } = connection;
    const onMessages = (messages: TappedMessages): void =>
      this.#queue.add({ kind: 'messages', at: Date.now(), connection: id, ...messages });
    this.#taps.set(id, connection.tap(onMessages));
  }

  #untap(): void {
    for (const end of this.#taps.values()) end();
    this.#taps.clear();
  }

  #statement(report: StatementReport): void {
    this.#queue.add({
      kind: 'statement',
      at: Date.now(),
      connection: report.connection,
      operation: report.operation,
      route: report.route,
      cached: report.cached,
      translation_ms: report.translation,
      lease_wait_ms: report.leaseWait,
      execution_ms: report.execution,
      rows: report.rows,
      sqlstate: report.sqlstate,
      text: withoutLiterals(report.text),
    });
  }

  /** What is asked for instead of told. */
  #look(): void {
    const at = Date.now();
    this.#queue.add({ kind: 'pool', at, pool: poolRow(this.#gateway) });
    for (const id of this.#taps.keys()) if (!this.#gateway.connection(id)) this.#taps.delete(id);
    const { changed, gone, count } = this.#rows.changes(details(this.#gateway.connections()));
    if (changed.length === 0 && gone.length === 0) return;
    this.#queue.add({ kind: 'connections', at, count, changed, gone });
  }

  #flush(): void {
    const entries = this.#queue.take();
    if (entries.length > 0) this.#send(entries);
  }
}

function* details(
  connections: Iterable<WatchedConnection>,
): Iterable<ReturnType<WatchedConnection['detail']>> {
  for (const connection of connections) yield connection.detail();
}

function poolRow(gateway: Administration): PoolRow {
  const { inUse, available, waiting, failed, acquisitions, averageAcquisitionMs, health } = gateway.pool();
  return {
    in_use: inUse,
    idle: available,
    waiting,
    failed,
    acquisitions,
    acquisition_ms: averageAcquisitionMs,
    health,
  };
}
