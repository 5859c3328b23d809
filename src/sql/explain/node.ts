/** A value of a plan's property, as JSON has it: PostgreSQL's own nodes come that way. */
export type ExplainValue =
  | string
  | number
  | boolean
  | null
  | readonly ExplainValue[]
  | { readonly [name: string]: ExplainValue };

/** What ANALYZE has measured of a node, over all its executions. */
export interface Measured {
  readonly rows: number;
  /** Executions. */
  readonly loops: number;
  /** Milliseconds to the first row, and to the end; null without TIMING. */
  readonly startup: number | null;
  readonly total: number | null;
}

/** A node of a plan of the gateway's. */
export interface ExplainNode {
  /** `Node Type` */
  readonly type: string;
  readonly properties: readonly (readonly [name: string, value: ExplainValue])[];
  readonly children: readonly (ExplainNode | PostgresPlan)[];
  readonly measured?: Measured | undefined;
}

/** A plan of PostgreSQL's in the shadow: as lines for TEXT, as an object for the other formats. */
export interface PostgresPlan {
  readonly lines: readonly string[];
  readonly object: { readonly [name: string]: ExplainValue } | null;
}

/** The answer of an EXPLAIN. */
export interface Explanation {
  readonly plan: ExplainNode | PostgresPlan;
  /** What stands beside the plan: settings, times. */
  readonly summary: readonly (readonly [name: string, value: ExplainValue])[];
}

export function isPostgresPlan(node: ExplainNode | PostgresPlan): node is PostgresPlan {
  return 'lines' in node;
}
