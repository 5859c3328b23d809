import type { ExecutionState } from '../compile/fragment.ts';
import type { SessionFunctions } from './session-functions.ts';

/** One execution: the moment it starts, looked up only when asked for and the same for all who ask; kept vectors. */
export class Execution implements ExecutionState {
  readonly transactionLevel: number;
  readonly #functions: SessionFunctions;
  #utc: bigint | null = null;
  #vectors: number[] | null = null;

  constructor(transactionLevel: number, functions: SessionFunctions) {
    this.transactionLevel = transactionLevel;
    this.#functions = functions;
  }

  get utcNow(): bigint {
    this.#utc ??= BigInt(Math.round((performance.timeOrigin + performance.now()) * 1000));
    return this.#utc;
  }

  get localNow(): bigint {
    const milliseconds = Number(this.utcNow / 1000n);
    return this.utcNow - BigInt(new Date(milliseconds).getTimezoneOffset()) * 60_000_000n;
  }

  keepVector(vector: Float64Array): bigint {
    const number = this.#functions.keepVector(vector);
    this.#vectors ??= [];
    this.#vectors.push(number);
    return BigInt(number);
  }

  /** Gives back what the execution kept. */
  end(): void {
    if (this.#vectors === null) return;
    this.#functions.dropVectors(this.#vectors);
    this.#vectors = null;
  }
}
