import type { Expression, Scope } from './expression.ts';

/** One thing that a script does. */
export type Step =
  | { readonly kind: 'set'; readonly name: string; readonly value: Expression }
  | { readonly kind: 'sleep'; readonly milliseconds: Expression }
  | StatementStep;

/** A statement that is sent and answered. */
export interface StatementStep {
  readonly kind: 'statement';
  /** Its number among the script's statements. */
  readonly number: number;
  /** As the script has it. */
  readonly text: string;
  /** The same with $1, $2 ... in the place of variables. */
  readonly parameterText: string;
  /** Variables in the order of $1, $2 ...; each once. */
  readonly parameters: readonly string[];
  /** The text between variables, and the variables, for the simple protocol. */
  readonly pieces: readonly string[];
  readonly names: readonly string[];
  /** Rows that must come back; null: any number. */
  readonly expectedRows: number | null;
  /** For COPY FROM STDIN; null for all others. */
  readonly data: ((scope: Scope) => string) | null;
}

/** What one session does over and over: an operation is one time through it. */
export interface Script {
  readonly name: string;
  readonly steps: readonly Step[];
  readonly statements: readonly StatementStep[];
}
