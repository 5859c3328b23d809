import {
  build,
  decodeFromCompressedBase64,
  encodeIntoCompressedBase64,
  type Histogram,
} from 'hdr-histogram-js';

/** How often something went wrong, and what was said the first time. */
export interface ErrorCount {
  readonly count: number;
  readonly message: string;
}

/** A measurement as it travels between threads; histograms are HDR's compressed form, in microseconds. */
export interface MeasurementData {
  readonly operations: number;
  readonly failed: number;
  readonly unserved: number;
  readonly rows: number;
  readonly bytes: number;
  readonly errors: readonly (readonly [code: string, error: ErrorCount])[];
  readonly lost: readonly (readonly [code: string, error: ErrorCount])[];
  readonly latency: string;
  readonly connects: string;
  readonly statements: readonly string[];
}

export function histogram(): Histogram {
  return build({
    bitBucketSize: 32,
    autoResize: true,
    highestTrackableValue: 60_000_000,
    numberOfSignificantValueDigits: 3,
  });
}

/** What was seen: operations, their times, and errors by SQLSTATE. */
export class Measurement {
  /** Operations that succeeded. */
  operations = 0;
  failed = 0;
  /** Operations that had arrived (open loop) and found no connection free until the end. */
  unserved = 0;
  rows = 0;
  bytes = 0;
  /** Of operations that failed. */
  readonly errors = new Map<string, ErrorCount>();
  /** Of connections that were lost while they ran nothing, or could not be made. */
  readonly lost = new Map<string, ErrorCount>();
  /** Operations that succeeded: from the time they were due to their end. */
  latency = histogram();
  readonly connects = histogram();
  /** By the number of the statement over all scripts. */
  readonly statements: Histogram[];

  constructor(statements: number) {
    this.statements = Array.from({ length: statements }, histogram);
  }

  add(data: MeasurementData): void {
    this.operations += data.operations;
    this.failed += data.failed;
    this.unserved += data.unserved;
    this.rows += data.rows;
    this.bytes += data.bytes;
    for (const [code, error] of data.errors) addError(this.errors, code, error.message, error.count);
    for (const [code, error] of data.lost) addError(this.lost, code, error.message, error.count);
    this.latency.add(decodeFromCompressedBase64(data.latency));
    this.connects.add(decodeFromCompressedBase64(data.connects));
    for (const [i, encoded] of data.statements.entries()) {
      this.statements[i]?.add(decodeFromCompressedBase64(encoded));
    }
  }

  get data(): MeasurementData {
    const { operations, failed, unserved, rows, bytes } = this;
    return {
      operations,
      failed,
      unserved,
      rows,
      bytes,
      errors: [...this.errors],
      lost: [...this.lost],
      latency: encodeIntoCompressedBase64(this.latency),
      connects: encodeIntoCompressedBase64(this.connects),
      statements: this.statements.map((one) => encodeIntoCompressedBase64(one)),
    };
  }
}

export function addError(errors: Map<string, ErrorCount>, code: string, message: string, count = 1): void {
  const known = errors.get(code);
  errors.set(code, { count: (known?.count ?? 0) + count, message: known?.message ?? message });
}

/** Microseconds of a duration in milliseconds, for a histogram. */
export function microseconds(milliseconds: number): number {
  return Math.max(0, Math.round(milliseconds * 1000));
}
