import type { IrisValue } from '../../../types/iris-value.ts';
import type { IrisColumn, IrisResult, IrisSession, StatementDescription } from '../../iris-session.ts';
import type { DriverObject } from '../driver/driver.ts';
import { fromDriver } from '../driver/driver-error.ts';
import { readReply, type Replies, type ReplyColumn, type ReplyValue } from './helper-reply.ts';
import { requestOf, runRequest } from './helper-request.ts';
import { isBinary, valueOfBytes, valueOfText } from './values.ts';

/** Rows asked for with the statement: most answers are not longer. */
const FIRST_ROWS = 100;
/** Rows of a further batch; the helper ends it sooner when it grows long. */
const NEXT_ROWS = 1000;

type ReplyRow = readonly ReplyValue[];

/** Level a: statements through an object of the helper class, one call each (docs/NATIVE.md). */
export class HelperSession implements IrisSession {
  readonly #helper: DriverObject;

  constructor(helper: DriverObject) {
    this.#helper = helper;
  }

  execute(sql: string, args: readonly IrisValue[]): IrisResult {
    const { appends, request } = runRequest(sql, args, FIRST_ROWS);
    for (const append of appends) this.#call('Append', requestOf(append));
    const reply = this.#call('Run', request);
    const columns = (reply.cols ?? []).map(columnOf);
    const cursor = new HelperCursor(this, columns, reply.rows ?? [], reply.h);
    return {
      columns,
      rowCount: reply.code === 100 ? 0 : reply.count,
      rowId: reply.id === '' ? null : valueOfText(reply.id, ROWID_TYPE),
      rows: () => cursor.rows(),
      close: () => cursor.close(),
    };
  }

  describe(sql: string): StatementDescription {
    const { cols, params } = this.#call('Describe', requestOf({ sql }));
    return { columns: cols.map(columnOf), parameters: params };
  }

  /** Cancels what the process with this $JOB runs. @returns whether it ran a query */
  cancel(job: string): boolean {
    return this.#call('Cancel', job).done === 1;
  }

  /** Writes to messages.log of the instance. @param severity 0 to 3, as %SYS.System.WriteToConsoleLog has it */
  log(text: string, severity: number): void {
    this.#call('Log', requestOf({ text, severity }));
  }

  fetch(handle: number): Replies['Fetch'] {
    return this.#call('Fetch', String(handle), String(NEXT_ROWS));
  }

  closeCursor(handle: number): void {
    this.#call('Close', String(handle));
  }

  piece(number: number): Replies['Piece'] {
    return this.#call('Piece', String(number));
  }

  close(): void {
    this.#helper.close();
  }

  #call<M extends keyof Replies>(method: M, ...args: string[]): Replies[M] {
    let bytes: Uint8Array | null;
    try {
      bytes = this.#helper.invokeBytes(method, ...args);
    } catch (error) {
      throw fromDriver(error);
    }
    return readReply(method, bytes);
  }
}

/** %ROWID is a whole number unless the table has another IDKEY. */
const ROWID_TYPE = -5;

class HelperCursor {
  readonly #session: HelperSession;
  readonly #columns: readonly IrisColumn[];
  #batch: IrisValue[][];
  #handle: number;

  constructor(
    session: HelperSession,
    columns: readonly IrisColumn[],
    batch: readonly ReplyRow[],
    handle: number,
  ) {
    this.#session = session;
    this.#columns = columns;
    // At once: the server keeps long values until the next statement only.
    this.#batch = batch.map((row) => this.#values(row));
    this.#handle = handle;
  }

  *rows(): Generator<IrisValue[], undefined> {
    try {
      for (;;) {
        const rows = this.#batch;
        this.#batch = [];
        yield* rows;
        if (this.#handle === 0) return;
        const next = this.#session.fetch(this.#handle);
        this.#handle = next.h;
        this.#batch = next.rows.map((row) => this.#values(row));
      }
    } finally {
      this.close();
    }
  }

  close(): void {
    const handle = this.#handle;
    this.#batch = [];
    this.#handle = 0;
    if (handle !== 0) this.#session.closeCursor(handle);
  }

  #values(row: ReplyRow): IrisValue[] {
    return this.#columns.map(({ odbcType }, index) => this.#value(row[index] ?? null, odbcType));
  }

  #value(value: ReplyValue, odbcType: number): IrisValue {
    if (value === null) return null;
    if (typeof value === 'string') {
      if (isBinary(odbcType)) return valueOfBytes(Buffer.from(value, 'base64'));
      return value === '' ? '' : valueOfText(value, odbcType);
    }
    const pieces = this.#pieces(value.p);
    if (!isBinary(odbcType)) return pieces.join('');
    return valueOfBytes(Buffer.concat(pieces.map((piece) => Buffer.from(piece, 'base64'))));
  }

  #pieces(number: number): string[] {
    const pieces: string[] = [];
    for (;;) {
      const { v, more } = this.#session.piece(number);
      pieces.push(v);
      if (more === 0) return pieces;
    }
  }
}

function columnOf([name, odbcType, precision, scale, nullable]: ReplyColumn): IrisColumn {
  return { name, odbcType, precision, scale, nullable: nullable !== 0 };
}
