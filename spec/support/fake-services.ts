import type { Services } from '../../actors/connection/services.ts';
import { DictionaryFollower } from '../../actors/dictionary/dictionary-follower.ts';
import { LanePool } from '../../actors/pool/lane-pool.ts';
import { AttemptLimit } from '../../src/auth/access/attempt-limit.ts';
import { Admission, ruleForAll } from '../../src/auth/access/admission.ts';
import { trust } from '../../src/auth/trust.ts';
import type { AuthMethod } from '../../src/auth/method.ts';
import type {
  CopyExecution,
  CopyFeed,
  Backend,
  Execution,
  Lane,
  Outcome,
  RowSink,
} from '../../src/backend/backend.ts';
import { GatewayError } from '../../src/errors/gateway-error.ts';
import { DataRowWriter } from '../../src/protocol/index.ts';
import { SequencePositions } from '../../actors/connection/sequences/sequence-positions.ts';
import { AdvisoryLocks } from '../../src/session/advisory-locks.ts';
import { CancelRegistry } from '../../src/session/cancel-registry.ts';
import { NotificationHub } from '../../src/session/notification-hub.ts';
import { classify } from '../../src/sql/classify.ts';
import { parseStatements } from '../../src/sql/parse/parse.ts';
import type { OutputColumn, Plan } from '../../src/sql/plan.ts';
import type { Prepared, Translation } from '../../src/translation/api.ts';
import { createRegistry, OID } from '../../src/types/index.ts';

const NUMBER: OutputColumn = {
  name: 'n',
  tableOid: 0,
  attribute: 0,
  typeOid: OID.int4,
  typeSize: 4,
  typmod: -1,
};

/** What the fakes understand; everything else is parsed and classified for real. */
export const FAKE_STATEMENTS = {
  /** No table: run in the shadow. */
  shadow: 'SELECT 7',
  /** No table, fails when it runs: 22012. */
  shadowError: 'SELECT 1/0',
  /** A table of five rows. */
  rows: 'SELECT n FROM t',
  /** Five rows and one parameter of type int4. */
  parameter: 'SELECT n FROM t WHERE n > $1',
  /** Changes one row. */
  write: 'INSERT INTO t VALUES (1)',
  /** Fails in the lane: 23505. */
  writeError: 'INSERT INTO t VALUES (0)',
  /** Fails when it is analysed: 42P01. */
  unknown: 'SELECT n FROM nowhere',
} as const;

/** Records what lanes were asked, in order. */
export type Log = string[];

function plan(text: string): Plan {
  const writes = text.startsWith('INSERT');
  const statement = { sql: text, slots: [] };
  return {
    steps: [writes ? { do: 'change', statement } : { do: 'emit', statement }],
    tag: writes ? 'INSERT' : 'SELECT',
    counted: true,
    columns: writes ? null : [NUMBER],
    writes,
    changesSchema: false,
  };
}

function prepareText(text: string): Prepared {
  const [raw, second] = parseStatements(text);
  if (second) throw new GatewayError('42601', 'cannot insert multiple commands into a prepared statement');
  const common = { text, parameterTypes: [], notices: [], epoch: 1 };
  if (!raw) return { ...common, kind: 'empty', columns: null };
  const classification = classify(raw);
  if (classification.kind !== 'query') return { ...common, kind: 'utility', classification, columns: null };
  if (text === FAKE_STATEMENTS.unknown) throw new GatewayError('42P01', 'relation "nowhere" does not exist');
  if (!/\bt\b/.test(text)) {
    return { ...common, kind: 'shadow', classification, columns: [NUMBER], sequences: null };
  }
  const parameterTypes = text.includes('$1') ? [OID.int4] : [];
  const made = plan(text);
  return {
    ...common,
    kind: 'backend',
    classification,
    parameterTypes,
    columns: made.columns,
    literals: [],
    pinned: [],
    plan: made,
    otherwise: null,
  };
}

