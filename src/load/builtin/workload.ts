import type { Value } from '../script/expression.ts';

/** A table that a built-in workload reads or writes. */
export interface LoadTable {
  readonly name: string;
  /** Definitions of the columns. */
  readonly columns: string;
  /** Rows at this scale; 0: the table is only written. */
  rows(scale: number): number;
  /** Row number `row`, from 1 on, as a line of COPY without its end. */
  line(row: number, scale: number): string;
}

/** A script that comes with the gateway, and its tables. */
export interface Workload {
  readonly name: string;
  readonly about: string;
  readonly script: string;
  readonly tables: readonly LoadTable[];
  /** Variables of the script beside those of every session. */
  variables(scale: number): Readonly<Record<string, Value>>;
}
