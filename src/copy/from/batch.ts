import type { GatewayError } from '../../errors/gateway-error.ts';
import type { ErrorFields } from '../../errors/gateway-error.ts';
import type { IrisValue } from '../../types/iris-value.ts';
import type { Tuple } from './tuple.ts';

/** A row as it came, and where. Plain data. */
export interface Origin {
  readonly line: number;
  /** The line; null in the binary format. */
  readonly text: string | null;
  readonly tuple: Tuple;
}

/** Rows to be inserted together. */
export interface Batch {
  /** In IRIS's form, a value for each column of the data. */
  readonly rows: readonly (readonly IrisValue[])[];
  /** One for each row. */
  readonly origins: readonly Origin[];
  /** What is wrong with the data behind these rows; with `refused` it is a row of a value that its column refuses. */
  readonly failure: GatewayError | null;
  readonly refused: Origin | null;
  /** on_error: what was left out since the last batch, if it is to be told. */
  readonly skipped: readonly ErrorFields[];
}
