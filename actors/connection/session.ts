import type { ObtainedValues } from '../../src/catalog/sequence-laying.ts';
import { GatewayError, type ErrorFields } from '../../src/errors/gateway-error.ts';
import type { Outbox } from '../../src/protocol/index.ts';
import { Activity, type Addresses } from '../../src/session/activity.ts';
import type { Encryption } from '../../src/session/encryption.ts';
import type { CancelKey, ListedSession } from '../../src/session/cancel-registry.ts';
import { HeldAdvisoryLocks } from '../../src/session/held-advisory-locks.ts';
import { Notifications } from '../../src/session/notifications.ts';
import { PreparedStatements } from '../../src/session/prepared-statements.ts';
import { Portals } from '../../src/session/portals.ts';
import { Settings } from '../../src/session/settings.ts';
import { Transaction, type Modes } from '../../src/session/transaction.ts';
import type { TransactionPart } from '../../src/session/transaction-part.ts';
import { currentMicroseconds } from '../../src/session/wall-clock.ts';
import type { TranslationSession } from '../../src/translation/api.ts';
import type { SharedSchema } from '../../src/translation/shared-schema.ts';
import type { ValueSettings } from '../../src/types/index.ts';
import { BackendWork } from './backend-work.ts';
import type { CopyLink } from './copy/copy-link.ts';
import { DefinitionJournal } from './definitions/journal.ts';
import type { Portal, Run } from './portal/portal.ts';
import { ClientReceiver, type Receiver } from './portal/receiver.ts';
import type { LanePool } from '../pool/lane-pool.ts';
import type { Services } from './services.ts';
import { visibleData } from './session-data/index.ts';
import type { PreparedStatement } from './statement.ts';
import { forgetTemporary } from './temporary/drop-temporary.ts';
import { TemporaryTables } from './temporary/temporary-tables.ts';
import { transactionSettings } from './utility/transaction-settings.ts';

/** client_min_messages, least important first. */
const LEVELS = ['debug5', 'debug4', 'debug3', 'debug2', 'debug1', 'log', 'notice', 'warning', 'error'];

/** A session that has obtained no number from a sequence. */
export const NOTHING_OBTAINED: ObtainedValues = { current: [], last: null };

/** Who connected, from the startup packet. */
export interface Identity {
  /** The lanes it works on: with whose rights in the backend. */
  readonly lanes: LanePool;
  readonly user: string;
  readonly database: string;
  readonly key: CancelKey;
  /** The name of the connection's actor: `conn-7`. */
  readonly connection: string;
  /** Settings of the startup packet: parameters and `options`. */
  readonly startupSettings: readonly (readonly [string, string])[];
  readonly addresses: Addresses | null;
  readonly encryption: Encryption | null;
}

/** Who connected, as far as it says itself. */
export type Newcomer = Omit<Identity, 'key' | 'connection' | 'addresses' | 'encryption'>;

type AdvancePortal = (session: Session, portal: Portal, run: Run) => Promise<void>;

