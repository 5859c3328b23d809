/**
 * A PL/pgSQL block (manual 43.3 to 43.6), as plain data. Embedded SQL and expressions stay texts: PostgreSQL analyses them
 * when they run, with the variables of that moment.
 */

/** What PostgreSQL evaluates as `SELECT text`. */
export interface ExpressionText {
  readonly text: string;
}

/** A variable that is assigned to: `x`, `r.a`, `label.x`, `x[1]`. */
export interface Target {
  readonly path: readonly string[];
  /** One for each dimension: an element, or a slice. */
  readonly subscripts: readonly Subscript[];
}

export interface Subscript {
  readonly lower: ExpressionText | null;
  readonly upper: ExpressionText | null;
  readonly slice: boolean;
}

/** `name [CONSTANT] type [NOT NULL] [:= expression]`, or `name ALIAS FOR other`. */
export interface Declaration {
  readonly line: number;
  readonly name: string;
  readonly constant: boolean;
  /** As it is written, `t.a%TYPE` included. */
  readonly type: DeclaredType;
  readonly notNull: boolean;
  readonly value: ExpressionText | null;
}

export type DeclaredType =
  | { readonly kind: 'record' }
  | { readonly kind: 'named'; readonly text: string }
  /** `%TYPE` of a variable or a column. */
  | { readonly kind: 'like'; readonly path: readonly string[]; readonly text: string }
  /** `%ROWTYPE` of a table. */
  | { readonly kind: 'row'; readonly text: string }
  | { readonly kind: 'alias'; readonly path: readonly string[] };

/** WHEN condition [OR condition] THEN statements. */
export interface Handler {
  /** SQLSTATEs, or `others`. */
  readonly conditions: readonly string[];
  readonly body: readonly ProcedureStatement[];
}

export interface Block {
  readonly kind: 'block';
  readonly line: number;
  readonly label: string | null;
  readonly declarations: readonly Declaration[];
  readonly body: readonly ProcedureStatement[];
  readonly handlers: readonly Handler[] | null;
}

/** INTO of an embedded statement. */
export interface Into {
  readonly strict: boolean;
  readonly targets: readonly Target[];
}

interface Loop {
  readonly line: number;
  readonly label: string | null;
  readonly body: readonly ProcedureStatement[];
}

export interface Branch {
  readonly condition: ExpressionText;
  readonly body: readonly ProcedureStatement[];
}

/** The variable that holds the value that CASE tests: a branch's condition compares it. */
export const CASE_VARIABLE = '__Case__Variable__';

export type RaiseLevel = 'debug' | 'log' | 'info' | 'notice' | 'warning' | 'exception';

export type RaiseOption =
  | 'errcode'
  | 'message'
  | 'detail'
  | 'hint'
  | 'column'
  | 'constraint'
  | 'datatype'
  | 'table'
  | 'schema';

export interface Raise {
  readonly kind: 'raise';
  readonly line: number;
  readonly level: RaiseLevel;
  /** A condition's name or a SQLSTATE. */
  readonly condition: string | null;
  /** With `%` for each parameter. */
  readonly message: string | null;
  readonly parameters: readonly ExpressionText[];
  readonly options: readonly { readonly option: RaiseOption; readonly value: ExpressionText }[];
}

export type ProcedureStatement =
  | Block
  | {
      readonly kind: 'assign';
      readonly line: number;
      readonly target: Target;
      readonly value: ExpressionText;
      /** The whole statement, which errors show. */
      readonly text: string;
    }
  | {
      readonly kind: 'if';
      readonly line: number;
      readonly branches: readonly Branch[];
      readonly otherwise: readonly ProcedureStatement[];
    }
  | {
      readonly kind: 'case';
      readonly line: number;
      readonly test: ExpressionText | null;
      readonly branches: readonly Branch[];
      /** Null: no ELSE, which is an error when nothing fits. */
      readonly otherwise: readonly ProcedureStatement[] | null;
    }
  | (Loop & { readonly kind: 'loop' })
  | (Loop & { readonly kind: 'while'; readonly condition: ExpressionText })
  | (Loop & {
      readonly kind: 'for-integer';
      readonly variable: string;
      readonly reverse: boolean;
      readonly from: ExpressionText;
      readonly to: ExpressionText;
      readonly by: ExpressionText | null;
    })
  | (Loop & { readonly kind: 'for-query'; readonly targets: readonly Target[]; readonly query: string })
  | (Loop & {
      readonly kind: 'for-execute';
      readonly targets: readonly Target[];
      readonly query: ExpressionText;
      readonly using: readonly ExpressionText[];
    })
  | (Loop & {
      readonly kind: 'foreach';
      readonly targets: readonly Target[];
      readonly slice: number;
      readonly array: ExpressionText;
    })
  | {
      readonly kind: 'exit' | 'continue';
      readonly line: number;
      readonly label: string | null;
      readonly when: ExpressionText | null;
    }
  | { readonly kind: 'return'; readonly line: number }
  | Raise
  | {
      readonly kind: 'assert';
      readonly line: number;
      readonly condition: ExpressionText;
      readonly message: ExpressionText | null;
    }
  | { readonly kind: 'perform'; readonly line: number; readonly query: string }
  | { readonly kind: 'sql'; readonly line: number; readonly text: string; readonly into: Into | null }
  | {
      readonly kind: 'execute';
      readonly line: number;
      readonly query: ExpressionText;
      readonly into: Into | null;
      readonly using: readonly ExpressionText[];
    }
  | {
      readonly kind: 'diagnostics';
      readonly line: number;
      readonly stacked: boolean;
      readonly items: readonly { readonly target: Target; readonly item: string }[];
    }
  | { readonly kind: 'null'; readonly line: number }
  | { readonly kind: 'commit' | 'rollback'; readonly line: number; readonly chain: boolean };

export type StatementKind = ProcedureStatement['kind'];

export type StatementOfKind<K extends StatementKind> = Extract<ProcedureStatement, { readonly kind: K }>;

/** What a name means that is both a variable and a column (manual 43.11.1). */
export type VariableConflict = 'error' | 'use_variable' | 'use_column';

/** A whole code block. */
export interface Procedure {
  readonly block: Block;
  readonly conflict: VariableConflict;
}
