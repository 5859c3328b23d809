import type { CopyOptions } from './options.ts';

/** A column that COPY FROM fills. */
export interface CopyColumn {
  readonly name: string;
  readonly typeOid: number;
  readonly typmod: number;
  readonly notNull: boolean;
}

/** What COPY FROM fills, and from what. Plain data. */
export interface CopySource {
  readonly schema: string;
  readonly table: string;
  /** In the order of the data's fields. */
  readonly columns: readonly CopyColumn[];
  readonly options: CopyOptions;
}