/** Everything that belongs to one authenticated client; it follows the client to any lane. */
export class Session {
  readonly user: string;
  readonly database: string;
  readonly key: CancelKey;
  readonly connection: string;
  readonly services: Services;
  readonly lanes: LanePool;
  readonly outbox: Outbox;
  readonly settings: Settings;
  readonly transaction = new Transaction();
  readonly activity = new Activity();
  readonly addresses: Addresses | null;
  readonly encryption: Encryption | null;
  readonly temporary: TemporaryTables;
  readonly statements: PreparedStatements<PreparedStatement>;
  readonly portals: Portals<Portal>;
  readonly backend: BackendWork;
  /** The DDL of its transaction. */
  readonly journal = new DefinitionJournal();
  /** The schema as its transaction has left it; null: the one that all share. */
  schema: SharedSchema | null = null;
  /** What currval() and lastval() give. */
  obtained: ObtainedValues = NOTHING_OBTAINED;
  readonly notifications: Notifications;
  readonly advisoryLocks: HeldAdvisoryLocks;
  /** What follows the transaction's fate beside settings, portals and the backend. */
  readonly parts: readonly TransactionPart[];
  /** Where the answers of portals go that the client runs. */
  readonly client: Receiver = new ClientReceiver(this);
  /** Resolves when the client's socket takes more, null when it does now: back-pressure for whoever sends rows. */
  readonly drained: () => Promise<void> | null;
  readonly copy: CopyLink;
  /** What runs the session's statements in place of the client: CONTEXT of what is told. */
  context: (() => string) | null = null;
  readonly #advance: AdvancePortal;
  /** Of the statement that runs. */
  #running: AbortController | null = null;
  /** Why the message that is served is to be stopped as soon as it runs something. */
  #stopped: GatewayError | null = null;
  #shown: {
    readonly stored: Readonly<Record<string, string>>;
    readonly modes: Modes | null;
    readonly settings: Readonly<Record<string, string>>;
  } | null = null;
  /** Of the next statement: one serves many, since few are stopped, and to listen to it costs more than the statement. */
  #next: AbortController | null = null;
  #valueSettings: ValueSettings | null = null;
  #valueSettingsOf: object | null = null;

  /**
   * @param advance runs a portal: given, since what runs portals knows the session
   * @param notified called when a notification waits to be told
   */
  constructor(
    identity: Identity,
    services: Services,
    outbox: Outbox,
    drained: () => Promise<void> | null,
    advance: AdvancePortal,
    copy: CopyLink,
    notified: () => void,
  ) {
    this.user = identity.user;
    this.database = identity.database;
    this.key = identity.key;
    this.connection = identity.connection;
    this.addresses = identity.addresses;
    this.encryption = identity.encryption;
    this.services = services;
    this.lanes = identity.lanes;
    this.temporary = new TemporaryTables(identity.key.processId);
    this.outbox = outbox;
    this.drained = drained;
    this.#advance = advance;
    this.copy = copy;
    this.statements = new PreparedStatements(services.limits.preparedStatements);
    this.portals = new Portals(services.limits.portals);
    this.settings = new Settings([
      ['server_version', services.serverVersion],
      ['server_version_num', versionNumber(services.serverVersion)],
      ['session_authorization', identity.user],
      ...identity.startupSettings,
    ]);
    this.backend = new BackendWork(this);
    this.notifications = new Notifications(services.notifications, identity.key.processId, notified);
    this.advisoryLocks = new HeldAdvisoryLocks(services.advisoryLocks, identity.key);
    this.parts = [this.notifications, this.advisoryLocks];
  }

  /** When the client sent what is served, in microseconds since 1970 UTC: statement_timestamp(). */
  get statementNow(): bigint {
    return this.activity.queryStart ?? currentMicroseconds();
  }

  /** The transaction's start, that of its first statement; the first call in a transaction fixes it. */
  get now(): bigint {
    return this.transaction.startedAt(() => this.statementNow);
  }

  /** What changes how values look and are read. The same object while neither settings nor transaction change. */
  get valueSettings(): ValueSettings {
    const settings = this.settings.valueSettings();
    const { now } = this;
    if (this.#valueSettings?.now !== now || this.#valueSettingsOf !== settings) {
      this.#valueSettings = { ...settings, now };
      this.#valueSettingsOf = settings;
    }
    return this.#valueSettings;
  }

  /** What translation and shadow must know of this session at this moment. */
  translationSession(): TranslationSession {
    const { settings } = this;
    return {
      ...this.valueSettings,
      user: this.user,
      database: this.database,
      searchPath: settings.get('search_path'),
      pid: this.key.processId,
      settings: this.#shownSettings(),
      temporary: this.temporary.schema,
      ...(this.schema === null ? {} : { schema: this.schema }),
      sessionData: (name) => visibleData(this, name),
    };
  }

  /** Settings as the shadow shows them: those of the transaction come from it. The same object until one changes. */
  #shownSettings(): Readonly<Record<string, string>> {
    const stored = this.settings.stored();
    const { modes } = this.transaction;
    const known = this.#shown;
    if (known?.stored === stored && known.modes === modes) return known.settings;
    const ofTransaction = Object.entries(transactionSettings(modes ?? this.modes({})));
    const same = ofTransaction.every(([name, value]) => stored[name] === value);
    const settings = same ? stored : { ...stored, ...Object.fromEntries(ofTransaction) };
    this.#shown = { stored, modes, settings };
    return settings;
  }

  /** What other sessions may know of this one. */
  listed(): ListedSession {
    return {
      processId: this.key.processId,
      user: this.user,
      applicationName: this.settings.get('application_name'),
      activity: this.activity.listed,
      transactionStart: this.transaction.start,
      addresses: this.addresses,
      encryption: this.encryption,
    };
  }

  /** Modes of the next transaction: what BEGIN says, else the session's defaults. */
  modes(stated: Partial<Modes>): Modes {
    return {
      isolation:
        stated.isolation ?? (this.settings.get('default_transaction_isolation') as Modes['isolation']),
      readOnly: stated.readOnly ?? this.settings.boolean('default_transaction_read_only'),
      deferrable: stated.deferrable ?? this.settings.boolean('default_transaction_deferrable'),
    };
  }

  /** Whether changes are refused with 25006 now. */
  get readOnly(): boolean {
    return this.transaction.modes?.readOnly ?? this.settings.boolean('default_transaction_read_only');
  }

  /**
   * Runs one statement so that CancelRequest and statement_timeout can stop it: `work` gets the signal and passes it to
   * whatever waits. What it runs itself belongs to it.
   *
   * @throws the signal's reason (57014) when stopped, whatever the stopped part said
   */
  async run<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    if (this.#running) return work(this.#running.signal);
    const stopped = this.#stopped;
    this.#stopped = null;
    if (stopped) throw stopped;
    if (this.#next === null || this.#next.signal.aborted) this.#next = this.#stoppable();
    const running = this.#next;
    this.#running = running;
    const timeoutMs = this.settings.integer('statement_timeout');
    const timer = timeoutMs > 0 ? setTimeout(() => running.abort(statementTimeout()), timeoutMs) : undefined;
    try {
      return await work(running.signal);
    } catch (error) {
      running.signal.throwIfAborted();
      throw error;
    } finally {
      clearTimeout(timer);
      this.#running = null;
    }
  }

  /** Stopping it stops what the session's lane does. */
  #stoppable(): AbortController {
    const controller = new AbortController();
    controller.signal.addEventListener('abort', () => this.backend.stop(), { once: true });
    return controller;
  }

  /** Runs a portal, or continues it, for whoever keeps its rows. */
  advance(portal: Portal, run: Run): Promise<void> {
    return this.#advance(this, portal, run);
  }

  /** Stops what runs now, if anything; what a message that is being analysed still is to run, too. */
  cancel(reason: GatewayError = new GatewayError('57014', 'canceling statement due to user request')): void {
    if (this.#running) this.#running.abort(reason);
    else if (this.activity.state === 'active') this.#stopped = reason;
  }

  /** A message is going to be served: a cancel that came before it does not concern it. */
  beginMessage(): void {
    this.#stopped = null;
  }

  /** Sends a notice or warning if the client wants its level (client_min_messages). */
  notice(fields: ErrorFields): void {
    const wanted = LEVELS.indexOf(this.settings.get('client_min_messages'));
    const level = fields.severity === 'DEBUG' ? 'debug1' : fields.severity.toLowerCase();
    if (LEVELS.indexOf(level) < wanted && fields.severity !== 'INFO') return;
    const where = [fields.where, this.context?.()].filter(Boolean).join('\n');
    this.outbox.send({ type: 'NoticeResponse', fields: where === '' ? fields : { ...fields, where } });
  }

  warn(sqlstate: string, message: string): void {
    this.notice({ severity: 'WARNING', sqlstate, message });
  }

  /** Tells the client of reported settings that have changed. */
  report(): void {
    for (const [name, value] of this.settings.takeReports())
      this.outbox.send({ type: 'ParameterStatus', name, value });
  }

  /** Gives back what the session holds in the backend; an open transaction is rolled back. */
  async close(): Promise<void> {
    this.cancel(new GatewayError('57P01', 'terminating connection because the client is gone'));
    for (const portal of this.portals.takeAll()) await portal.cursor?.close();
    this.notifications.close();
    this.advisoryLocks.close();
    await this.backend.abandon();
    await forgetTemporary(this);
  }
}

function statementTimeout(): GatewayError {
  return new GatewayError('57014', 'canceling statement due to statement timeout');
}

/** `14.20` -> `140020` (manual 20.15, server_version_num). */
function versionNumber(version: string): string {
  const [major = '0', minor = '0'] = version.split('.');
  return String(Number(major) * 10_000 + Number(minor));
}
