import type { IrisValue } from '../../../types/iris-value.ts';
import type { IrisColumn, IrisResult, IrisSession, StatementDescription } from '../../iris-session.ts';
import type { Driver, DriverIris, DriverObject } from '../driver/driver.ts';
import { fromDriver } from '../driver/driver-error.ts';
import { driverArgument } from './arguments.ts';
import { countParameters, readColumns } from './statement-metadata.ts';
import { asObject, StatementObject } from './statement-object.ts';
import { rowsByBatch, rowsByNext } from './statement-rows.ts';
import { isStream, valueOfText } from './values.ts';

/** %StatementType of queries and changes of rows (iris-sql.md 8.1). */
const TYPE = { select: '1', insert: '2', update: '3', delete: '4' } as const;

/** Statements whose columns are remembered: the working set of many clients. */
const KNOWN_STATEMENTS = 1000;

/** %ROWID is a whole number unless the table has another IDKEY. */
const ROWID_TYPE = -5;

/** Levels b and c: statements through proxies of %SQL.Statement, without a class of the gateway's (docs/NATIVE.md). */
export class StatementSession implements IrisSession {
  readonly #iris: DriverIris;
  readonly #driver: Driver;
  readonly #batches: boolean;
  /** One whose rows are still being read is not used for another statement. */
  readonly #free: StatementObject[] = [];
  /** By text: 5 calls for each column are saved. */
  readonly #columns = new Map<string, readonly IrisColumn[]>();

  /** @param batches rows by %GetRows (level b), otherwise one by one (level c) */
  constructor(driver: Driver, iris: DriverIris, batches: boolean) {
    this.#driver = driver;
    this.#iris = iris;
    this.#batches = batches;
  }

  execute(sql: string, args: readonly IrisValue[]): IrisResult {
    const given = args.map(driverArgument);
    return this.#with((statement, keep) => {
      statement.prepare(sql);
      const result = statement.execute(given);
      const type = result.getString('%StatementType') ?? '';
      if (type === TYPE.select) {
        keep();
        return this.#query(statement, sql, result);
      }
      try {
        return this.#changed(type, result);
      } finally {
        result.close();
      }
    });
  }

  describe(sql: string): StatementDescription {
    return this.#with((statement) => {
      statement.prepare(sql);
      const { metadata } = statement;
      try {
        return { columns: readColumns(metadata), parameters: countParameters(metadata) };
      } finally {
        metadata.close();
      }
    });
  }

  /** What is remembered of the statement may not hold any more. */
  forget(sql: string): void {
    this.#columns.delete(sql);
  }

  close(): void {
    for (const statement of this.#free.splice(0)) statement.close();
  }

  /** Work with a statement object, which is free afterwards unless the work keeps it. */
  #with<T>(work: (statement: StatementObject, keep: () => void) => T): T {
    return translated(() => {
      const statement = this.#free.pop() ?? new StatementObject(this.#iris);
      let kept = false;
      try {
        return work(statement, () => {
          kept = true;
        });
      } finally {
        if (!kept) this.#free.push(statement);
      }
    });
  }

  #changed(type: string, result: DriverObject): IrisResult {
    const rows = type === TYPE.insert || type === TYPE.update || type === TYPE.delete;
    // Anything else may have changed what statements give.
    if (!rows) this.#columns.clear();
    const changes = Math.max(0, Number(result.getString('%ROWCOUNT') ?? 0));
    const rowId = type === TYPE.insert && changes > 0 ? result.getString('%ROWID') : null;
    return {
      columns: [],
      rowCount: changes,
      rowId: rowId === null || rowId === '' ? null : valueOfText(rowId, ROWID_TYPE),
      rows: () => [].values(),
      close: () => undefined,
    };
  }

  #query(statement: StatementObject, sql: string, result: DriverObject): IrisResult {
    const release = (): void => {
      result.close();
      this.#free.push(statement);
    };
    try {
      const columns = this.#columnsOf(sql, result);
      const batches = this.#batches && !columns.some(({ odbcType }) => isStream(odbcType));
      const source = batches
        ? rowsByBatch(result, columns, this.#driver.IRISReference)
        : rowsByNext(result, columns, { iris: this.#iris, Reference: this.#driver.IRISReference });
      const rows = new OpenRows(source, release);
      return { columns, rowCount: 0, rowId: null, rows: () => rows, close: () => rows.close() };
    } catch (error) {
      release();
      throw error;
    }
  }

  #columnsOf(sql: string, result: DriverObject): readonly IrisColumn[] {
    const known = this.#columns.get(sql);
    if (known !== undefined) return known;
    const metadata = asObject(result.invokeObject('%GetMetadata'));
    const columns = readColumns(metadata);
    metadata.close();
    if (this.#columns.size >= KNOWN_STATEMENTS) this.#columns.clear();
    this.#columns.set(sql, columns);
    return columns;
  }
}

/** The rows of a result; what they hold is released with their end, or when nobody wants more of them. */
class OpenRows implements IterableIterator<IrisValue[]> {
  readonly #source: Generator<IrisValue[], void>;
  #release: (() => void) | null;

  constructor(source: Generator<IrisValue[], void>, release: () => void) {
    this.#source = source;
    this.#release = release;
  }

  next(): IteratorResult<IrisValue[], undefined> {
    if (this.#release === null) return { done: true, value: undefined };
    try {
      const next = translated(() => this.#source.next());
      if (next.done !== true) return next;
    } catch (error) {
      this.close();
      throw error;
    }
    this.close();
    return { done: true, value: undefined };
  }

  return(): IteratorResult<IrisValue[], undefined> {
    this.close();
    return { done: true, value: undefined };
  }

  [Symbol.iterator](): this {
    return this;
  }

  close(): void {
    const release = this.#release;
    this.#release = null;
    release?.();
  }
}

/** Runs calls of the driver. @throws IrisError, GatewayError */
function translated<T>(calls: () => T): T {
  try {
    return calls();
  } catch (error) {
    throw fromDriver(error);
  }
}