function rows(numbers: readonly number[]): Uint8Array {
  const writer = new DataRowWriter();
  for (const n of numbers) {
    writer.beginRow(1);
    writer.text(String(n));
    writer.endRow();
  }
  return writer.take();
}

/** Analyses by the table above; `later` makes every answer come in another tick, as a worker's does. */
export function fakeTranslation(later: boolean): Translation {
  const statistics = { hits: 0, misses: 0, size: 0, translations: 0, seconds: 0, restarts: 0 };
  const inTurn = async <T>(work: () => T): Promise<T> => {
    if (later) await new Promise((resolve) => setImmediate(resolve));
    return work();
  };
  return {
    epoch: 1,
    registry: createRegistry({ vectorOid: 16385, vectorArrayOid: 16390 }),
    statistics,
    split: (text) =>
      inTurn(() =>
        parseStatements(text).map((raw) => ({
          text: raw.text,
          offset: raw.offset,
          classification: classify(raw),
        })),
      ),
    splitCached: () => null,
    prepare: (text) => inTurn(() => prepareText(text)),
    prepareCached: (text) => (later ? null : prepareText(text)),
    resolvePlan: () => plan(''),
    run: (prepared, _parameters, _formats, _session, signal) =>
      inTurn(() => {
        signal?.throwIfAborted();
        if (prepared.text === FAKE_STATEMENTS.shadowError)
          throw new GatewayError('22012', 'division by zero');
        return { frames: rows([7]), rows: 1, tag: 'SELECT 1', notices: [] };
      }),
    runChange: () => Promise.reject(new GatewayError('XX000', 'no statement of the table changes this way')),
    explain: () => Promise.reject(new GatewayError('XX000', 'no statement of the table is explained')),
    refresh: () => Promise.resolve([]),
    own: () => ({ epoch: 1, own: true, bytes: new SharedArrayBuffer(0) }),
    validateDdl: () => Promise.resolve([]),
    copyTarget: ({ relation }) =>
      Promise.resolve({ ...relation, table: relation.name, columns: null, otherColumns: [], view: false }),
    codeBlock: () => Promise.reject(new GatewayError('XX000', 'no statement of the table is a block')),
    embeddedStatement: () =>
      Promise.reject(new GatewayError('XX000', 'no statement of the table is in a block')),
    refusedValue: (error) => Promise.resolve(error),
    close: () => Promise.resolve(),
  };
}

/** A lane whose table has the rows 1 to 5. */
class FakeLane implements Lane {
  readonly answered = 0;
  readonly id: number;
  readonly ended: Promise<void>;
  readonly #log: Log;
  readonly #portals = new Map<string, number>();
  #end: () => void = () => undefined;
  #stop: ((error: unknown) => void) | null = null;

  constructor(id: number, log: Log) {
    this.id = id;
    this.#log = log;
    this.ended = new Promise((resolve) => {
      this.#end = resolve;
    });
  }

  async execute(portal: string, execution: Execution, sink: RowSink): Promise<Outcome> {
    const [step] = execution.plan.steps;
    const sql = step && 'statement' in step ? step.statement.sql : '';
    this.#log.push(sql);
    await new Promise<void>((resolve, reject) => {
      this.#stop = reject;
      if (!sql.includes('forever')) setImmediate(resolve);
    });
    this.#stop = null;
    if (sql === FAKE_STATEMENTS.writeError) throw new GatewayError('23505', 'duplicate key');
    if (execution.plan.writes) return { count: 1, suspended: false };
    this.#portals.set(portal, 0);
    return this.resume(portal, execution.limit, sink);
  }

  async resume(portal: string, limit: number, sink: RowSink): Promise<Outcome> {
    const from = this.#portals.get(portal);
    if (from === undefined) throw new GatewayError('34000', 'no such portal on the lane');
    const numbers = [1, 2, 3, 4, 5].slice(from, limit === 0 ? undefined : from + limit);
    this.#portals.set(portal, from + numbers.length);
    await sink(rows(numbers), numbers.length);
    return { count: numbers.length, suspended: limit > 0 && numbers.length === limit };
  }

