import { type IrisColumn, IrisError, type IrisResult } from '../../../../src/backend/iris-session.ts';
import type { IrisValue } from '../../../../src/types/iris-value.ts';
import type { Arguments, Instance } from './instance.ts';
import { limited, listText, MAXSTRING } from './list-text.ts';
import { integerOf, type ObjectValue, textOf } from './object-value.ts';
import type { SqlServices } from './sql-services.ts';
import { isBinaryStream, isStream, objectValueOf } from './sql-values.ts';
import { type StatementKind, tellsNothingDone } from './statement-kind.ts';
import { statementMetadata } from './statement-metadata.ts';
import { OK, sqlErrorStatus } from './status.ts';
import { thrown } from './thrown.ts';

/** How %SQL.Statement executed: %SQL.StatementResult is made of it. */
export interface Executed {
  readonly kind: StatementKind;
  readonly outcome: IrisResult | IrisError;
  /** %ObjectSelectMode: properties of stream columns are objects. */
  readonly objects: boolean;
}

/** %SQL.StatementResult in ODBC mode (iris-sql.md 8.1). */
export class StatementResult implements Instance {
  readonly className = '%SQL.StatementResult';
  readonly methods: Instance['methods'];
  readonly #services: SqlServices;
  readonly #executed: Executed;
  readonly #columns: readonly IrisColumn[];
  readonly #rows: Iterator<IrisValue[]> | null;
  readonly #streamIds: string[] = [];
  #row: readonly ObjectValue[] | null = null;
  #sqlcode: number;
  #message = '';
  #rowCount: number;

  constructor(executed: Executed, services: SqlServices) {
    this.#services = services;
    this.#executed = executed;
    const { outcome, kind } = executed;
    if (outcome instanceof IrisError) {
      this.#columns = [];
      this.#rows = null;
      this.#sqlcode = outcome.sqlcode;
      this.#message = outcome.message;
      this.#rowCount = 0;
    } else {
      this.#columns = outcome.columns;
      this.#rows = outcome.columns.length > 0 ? outcome.rows() : null;
      this.#sqlcode = outcome.rowCount === 0 && tellsNothingDone(kind) ? 100 : 0;
      // TRUNCATE tells no count (iris-sql.md section 2).
      this.#rowCount = kind.name === 'TRUNCATE TABLE' ? -1 : outcome.rowCount;
    }
    this.methods = {
      '%Next': (args) => this.#next(args),
      '%GetData': (args) => this.#row?.[integerOf(args.at(0)) - 1] ?? '',
      '%Get': (args) => this.#byName(textOf(args.at(0))),
      '%GetRow': (args) => this.#getRow(args),
      ...(services.features.has('getRows') ? { '%GetRows': (args: Arguments) => this.#getRows(args) } : {}),
      '%GetMetadata': () => this.#metadata(),
      '%MoreResults': () => 0n,
    };
  }

  #metadata(): ObjectValue {
    return statementMetadata({ columns: this.#columns, parameters: 0 }, this.#executed.kind.type);
  }

  /** %Next(.status): 1 when it stands on a row. */
  #next(args: Arguments): ObjectValue {
    const moved = this.#move();
    args.set(0, this.#status());
    return moved ? 1n : 0n;
  }

  #status(): ObjectValue {
    return this.#sqlcode < 0 ? sqlErrorStatus(new IrisError(this.#sqlcode, this.#message)) : OK;
  }

  #move(): boolean {
    if (this.#rows === null || this.#sqlcode !== 0) return false;
    this.#row = null;
    try {
      const next = this.#rows.next();
      if (next.done === true) {
        this.#sqlcode = 100;
        return false;
      }
      this.#row = next.value.map((value, i) => this.#valueOf(value, i));
      this.#rowCount += 1;
      return true;
    } catch (error) {
      if (!(error instanceof IrisError)) throw error;
      this.#sqlcode = error.sqlcode;
      this.#message = error.message;
      return false;
    }
  }

  /** The value of a stream column is the stream's OID (RSQL_object). */
  #valueOf(value: IrisValue, index: number): ObjectValue {
    const column = this.#columns[index];
    if (!column) throw new Error(`no column ${index}`);
    if (value === null || !isStream(column)) return limitedValue(objectValueOf(value, column));
    const contents = value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : String(value);
    const { oid, id } = this.#services.streams.store(contents, isBinaryStream(column));
    this.#streamIds.push(id);
    return oid;
  }

  /** The last column of that name (GSQL_dynsql, "%Get"). */
  #byName(name: string): ObjectValue {
    const index = this.#columns.findLastIndex((column) => column.name.toLowerCase() === name.toLowerCase());
    if (index < 0) throw thrown('<PROPERTY DOES NOT EXIST>', name);
    return this.#row?.[index] ?? '';
  }

  /** %GetRow(.row, .status): the next row as a $LIST. */
  #getRow(args: Arguments): ObjectValue {
    const moved = this.#move();
    args.set(0, this.#row === null ? '' : listText(this.#row));
    args.set(1, this.#status());
    return moved ? 1n : 0n;
  }

  /** %GetRows(count, .rows, .status): the next rows, a $LIST of $LISTs; returns how many (docs/NATIVE.md). */
  #getRows(args: Arguments): ObjectValue {
    const wanted = integerOf(args.at(0));
    // What it does without a count is not documented.
    if (wanted < 1) throw thrown('<ILLEGAL VALUE>', '%GetRows takes a count');
    const rows: string[] = [];
    let size = 0;
    while (rows.length < wanted && this.#move()) {
      const row = listText(this.#row ?? []);
      size += row.length;
      if (size > MAXSTRING) throw thrown('<MAXSTRING>', '');
      rows.push(row);
    }
    args.set(1, listText(rows));
    args.set(2, this.#status());
    return BigInt(rows.length);
  }

  get(property: string): ObjectValue | undefined {
    switch (property) {
      case '%SQLCODE':
        return BigInt(this.#sqlcode);
      case '%Message':
        return this.#message;
      case '%ROWCOUNT':
        return BigInt(this.#rowCount);
      case '%ROWID':
        return this.#rowId();
      case '%StatementType':
        return BigInt(this.#executed.kind.type);
      case '%StatementTypeName':
        return this.#executed.kind.name;
      case '%Metadata':
        return this.#metadata();
    }
    return this.#property(property);
  }

  #rowId(): ObjectValue {
    const { outcome } = this.#executed;
    const rowId = outcome instanceof IrisError ? null : outcome.rowId;
    return rowId === null ? '' : String(rowId);
  }

  /** The first column of that name; with %ObjectSelectMode 1 streams are opened. */
  #property(name: string): ObjectValue | undefined {
    const index = this.#columns.findIndex((column) => column.name.toLowerCase() === name.toLowerCase());
    const column = this.#columns[index];
    if (!column) return undefined;
    const value = this.#row?.[index] ?? '';
    if (!this.#executed.objects || !isStream(column) || value === '') return value;
    return this.#services.streams.open(textOf(value));
  }

  set(): boolean {
    return false;
  }

  /** Ends the cursor. */
  released(): void {
    if (!(this.#executed.outcome instanceof IrisError)) this.#executed.outcome.close();
    this.#services.streams.drop(this.#streamIds);
  }
}

function limitedValue(value: ObjectValue): ObjectValue {
  return typeof value === 'string' ? limited(value) : value;
}
