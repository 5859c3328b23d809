import type { CopyDirection } from '../copy/options.ts';
import type { ErrorFields } from '../errors/gateway-error.ts';
import { SQLSTATE } from '../errors/sqlstate.ts';
import type { RawMessage } from '../protocol/backend/decode.ts';
import { decodeBackend } from '../protocol/backend/decode.ts';
import type { BackendMessage } from '../protocol/backend/index.ts';
import type { CapturedChange } from './change-capture.ts';
import { Evaluation } from './evaluation.ts';
import { SHOWN_PREFIX } from './image-recipe.ts';
import { applyStatements } from './mirror/apply.ts';
import { RELEASE_OIDS } from './mirror/release-oids.ts';
import type { ApplyFailure } from './mirror/apply.ts';
import { SCRATCH_OID } from './mirror/oids.ts';
import type { MirrorStatement } from './mirror/statement.ts';
import { SEED_OPERATORS } from './operator-map.ts';
import { atInstant } from './pglite/clock.ts';
import { Engine, ShadowBroken } from './pglite/engine.ts';
import { FrontendWriter } from './pglite/frontend-writer.ts';
import { FORGET_NOT_NULL, hasNotNullConstraints, SHOW_NOT_NULL } from './not-null-constraints.ts';
import { ScratchOids } from './scratch-oids.ts';
import { serverSettings } from './server-version.ts';
import { hasNullTargets, STATE_TARGETS } from './statistics-targets.ts';
import { SessionSwitch } from './session-switch.ts';
import {
  columnsOf,
  dataRows,
  decodeAll,
  errorOf,
  failedRows,
  firstError,
  noticesOf,
  treeOf,
} from './shadow-answer.ts';
import type {
  Analysis,
  ChangeAnswer,
  DdlTrial,
  ShadowOptions,
  ShadowRequest,
  ShadowRows,
} from './shadow-requests.ts';
import type { ShadowSession } from './shadow-session.ts';
import type { TableRows } from './table-rows.ts';

export type { Analysis, DdlTrial, ShadowOptions, ShadowRequest, ShadowRows } from './shadow-requests.ts';

/** Command tags of what a query may be. */
const STATELESS_TAGS = ['SELECT', 'EXPLAIN'];

const DEFAULT_MAXIMUM_ANSWER = 256 * 1024 * 1024;

/**
 * The shadow catalog: a PostgreSQL without user data that knows the backend's schema. Synchronous, one statement at a
 * time; lives in a worker thread with a stack of at least 16 MB (with less, deep expressions break it instead of being
 * error 54001). A ShadowBroken from any method, or `broken`, means that the worker must be ended and started anew.
 *
 * Sessions share it. Statements are unnamed, nothing of a client's session state is ever sent to it, and a transaction
 * that is open after an answer is rolled back.
 */
export class Shadow {
  readonly #engine: Engine;
  readonly #switch: SessionSwitch;
  readonly #oids: ScratchOids;
  readonly #evaluation: Evaluation;
  /** Run after the mirror's statements: what other releases have in the catalog. */
  readonly #adjustments: readonly string[];

