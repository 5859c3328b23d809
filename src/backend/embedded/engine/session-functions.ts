import type { ValueFunction, ValueFunctions } from '../compile/context.ts';
import type { UserFunction } from '../functions/user-function.ts';
import { keptVectorFunctions } from '../functions/vectors.ts';
import type { Counters } from './counters.ts';
import { cancelled } from './cursor.ts';

/** What numbers rows. */
export interface SessionCounters {
  /** SERIAL, AUTO_INCREMENT and ROWVERSION columns, by column. */
  readonly columns: Counters;
  /** RowIDs, by table. */
  readonly rowIds: Counters;
}

/** Functions of compiled SQL that work on the state of one session. */
export class SessionFunctions implements ValueFunctions {
  readonly #numbers = new Map<string, number>();
  readonly #functions: ValueFunction[] = [];
  readonly #interrupted: () => boolean;
  readonly #counters: SessionCounters;
  /** Vectors that running executions compare with, by number. */
  readonly #vectors = new Map<number, Float64Array>();
  #vectorNumber = 0;
  /** False while a statement with %NOCHECK runs. */
  checking = true;
  #ticks = 0;

  constructor(interrupted: () => boolean, counters: SessionCounters) {
    this.#interrupted = interrupted;
    this.#counters = counters;
  }

  register(key: string, make: () => ValueFunction): number {
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    const number = this.#functions.push(make()) - 1;
    this.#numbers.set(key, number);
    return number;
  }

  /** @throws IrisError -456 when the running statement is to stop */
  checkCancelled(): void {
    if (this.#interrupted()) throw cancelled();
  }

  keepVector(vector: Float64Array): number {
    this.#vectorNumber += 1;
    this.#vectors.set(this.#vectorNumber, vector);
    return this.#vectorNumber;
  }

  dropVectors(numbers: readonly number[]): void {
    for (const number of numbers) this.#vectors.delete(number);
  }

  /** Runs a statement that may take numbers from counters, and keeps where the columns' got to. */
  withCounters<T>(work: () => T): T {
    this.#counters.columns.start();
    this.#counters.rowIds.start();
    const result = work();
    this.#counters.columns.save();
    return result;
  }

  userFunctions(): readonly UserFunction[] {
    return [
      ...keptVectorFunctions((number) => {
        const vector = this.#vectors.get(Number(number));
        if (!vector) throw new Error(`no vector ${String(number)}`);
        return vector;
      }),
      {
        name: 'iris_apply',
        deterministic: true,
        run: (number, value) => {
          if (value === null || value === undefined) return null;
          const conversion = this.#functions[Number(number)];
          if (!conversion) throw new Error(`no conversion ${String(number)}`);
          return conversion(value);
        },
      },
      {
        // NULL and 0 ask for the next value, an explicit one makes the counter go on from there (RSQL_createtable).
        name: 'iris_counter',
        deterministic: false,
        run: (id, given) => {
          const counter = Number(id);
          const value = BigInt((given ?? 0n) as number | bigint);
          if (value === 0n) return this.#counters.columns.next(counter);
          this.#counters.columns.goOnFrom(counter, value);
          return value;
        },
      },
      {
        name: 'iris_row_id',
        deterministic: false,
        run: (table) => this.#counters.rowIds.next(Number(table)),
      },
      { name: 'iris_checking', deterministic: false, run: () => (this.checking ? 1n : 0n) },
      {
        name: 'iris_tick',
        deterministic: false,
        run: () => {
          this.#ticks += 1;
          if ((this.#ticks & 1023) === 0) this.checkCancelled();
          return 1n;
        },
      },
    ];
  }
}
