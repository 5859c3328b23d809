import { asGatewayError, GatewayError, type ErrorFields } from '../../errors/gateway-error.ts';
import { SQLSTATE } from '../../errors/sqlstate.ts';
import { fieldDecoder, type FieldDecoder, type TypeRegistry, type ValueSettings } from '../../types/index.ts';
import type { IrisValue } from '../../types/iris-value.ts';
import type { CopyColumn, CopySource } from '../source.ts';
import type { Batch, Origin } from './batch.ts';
import { badFormat } from './bad-format.ts';
import { BinaryTuples } from './binary-tuples.ts';
import { FieldError } from './field-error.ts';
import { LineTuples } from './line-tuples.ts';
import { atPlace, shown } from './place.ts';
import type { Tuple, TupleSource } from './tuple.ts';

/** PostgreSQL's own measure (copyfrom.c, MAX_BUFFERED_TUPLES and MAX_BUFFERED_BYTES): errors come in its order. */
const BATCH_ROWS = 1000;
const BATCH_BYTES = 65_535;

interface Column extends CopyColumn {
  readonly decoder: FieldDecoder;
  readonly forceNotNull: boolean;
  readonly forceNull: boolean;
}

/** Reads the data of one COPY FROM: bytes in, batches of rows in IRIS's form out. */
export class RowReader {
  readonly #source: CopySource;
  readonly #columns: readonly Column[];
  readonly #tuples: TupleSource;
  readonly #forced: boolean;
  #rows: IrisValue[][] = [];
  #origins: Origin[] = [];
  #bytes = 0;
  #skipped: ErrorFields[] = [];
  #skippedRows = 0;
  #final = false;
  #done = false;

  /** @throws GatewayError 0A000 for an encoding that the gateway does not convert */
  constructor(source: CopySource, registry: TypeRegistry, settings: ValueSettings) {
    this.#source = source;
    const { columns, options } = source;
    this.#columns = columns.map((column) => ({
      ...column,
      decoder: fieldDecoder(registry, column.typeOid, column.typmod, settings),
      forceNotNull: options.forceNotNull.includes(column.name),
      forceNull: options.forceNull.includes(column.name),
    }));
    this.#forced = options.forceNotNull.length + options.forceNull.length > 0;
    this.#tuples =
      options.format === 'binary'
        ? new BinaryTuples(columns.length)
        : new LineTuples(
            options,
            columns.map(({ name }) => name),
          );
  }

  push(bytes: Uint8Array): void {
    this.#tuples.push(bytes);
  }

  finish(): void {
    this.#tuples.finish();
    this.#final = true;
  }

  /** An error that comes from outside, at the place where the data is. */
  located(error: GatewayError): GatewayError {
    return this.#tuples.placed ? this.#at(error) : error;
  }

  /** The next batch; null while it is not full and more data is expected, and after the last. */
  next(): Batch | null {
    if (this.#done) return null;
    while (this.#rows.length < BATCH_ROWS && this.#bytes < BATCH_BYTES) {
      let refused: Origin | null = null;
      try {
        const tuple = this.#tuples.next();
        if (tuple === null) {
          if (!this.#final) return null;
          this.#done = true;
          this.#tellSkipped();
          return this.#take(null, null);
        }
        refused = this.#read(tuple);
        if (refused === null) continue;
        return this.#take(this.#nullRefused(refused), refused);
      } catch (error) {
        this.#done = true;
        return this.#take(this.#failure(error), null);
      }
    }
    return this.#take(null, null);
  }

  #take(failure: GatewayError | null, refused: Origin | null): Batch {
    const batch: Batch = {
      rows: this.#rows,
      origins: this.#origins,
      failure,
      refused,
      skipped: this.#skipped,
    };
    this.#rows = [];
    this.#origins = [];
    this.#bytes = 0;
    this.#skipped = [];
    return batch;
  }

  /** Adds a row. @returns it, not added, when a column that may not be NULL is */
  #read(fields: Tuple): Origin | null {
    const columns = this.#columns;
    const tuple = this.#forced ? this.#withForced(fields) : fields;
    const origin: Origin = { line: this.#tuples.line, text: this.#tuples.text ?? null, tuple };
    const values: IrisValue[] = [];
    let refused = false;
    for (let i = 0; i < columns.length; i += 1) {
      const { name, decoder, notNull } = columns[i] as Column;
      const field = tuple[i];
      if (field === undefined) throw badFormat(`missing data for column "${name}"`);
      refused ||= field === null && notNull;
      try {
        values.push(
          field === null ? null : typeof field === 'string' ? decoder.text(field) : decoder.binary(field),
        );
      } catch (error) {
        if (this.#skip(error, name, field)) return null;
        throw new FieldError(i, error, typeof field === 'string' ? field : undefined);
      }
    }
    if (refused) return origin;
    this.#rows.push(values);
    this.#origins.push(origin);
    this.#bytes += origin.text === null ? sizeOf(tuple) : origin.text.length;
    return null;
  }

  /** FORCE_NOT_NULL and FORCE_NULL: the marker for NULL is a value, or a quoted one is NULL. */
  #withForced(tuple: Tuple): Tuple {
    const { nullText } = this.#source.options;
    return tuple.map((field, i) => {
      const column = this.#columns[i];
      if (field === null) return column?.forceNotNull === true ? nullText : null;
      return column?.forceNull === true && field === nullText ? null : field;
    });
  }

  /** on_error ignore: a value that its type refuses costs its row only (PostgreSQL 17, COPY). */
  #skip(error: unknown, name: string, field: Tuple[number]): boolean {
    const { onError, logVerbosity } = this.#source.options;
    if (onError !== 'ignore' || !(error instanceof GatewayError)) return false;
    this.#skippedRows += 1;
    if (logVerbosity === 'verbose') {
      const value = typeof field === 'string' ? `"${shown(field)}"` : 'null input';
      this.#skipped.push(
        notice(
          `skipping row due to data type incompatibility at line ${this.#tuples.line} for column "${name}": ${value}`,
        ),
      );
    }
    return true;
  }

  #tellSkipped(): void {
    const rows = this.#skippedRows;
    if (rows === 0) return;
    const words = rows === 1 ? '1 row was' : `${rows} rows were`;
    this.#skipped.push(notice(`${words} skipped due to data type incompatibility`));
  }

  /** Errors of fields are told with the field, others with the line. */
  #failure(error: unknown): GatewayError {
    if (!(error instanceof FieldError)) return this.located(asGatewayError(error));
    const column = this.#columns[error.field]?.name;
    const { table } = this.#source;
    return atPlace(asGatewayError(error.cause), {
      table,
      line: this.#tuples.line,
      column,
      value: error.value,
    });
  }

  #at(error: GatewayError): GatewayError {
    const { line, text } = this.#tuples;
    return atPlace(error, { table: this.#source.table, line, text });
  }

  #nullRefused({ tuple }: Origin): GatewayError {
    this.#done = true;
    const { schema, table } = this.#source;
    const column = this.#columns.find(({ notNull }, i) => notNull && tuple[i] === null)?.name ?? '';
    return this.#at(
      new GatewayError(
        SQLSTATE.notNullViolation,
        `null value in column "${column}" of relation "${table}" violates not-null constraint`,
        { schema, table, column },
      ),
    );
  }
}

function sizeOf(tuple: Tuple): number {
  return tuple.reduce((size, field) => size + 4 + (field?.length ?? 0), 2);
}

function notice(message: string): ErrorFields {
  return { severity: 'NOTICE', sqlstate: '00000', message };
}
