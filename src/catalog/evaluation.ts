import type { ErrorFields } from '../errors/gateway-error.ts';
import {
  capture,
  createKeyedRows,
  keyedRows,
  noted,
  resumeChecks,
  storedTable,
  suspendChecks,
  type CapturedChange,
} from './change-capture.ts';
import type { Engine } from './pglite/engine.ts';
import { FrontendWriter } from './pglite/frontend-writer.ts';
import { quoteIdentifier } from './quote.ts';
import { isOfDomain, RELAX_DOMAINS, RESTORE_DOMAINS } from './relaxed-domains.ts';
import type { ScratchOids } from './scratch-oids.ts';
import { SequenceLaying, wrongRelation } from './sequence-laying.ts';
import type { SessionSwitch } from './session-switch.ts';
import { dataRows, failedRows, firstError } from './shadow-answer.ts';
import type { ChangeAnswer, ShadowRequest, ShadowRows } from './shadow-requests.ts';
import { copyIn, type TableRows } from './table-rows.ts';

/** What a transaction that captures changes leaves dead in the catalog: cleared after this many. */
const CAPTURES_BEFORE_VACUUM = 64;
const CATALOG = [
  'attrdef',
  'attribute',
  'class',
  'constraint',
  'depend',
  'index',
  'inherits',
  'namespace',
  'proc',
  'sequence',
  'trigger',
  'type',
].map((name) => `pg_catalog.pg_${name}`);

const BEGIN = 'begin; set local session_replication_role = replica';

/**
 * Statements on user tables that PostgreSQL evaluates itself, over rows that were read from the backend: they are laid
 * into the shadow's empty tables, and everything is rolled back afterwards. Foreign keys are not checked, since only the
 * rows that the statement needs are there.
 */
export class Evaluation {
  readonly #engine: Engine;
  readonly #switch: SessionSwitch;
  readonly #oids: ScratchOids;
  readonly #execute: (request: ShadowRequest) => ShadowRows;
  readonly #sequences: SequenceLaying;
  #captures = 0;

  /** @param execute runs a statement in the session's present state */
  constructor(
    engine: Engine,
    session: SessionSwitch,
    oids: ScratchOids,
    execute: (request: ShadowRequest) => ShadowRows,
  ) {
    this.#engine = engine;
    this.#switch = session;
    this.#oids = oids;
    this.#execute = execute;
    this.#sequences = new SequenceLaying(engine);
  }

