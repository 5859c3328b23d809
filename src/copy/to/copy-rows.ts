import type { CopyOptions } from '../options.ts';

/** The rows of COPY TO, as whoever encodes them must know. Plain data. */
export interface CopyRows {
  readonly options: CopyOptions;
  readonly columns: readonly string[];
}
