import type { CopyFeed, Lane } from '../../../src/backend/backend.ts';
import { refusedRow } from '../../../src/backend/refused-row.ts';
import type { Batch, Origin } from '../../../src/copy/from/batch.ts';
import { RowReader } from '../../../src/copy/from/row-reader.ts';
import { asGatewayError, GatewayError } from '../../../src/errors/gateway-error.ts';
import { SQLSTATE } from '../../../src/errors/sqlstate.ts';
import type { IrisValue } from '../../../src/types/iris-value.ts';
import { openPortal } from '../portal/portal.ts';
import type { Receiver } from '../portal/receiver.ts';
import type { Session } from '../session.ts';
import { prepare } from '../statement.ts';
import { openImplicit } from '../transaction-end.ts';
import type { CopyPlan } from './copy-plan.ts';
import { boundTuple } from './insert-in-lane.ts';

/** Rows of one statement: what PostgreSQL parses in a few milliseconds. */
const STATEMENT_ROWS = 128;

/** Parameters of one statement (manual 55.7, Bind: an Int16). */
const MOST_PARAMETERS = 65_535;

const SAVEPOINT = 'iris_pgwire_copy';

interface Row {
  readonly values: readonly IrisValue[];
  readonly origin: Origin;
}

/**
 * COPY FROM into a table whose rows PostgreSQL has to evaluate: the data is read here and goes into INSERT statements of
 * many rows each, in one transaction. Where one fails its rows are inserted one by one, to tell which it is.
 *
 * @returns the number of rows
 */
export async function insertByStatements(
  session: Session,
  plan: CopyPlan,
  feed: CopyFeed,
  signal: AbortSignal,
): Promise<number> {
  const { registry } = session.services;
  const settings = session.valueSettings;
  const reader = new RowReader(plan.source, registry, settings);
  openImplicit(session);
  const insert = new StatementInsert(session, plan, signal);
  const over = new AbortController().signal;
  for (;;) {
    const piece = await feed.next(over).catch((error: unknown) => {
      throw reader.located(asGatewayError(error));
    });
    if (piece === null) reader.finish();
    else reader.push(piece);
    for (let batch = reader.next(); batch !== null; batch = reader.next()) {
      for (const notice of batch.skipped) feed.notice(notice);
      await insert.batch(batch);
    }
    if (piece === null) return insert.count;
  }
}

class StatementInsert {
  readonly #session: Session;
  readonly #plan: CopyPlan;
  readonly #signal: AbortSignal;
  readonly #size: number;
  count = 0;

  constructor(session: Session, plan: CopyPlan, signal: AbortSignal) {
    this.#session = session;
    this.#plan = plan;
    this.#signal = signal;
    const columns = plan.source.columns.length;
    this.#size =
      columns === 0 ? 1 : Math.max(1, Math.min(STATEMENT_ROWS, Math.floor(MOST_PARAMETERS / columns)));
  }

  async batch({ rows, origins, failure }: Batch): Promise<void> {
    const all = rows.map((values, i): Row => ({ values, origin: origins[i] as Origin }));
    for (let at = 0; at < all.length; at += this.#size) {
      await this.#insertPart(all.slice(at, at + this.#size), failure);
    }
    if (failure !== null) throw failure;
  }

  async #insertPart(rows: readonly Row[], failure: GatewayError | null): Promise<void> {
    await this.#onLane((lane) => lane.savepoint(SAVEPOINT));
    try {
      this.count += await this.#run(rows);
    } catch (error) {
      const problem = asGatewayError(error);
      if (this.#signal.aborted || !isAboutRow(problem)) throw problem;
      await this.#onLane((lane) => lane.rollbackTo(SAVEPOINT));
      const found = await this.#firstRefused(rows, problem);
      // Keys are checked after the row that cannot be read (see copy-run.ts).
      throw failure !== null && found.sqlstate !== SQLSTATE.checkViolation ? failure : found;
    }
    await this.#onLane((lane) => lane.release(SAVEPOINT));
  }

  async #firstRefused(rows: readonly Row[], problem: GatewayError): Promise<GatewayError> {
    for (const row of rows) {
      try {
        await this.#run([row]);
      } catch (error) {
        const fields = { ...asGatewayError(error).fields, position: undefined };
        return refusedRow(fields, this.#plan.source.table, row.origin);
      }
    }
    return problem;
  }

  /** @returns the number of rows inserted: those that the condition lets in */
  async #run(rows: readonly Row[]): Promise<number> {
    const { columns } = this.#plan.source;
    const types = rows.flatMap(() => columns.map(({ typeOid }) => typeOid));
    const session = this.#session;
    const found = Promise.resolve(prepare(session, this.#text(rows.length), types));
    const statement = await found.catch((error: unknown) => {
      throw this.#ofCondition(asGatewayError(error));
    });
    const bound = rows.flatMap(({ origin }) => boundTuple(origin.tuple));
    const values = rows.flatMap((row) => row.values);
    const portal = openPortal(statement, bound, values, [], null);
    let tag = '';
    const to: Receiver = {
      rows: () => Promise.resolve(),
      suspend: () => undefined,
      complete: (done) => {
        tag = done;
      },
    };
    await session.advance(portal, { limit: 0, alone: false, to });
    return Number(tag.slice(tag.lastIndexOf(' ') + 1));
  }

  #text(rows: number): string {
    const { insert, where, source } = this.#plan;
    const { columns, table } = source;
    if (columns.length === 0) return `${insert} DEFAULT VALUES`;
    const tuples = Array.from({ length: rows }, (_, row) => {
      const places = columns.map((_column, i) => `$${row * columns.length + i + 1}`);
      return `(${places.join(', ')})`;
    }).join(', ');
    if (where === null) return `${insert} VALUES ${tuples}`;
    const names = columns.map(({ name }) => quoted(name)).join(', ');
    return `${insert} SELECT * FROM (VALUES ${tuples}) AS ${quoted(table)} (${names}) WHERE ${where.text}`;
  }

  /** PostgreSQL has looked at the condition before: what is unknown here has a default. */
  #ofCondition(error: GatewayError): GatewayError {
    const { where } = this.#plan;
    if (where === null || error.sqlstate !== SQLSTATE.undefinedColumn) return error;
    return new GatewayError(
      SQLSTATE.featureNotSupported,
      'COPY FROM ... WHERE on a column that is not in the column list is not supported',
    );
  }

  #onLane(work: (lane: Lane) => Promise<void>): Promise<void> {
    const use = { writes: true, alone: false, signal: this.#signal };
    return this.#session.backend.use(use, work);
  }
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** Data exceptions and violated constraints. */
function isAboutRow({ sqlstate }: GatewayError): boolean {
  return sqlstate.startsWith('22') || sqlstate.startsWith('23');
}
