/**
 * What the simulated instance has: read by every job's thread, changed by the main thread or by a job that installs the
 * helper class.
 */
const FEATURES = {
  /** The helper class IrisPGWire.Gateway (docs/NATIVE.md, level a). */
  helper: 0,
  /** %SQL.StatementResult.%GetRows (level b). */
  getRows: 1,
  /** CANCEL QUERY, whose first version is unknown (iris-sql.md 6.2). */
  cancelQuery: 2,
  /** The user may compile classes: the gateway can install the helper. */
  compile: 3,
  /** $ZCONVERT to UTF-8 joins surrogate pairs; it is not known whether IRIS does (docs/NATIVE.md). */
  utf8Pairs: 4,
} as const;

export type Feature = keyof typeof FEATURES;

export const FEATURE_NAMES = Object.keys(FEATURES) as readonly Feature[];

/** Switches in memory that threads share. */
export class Features {
  readonly #memory: Int32Array;

  /** @param memory that of another thread's; all features are present in one of its own */
  constructor(memory?: Int32Array) {
    this.#memory = memory ?? new Int32Array(new SharedArrayBuffer(4 * FEATURE_NAMES.length)).fill(1);
  }

  /** For the constructor in another thread. */
  get memory(): Int32Array {
    return this.#memory;
  }

  has(feature: Feature): boolean {
    return Atomics.load(this.#memory, FEATURES[feature]) === 1;
  }

  set(feature: Feature, present: boolean): void {
    Atomics.store(this.#memory, FEATURES[feature], present ? 1 : 0);
  }
}