  /** Counts the lines of what comes. */
  async copyIn(_copy: CopyExecution, feed: CopyFeed): Promise<number> {
    const over = new AbortController();
    let lines = 0;
    for (;;) {
      const bytes = await feed.next(over.signal);
      if (bytes === null) return lines;
      lines += Buffer.from(bytes).toString('latin1').split('\n').length - 1;
    }
  }

  closePortal(portal: string): Promise<void> {
    this.#portals.delete(portal);
    return this.#said('closePortal');
  }

  begin(): Promise<void> {
    return this.#said('begin');
  }

  commit(): Promise<void> {
    this.#portals.clear();
    return this.#said('commit');
  }

  rollback(): Promise<void> {
    this.#portals.clear();
    return this.#said('rollback');
  }

  savepoint(name: string): Promise<void> {
    return this.#said(`savepoint ${name}`);
  }

  rollbackTo(name: string): Promise<void> {
    return this.#said(`rollbackTo ${name}`);
  }

  release(name: string): Promise<void> {
    return this.#said(`release ${name}`);
  }

  cancel(): void {
    this.#stop?.(new GatewayError('57014', 'canceling statement due to user request'));
  }

  describe(): ReturnType<Lane['describe']> {
    return Promise.resolve({ columns: [], parameters: 0 });
  }

  dictionaryVersion(): Promise<string> {
    return Promise.resolve('');
  }

  snapshot(): ReturnType<Lane['snapshot']> {
    return Promise.resolve({ schemas: [], tables: [] });
  }

  close(): Promise<void> {
    this.#end();
    return Promise.resolve();
  }

  #said(what: string): Promise<void> {
    this.#log.push(what);
    return Promise.resolve();
  }
}

export interface FakeOptions {
  readonly later?: boolean;
  readonly auth?: AuthMethod;
  readonly lanes?: number;
}

/** Services without PostgreSQL, IRIS or threads: for specs of connections. */
export function fakeServices(
  options: FakeOptions = {},
): Services & { readonly log: Log; readonly reports: unknown[] } {
  const log: Log = [];
  const reports: unknown[] = [];
  let lanes = 0;
  const backend: Backend = {
    type: 'embedded',
    exclusive: true,
    oneWriter: true,
    dialect: { version: [2024, 1] },
    connect: () => {
      lanes += 1;
      return Promise.resolve(new FakeLane(lanes, log));
    },
    close: () => Promise.resolve(),
  };
  const pool = new LanePool(
    backend,
    {
      size: options.lanes ?? 4,
      maxOverflow: 0,
      timeoutMs: 1000,
      maxWaiting: 10_000,
      growAfterMs: 0,
      eagerLanes: 1,
      recycleMs: 60_000,
      checkMs: 0,
      idleMs: 0,
    },
    () => undefined,
  );
  const translation = fakeTranslation(options.later ?? false);
  const report = (error: unknown): number => reports.push(error);
  return {
    translation,
    pool,
    accounts: null,
    dictionary: new DictionaryFollower({ pool, translation, report }),
    registry: createRegistry({ vectorOid: 16385, vectorArrayOid: 16390 }),
    sequences: new SequencePositions(),
    cancels: new CancelRegistry(),
    notifications: new NotificationHub(),
    advisoryLocks: new AdvisoryLocks(),
    neighbours: null,
    admission: new Admission([ruleForAll('trust', false)], () => options.auth ?? trust, new AttemptLimit(0)),
    limits: {
      statementLength: 1_000_000,
      preparedStatements: 100,
      portals: 100,
      messageBytes: 1024 * 1024,
      authTimeoutMs: 1000,
      connectionsPerUser: 0,
      remainderRows: 100,
      remainderBytes: 10_000,
      cursorBytes: 100_000,
    },
    database: 'USER',
    serverVersion: '14.20',
    report,
    log,
    reports,
  };
}