  private constructor(engine: Engine, owner: string, adjustments: readonly string[]) {
    this.#engine = engine;
    this.#switch = new SessionSwitch(engine, owner);
    this.#oids = new ScratchOids(engine);
    this.#adjustments = adjustments;
    this.#evaluation = new Evaluation(engine, this.#switch, this.#oids, (request) =>
      this.#execute(request, true),
    );
  }

  /** @throws ShadowBroken when the image does not work with this PGlite */
  static async open(options: ShadowOptions): Promise<Shadow> {
    const { image, wasmModule, serverVersion = '14.20', owner = '_SYSTEM' } = options;
    const engine = await Engine.open({
      image,
      ...(wasmModule ? { wasmModule } : {}),
      settings: serverSettings(serverVersion, SHOWN_PREFIX),
      maximumAnswer: options.maximumAnswer ?? DEFAULT_MAXIMUM_ANSWER,
    });
    const forgetful = options.answersQueries === true && !hasNotNullConstraints(serverVersion);
    const shadow = new Shadow(engine, owner, [
      ...(hasNullTargets(serverVersion) ? [] : [STATE_TARGETS]),
      ...(forgetful ? [FORGET_NOT_NULL] : []),
    ]);
    shadow.#prepare(owner);
    if (options.operatorMap === 'seed') shadow.#command(SEED_OPERATORS);
    if (forgetful) for (const view of SHOW_NOT_NULL) shadow.#command(view);
    return shadow;
  }

  get broken(): boolean {
    return this.#engine.broken;
  }

  /**
   * The owner owns the database and, through pg_database_owner, the schema public. What initdb says of the database
   * postgres is not said of the one that takes its place.
   */
  #prepare(owner: string): void {
    this.#switch.toOwner();
    this.#switch.toSuperuser();
    this.#command(
      `update pg_database set datdba = (select oid from pg_authid where rolname = '${owner.replaceAll("'", "''")}')`,
    );
    this.#command(`delete from pg_shdescription where classoid = 'pg_database'::regclass`);
    this.#checkOids();
  }

  #checkOids(): void {
    this.#command('begin');
    this.#engine.oids.next = SCRATCH_OID;
    this.#command('create role iris_pgwire_probe');
    const [row] = this.rows(`select oid from pg_authid where rolname = 'iris_pgwire_probe'`);
    this.#command('rollback');
    if (row?.[0] !== String(SCRATCH_OID)) throw new ShadowBroken('the OID counter of PGlite was not found');
  }

  /**
   * Parse and Describe of one statement in the state of `session`. Nothing is executed.
   *
   * @throws GatewayError 28000 for a reserved user name, 22021 for a NUL in the text; so do the methods below
   */
  analyse(text: string, parameterTypes: readonly number[], session: ShadowSession): Analysis {
    return atInstant(session.now, (): Analysis => {
      const refused = this.#switch.toAnalyse(session);
      if (refused) return { error: refused };
      const messages = this.#converse(
        new FrontendWriter().parse(text, parameterTypes).describe('S').sync(),
      ).decoded;
      const error = errorOf(messages);
      if (error) return { error };
      const types = messages.find((message) => message.type === 'ParameterDescription');
      if (!types) throw this.#broke('the shadow catalog lost a Parse');
      return {
        error: null,
        parameterTypes: types.parameterTypes,
        columns: columnsOf(messages),
        tree: treeOf(messages),
        notices: noticesOf(messages),
      };
    });
  }

  /**
   * Runs a statement that touches no user table, in a read-only transaction of its own. The caller sends none but
   * SELECT, VALUES, TABLE, WITH and EXPLAIN of them, and none that calls a function of GATEWAY_FUNCTIONS.
   */
  query(request: ShadowRequest): ShadowRows {
    return atInstant(request.session.now, () => {
      const refused = this.#switch.toEvaluate(request.session, false);
      if (refused) return failedRows(refused);
      return this.#execute(request);
    });
  }

  /** Runs a SELECT on user tables over rows that the caller has read from the backend (evaluation.ts). */
  queryOver(request: ShadowRequest, tables: readonly TableRows[]): ShadowRows {
    return atInstant(request.session.now, () => this.#evaluation.query(request, tables));
  }

  /**
   * Runs a statement that changes data over such rows, and tells what would become of them. The caller sends no text that
   * calls a function of GATEWAY_FUNCTIONS.
   *
   * @param changes all that the statement does to user tables
   */
  changeOver(
    request: ShadowRequest,
    tables: readonly TableRows[],
    changes: readonly CapturedChange[],
  ): ChangeAnswer {
    return atInstant(request.session.now, () => this.#evaluation.change(request, tables, changes));
  }

  /**
   * What PostgreSQL says against a change, run on its empty table and rolled back: of values that do not fit it says the
   * same as over the real rows. Foreign keys are not checked, since the rows they point to are not here.
   *
   * @param table the one that is changed
   * @returns null when it has no objection
   */
  tryChange(
    request: ShadowRequest,
    { schema, name }: { readonly schema: string; readonly name: string },
  ): ErrorFields | null {
    return atInstant(request.session.now, () => this.#evaluation.refusal(request, { schema, table: name }));
  }

  /** What PostgreSQL says against a COPY before there is any data; null for nothing. */
  tryCopy(text: string, direction: CopyDirection, session: ShadowSession): ErrorFields | null {
    return atInstant(session.now, () => {
      const refused = this.#switch.toEvaluate(session, direction === 'from');
      if (refused) return refused;
      const request = new FrontendWriter().query(text);
      const { decoded } = this.#converse(direction === 'from' ? request.copyFail('') : request);
      const error = errorOf(decoded);
      return error?.sqlstate === SQLSTATE.queryCanceled ? null : error;
    });
  }

  /** With `withinTransaction` the one that is open stays open. */
  #execute(request: Omit<ShadowRequest, 'session'>, withinTransaction = false): ShadowRows {
    const { text, parameterTypes, parameterFormats, parameters, resultFormats } = request;
    const { decoded, raw, overflowed } = this.#converse(
      new FrontendWriter()
        .parse(text, parameterTypes)
        .bind(parameterFormats, parameters, resultFormats)
        .describe('P')
        .execute()
        .sync(),
      withinTransaction,
    );
    if (overflowed) {
      return failedRows({
        severity: 'ERROR',
        sqlstate: SQLSTATE.programLimitExceeded,
        message: 'the result of a query on the catalog is too large',
      });
    }
    const error = errorOf(decoded);
    const complete = decoded.find((message) => message.type === 'CommandComplete');
    const empty = decoded.some((message) => message.type === 'EmptyQueryResponse');
    if (!error && !complete && !empty) throw this.#broke('the shadow catalog lost an Execute');
    // Whatever else was run, SET above all, may have left the session in another state than it is known to be in.
    if (!error && !empty && !STATELESS_TAGS.some((tag) => complete?.tag.startsWith(tag)))
      this.#switch.forget();
    const { frames, count } = dataRows(raw);
    return {
      columns: columnsOf(decoded),
      rows: frames,
      rowCount: count,
      tag: complete?.tag ?? null,
      notices: noticesOf(decoded),
      error,
    };
  }

  /**
   * Whether a client's DDL would succeed on the mirrored schema: it is run and rolled back. Statements that PostgreSQL
   * does not allow in a transaction block (CREATE INDEX CONCURRENTLY, VACUUM) are not tried: no error, no verdict.
   *
   * @param look what to read of the catalog as it is after the statement, before it is rolled back
   */
  tryDdl(text: string, session: ShadowSession): DdlTrial;
  tryDdl<T>(text: string, session: ShadowSession, look: () => T): DdlTrial & { readonly seen: T | null };
  tryDdl<T>(text: string, session: ShadowSession, look?: () => T): DdlTrial & { readonly seen: T | null } {
    return atInstant(session.now, () => {
      const refused = this.#switch.toEvaluate(session, true);
      if (refused) return { error: refused, notices: [], seen: null };
      this.#command('begin');
      this.#oids.use();
      const { error, notices } = this.#execute(
        { text, parameterTypes: [], parameterFormats: [], parameters: [], resultFormats: [] },
        true,
      );
      const seen = error || !look ? null : look();
      this.#command('rollback');
      this.#switch.forget();
      const untried = error?.sqlstate === SQLSTATE.activeSqlTransaction;
      return { error: untried ? null : error, notices, seen };
    });
  }

  /** Runs the mirror's statements; what fails is reported and breaks nothing else. */
  apply(statements: readonly MirrorStatement[]): ApplyFailure[] {
    const failures = applyStatements(statements, {
      one: (sql, statement) => this.#applyOne(sql, statement, false),
      together: (batch) => this.#applyTogether(batch),
    });
    if (statements.length > 0) {
      this.#switch.toSuperuser();
      for (const adjustment of this.#adjustments) this.#command(adjustment);
    }
    return failures;
  }

  #applyOne(
    sql: string,
    { oid, superuser }: MirrorStatement,
    withinTransaction: boolean,
  ): ErrorFields | null {
    if (superuser) this.#switch.toSuperuser();
    else this.#switch.toOwner();
    if (oid !== null) this.#engine.oids.next = oid;
    // Parse takes one statement only: a type or default that is told from elsewhere cannot smuggle in another.
    const request = new FrontendWriter().parse(sql, []).bind([], [], []).execute().sync();
    return errorOf(this.#converse(request, withinTransaction).decoded);
  }

  /** Whether all succeed in one transaction; nothing is left of them if not, their OIDs included. */
  #applyTogether(statements: readonly MirrorStatement[]): boolean {
    this.#switch.toOwner();
    this.#command('begin');
    const succeeded = statements.every(
      (statement) => this.#applyOne(statement.sql, statement, true) === null,
    );
    this.#command(succeeded ? 'commit' : 'rollback');
    if (succeeded) return true;
    this.#switch.forget();
    for (const { sql } of RELEASE_OIDS) {
      this.#switch.toSuperuser();
      this.#command(sql);
    }
    return false;
  }

  /**
   * Rows of one of the shadow's own queries, as text, run by its superuser.
   *
   * @throws Error when it fails: the text is ours, so that is a defect
   */
  rows(sql: string): (string | null)[][] {
    this.#switch.toSuperuser();
    const { messages } = this.#engine.exchange(new FrontendWriter().query(sql).take());
    const error = firstError(messages);
    if (error) throw new Error(`query on the shadow catalog failed: ${error.message}`);
    return messages.flatMap(textRow);
  }

  /** Whether one of the shadow's own queries, with an expression of a client's in it, succeeds for the owner. */
  allows(sql: string): boolean {
    this.#switch.toOwner();
    const request = new FrontendWriter().parse(sql, []).bind([], [], []).execute().sync();
    return errorOf(this.#converse(request).decoded) === null;
  }

  #command(sql: string): void {
    const error = firstError(this.#engine.exchange(new FrontendWriter().query(sql).take()).messages);
    if (error) throw new Error(`command in the shadow catalog failed: ${error.message}`);
  }

  /** Sends a client's messages and leaves no transaction open behind them, unless it is the caller's. */
  #converse(
    writer: FrontendWriter,
    withinTransaction = false,
  ): {
    decoded: BackendMessage[];
    raw: readonly RawMessage[];
    overflowed: boolean;
  } {
    const { messages, overflowed } = this.#engine.exchange(writer.take());
    const decoded = decodeAll(messages);
    const last = decoded.at(-1);
    const idle = last?.type === 'ReadyForQuery' && last.status === 'I';
    if (!idle && !withinTransaction) this.#command('rollback');
    return { decoded, raw: messages, overflowed };
  }

  #broke(reason: string): ShadowBroken {
    this.#engine.abandon();
    return new ShadowBroken(reason);
  }

  /** Ends the instance and frees its memory. */
  async close(): Promise<void> {
    await this.#engine.close();
  }
}

function textRow(message: RawMessage): (string | null)[][] {
  if (message.type !== 'D'.charCodeAt(0)) return [];
  const row = decodeBackend(message.type, message.body);
  if (row.type !== 'DataRow') return [];
  return [row.values.map((value) => (value === null ? null : Buffer.from(value).toString('utf8')))];
}