  /** A SELECT. */
  query(request: ShadowRequest, tables: readonly TableRows[]): ShadowRows {
    const writable = request.sequences?.readOnly === false;
    const answer = this.#rolledBack(request, writable, tables, failedRows, () => {
      const error = this.#lay(tables) ?? this.#laySequences(request);
      if (error) return failedRows(error);
      if (!writable) this.#command('set transaction read only');
      const refused = this.#switch.toEvaluate(request.session, writable);
      return refused ? failedRows(refused) : this.#execute(request);
    });
    return this.#withSequences(request, answer);
  }

  /** What PostgreSQL says against a change of an empty table; null for nothing. */
  refusal(request: ShadowRequest, table: Pick<TableRows, 'schema' | 'table'>): ErrorFields | null {
    const given = (error: ErrorFields): ErrorFields => error;
    return this.#rolledBack(
      request,
      true,
      [table],
      given,
      () => this.#switch.toEvaluate(request.session, true) ?? this.#execute(request).error,
    );
  }

  /** A statement that changes data: its answer, and what would become of the rows. */
  change(
    request: ShadowRequest,
    tables: readonly TableRows[],
    changes: readonly CapturedChange[],
  ): ChangeAnswer {
    const failed = (error: ErrorFields): ChangeAnswer => ({ answer: failedRows(error), captured: [] });
    const unkeyed = [...tables.filter(({ keyed }) => !keyed), ...changes];
    try {
      const answer = this.#rolledBack(request, true, unkeyed, failed, () => {
        this.#oids.use();
        const error = this.#lay(tables) ?? this.#capture(tables, changes) ?? this.#laySequences(request);
        if (error) return failed(error);
        const refused = this.#switch.toEvaluate(request.session, true);
        if (refused) return failed(refused);
        const answer = this.#execute(request);
        if (answer.error) return failed(ofTable(answer.error, tables));
        this.#switch.toSuperuser();
        return { answer, captured: changes.map((change, index) => this.#noted(change, index)) };
      });
      return { ...answer, answer: this.#withSequences(request, answer.answer) };
    } finally {
      this.#captures += 1;
      if (this.#captures % CAPTURES_BEFORE_VACUUM === 0) this.#command(`vacuum ${CATALOG.join(', ')}`);
    }
  }

  #laySequences({ sequences }: ShadowRequest): ErrorFields | null {
    return sequences === undefined ? null : this.#sequences.lay(sequences);
  }

  /** Numbers that were taken are gone, whatever became of the statement. */
  #withSequences({ sequences }: ShadowRequest, answer: ShadowRows): ShadowRows {
    return sequences === undefined
      ? answer
      : {
          ...answer,
          error: answer.error && wrongRelation(answer.error),
          sequences: this.#sequences.outcome(sequences),
        };
  }

  /** Runs `work` in a transaction that is rolled back, as superuser with triggers off. */
  #rolledBack<T>(
    { session }: ShadowRequest,
    writable: boolean,
    dirty: readonly Pick<TableRows, 'schema' | 'table'>[],
    failed: (error: ErrorFields) => T,
    work: () => T,
  ): T {
    // What the session needs for good, its role above all, is made before the transaction that is rolled back.
    const refused = this.#switch.toEvaluate(session, writable);
    if (refused) return failed(refused);
    this.#switch.toSuperuser();
    this.#command(BEGIN);
    try {
      return work();
    } finally {
      this.#command('rollback');
      // What was set in the transaction has been undone with it.
      this.#switch.forget();
      this.#switch.toSuperuser();
      for (const { schema, table } of dirty) {
        this.#command(`vacuum ${quoteIdentifier(schema)}.${quoteIdentifier(table)}`);
      }
    }
  }

  #lay(tables: readonly TableRows[]): ErrorFields | null {
    const error = this.#layUnderDomains(tables);
    if (error === null || !isOfDomain(error)) return error;
    this.#command(`rollback; ${BEGIN}; ${RELAX_DOMAINS}`);
    const second = this.#layUnderDomains(tables);
    if (second === null) this.#command(RESTORE_DOMAINS);
    return second;
  }

  #layUnderDomains(tables: readonly TableRows[]): ErrorFields | null {
    const laid: Pick<TableRows, 'schema' | 'table'>[] = [];
    for (const [index, rows] of tables.entries()) {
      if (rows.keyed)
        for (const command of createKeyedRows(rows.schema, rows.table, index)) this.#command(command);
      const target = targetOf(rows, index);
      this.#command(suspendChecks(target.schema, target.table));
      const error = this.#copy(target);
      if (error) return error;
      laid.push(target);
    }
    for (const { schema, table } of laid) this.#command(resumeChecks(schema, table));
    return null;
  }

  #capture(tables: readonly TableRows[], changes: readonly CapturedChange[]): ErrorFields | null {
    for (const [index, change] of changes.entries()) {
      const rows = tables.findIndex(
        ({ schema, table, keyed }) => keyed && schema === change.schema && table === change.table,
      );
      for (const command of capture(change, index, rows)) this.#command(command);
      if (change.stored === null) continue;
      const { table, position } = storedTable(index);
      const { columns, frames } = change.stored;
      const error = this.#copy({ schema: 'pg_temp', table, columns: [position, ...columns], frames });
      if (error) return error;
    }
    return null;
  }

  #noted(change: CapturedChange, index: number): Uint8Array<ArrayBuffer> {
    const writer = new FrontendWriter().parse(noted(change, index), []).bind([], [], [1]);
    const { messages, overflowed } = this.#engine.exchange(writer.execute().sync().take());
    const error = firstError(messages);
    if (error || overflowed)
      throw new Error(`changes cannot be read: ${error?.message ?? 'they are too many'}`);
    return dataRows(messages).frames;
  }

  #copy(rows: Omit<TableRows, 'keyed'>): ErrorFields | null {
    return firstError(this.#engine.exchange(copyIn(rows)).messages);
  }

  #command(sql: string): void {
    const error = firstError(this.#engine.exchange(new FrontendWriter().query(sql).take()).messages);
    if (error) throw new Error(`command in the shadow catalog failed: ${error.message}`);
  }
}

/** Where the rows are laid: into the table, or into its child for those that are changed. */
function targetOf(rows: TableRows, index: number): Omit<TableRows, 'keyed'> {
  if (!rows.keyed) return rows;
  const { table, key } = keyedRows(index);
  return { schema: 'pg_temp', table, columns: [key, ...rows.columns], frames: rows.frames };
}

/** The rows of a changed table are in a child of it, of which nobody knows. */
function ofTable(error: ErrorFields, tables: readonly TableRows[]): ErrorFields {
  const laid = tables.find((rows, index) => rows.keyed && error.table === keyedRows(index).table);
  if (laid === undefined) return error;
  const { schema, table } = laid;
  const message = error.message.replace(quoteIdentifier(error.table ?? ''), quoteIdentifier(table));
  return { ...error, message, schema, table };
}
