import type { IrisValue } from '../types/iris-value.ts';

/** Result column metadata, as %SQL.StatementColumn gives it (iris-sql.md 3.2, 8.1). */
export interface IrisColumn {
  readonly name: string;
  /** ODBCType code: -5 BIGINT, 4 INTEGER, 2 NUMERIC, 8 DOUBLE, 12 VARCHAR, 9 DATE, 10 TIME, 11 TIMESTAMP, -7 BIT ... */
  readonly odbcType: number;
  readonly precision: number;
  readonly scale: number;
  readonly nullable: boolean;
}

/** What preparing tells of a statement (%SQL.StatementMetadata, iris-sql.md 8.1). */
export interface StatementDescription {
  /** Empty for a statement without rows. */
  readonly columns: readonly IrisColumn[];
  /** The number of its `?`. */
  readonly parameters: number;
}

/** What one execution gives. A query's rows are read once, in order. */
export interface IrisResult {
  readonly columns: readonly IrisColumn[];
  /** %ROWCOUNT of a changing statement; 0 for SQLCODE 100. */
  readonly rowCount: number;
  /** %ROWID after an INSERT (iris-sql.md section 2), else null. */
  readonly rowId: IrisValue;
  /** A query's rows in ODBC mode; each row is the reader's own array. Ends the cursor when exhausted. */
  rows(): IterableIterator<IrisValue[]>;
  /** Gives the cursor back early. No effect when exhausted. */
  close(): void;
}

/** Failure of a statement in IRIS. */
export class IrisError extends Error {
  override readonly name = 'IrisError';
  readonly sqlcode: number;
  /** %msg: details such as the constraint's name. */
  constructor(sqlcode: number, message: string) {
    super(message);
    this.sqlcode = sqlcode;
  }
}

/**
 * One IRIS process, synchronous and used by one statement at a time. Lives in a lane's thread or child process; the
 * embedded engine and the driver child both are one, so that plans run the same way on both.
 */
export interface IrisSession {
  /** Prepares (or finds prepared) and executes. Throws IrisError. */
  execute(sql: string, args: readonly IrisValue[]): IrisResult;
  /** Prepares only: the columns of the answer and the number of `?`. Throws IrisError. */
  describe(sql: string): StatementDescription;
  /** Ends the process: an open transaction is rolled back. */
  close(): void;
}
