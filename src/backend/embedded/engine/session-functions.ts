import type { ValueFunction, ValueFunctions } from '../compile/context.ts';
import type { DictionaryStore } from '../dictionary/store.ts';
import type { UserFunction } from '../functions/user-function.ts';
import { keptVectorFunctions } from '../functions/vectors.ts';
import { cancelled } from './cursor.ts';

/** Functions of compiled SQL that work on the state of one session. */
export class SessionFunctions implements ValueFunctions {
  readonly #numbers = new Map<string, number>();
  readonly #functions: ValueFunction[] = [];
  readonly #interrupted: () => boolean;
  /** Counters of the running statement: last value given out. */
  readonly #counters = new Map<number, bigint>();
  /** Vectors that running executions compare with, by number. */
  readonly #vectors = new Map<number, Float64Array>();
  #vectorNumber = 0;
  /** False while a statement with %NOCHECK runs. */
  checking = true;
  #ticks = 0;

  constructor(interrupted: () => boolean) {
    this.#interrupted = interrupted;
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

  /** Runs a statement that takes values from counters and keeps where they got to. */
  withCounters<T>(ids: readonly number[], store: DictionaryStore, work: () => T): T {
    for (const id of ids) this.#counters.set(id, store.counter(id));
    const result = work();
    for (const id of ids) {
      const value = this.#counters.get(id);
      if (value !== undefined) store.saveCounter(id, value);
    }
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
          const key = Number(id);
          const last = this.#counters.get(key) ?? 0n;
          if (given !== null && given !== undefined && BigInt(given as number | bigint) !== 0n) {
            const value = BigInt(given as number | bigint);
            if (value > last) this.#counters.set(key, value);
            return value;
          }
          this.#counters.set(key, last + 1n);
          return last + 1n;
        },
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
