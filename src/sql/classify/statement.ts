import type { CopyOption } from '../../copy/options.ts';
/** BEGIN's and SET TRANSACTION's modes; undefined where the statement does not say. */
export interface StatedTransactionModes {
  readonly isolation?: 'read uncommitted' | 'read committed' | 'repeatable read' | 'serializable';
  readonly readOnly?: boolean;
  readonly deferrable?: boolean;
}

export type TransactionVerb =
  | 'begin'
  | 'commit'
  | 'rollback'
  | 'savepoint'
  | 'release'
  | 'rollback-to'
  | 'prepare-transaction'
  | 'commit-prepared'
  | 'rollback-prepared';

/** A table as the client named it. */
export interface RelationName {
  readonly schema: string | null;
  readonly name: string;
}

export type FetchDirection = 'forward' | 'backward' | 'absolute' | 'relative';

/** An option in parentheses: EXPLAIN (FORMAT json), COPY ... WITH (HEADER true). `value` is null when none is written. */
export interface StatementOption {
  readonly name: string;
  readonly value: string | readonly string[] | null;
}

/** A part of a statement, as written. */
export interface StatementText {
  readonly text: string;
  /** Characters of the statement before it: what an error position inside it is moved by. */
  readonly offset: number;
}

/** COPY, as far as its own syntax goes. */
interface CopyStatement {
  readonly kind: 'copy';
  readonly direction: 'from' | 'to';
  /** null for COPY (query) TO. */
  readonly relation: RelationName | null;
  /** Columns as listed; empty for all. */
  readonly columns: readonly string[];
  /** What stands between the parentheses of COPY (query) TO. */
  readonly query: (StatementText & { readonly verb: CopiedVerb }) | null;
  /** A file on the server, or a program's command line; null for STDIN and STDOUT. */
  readonly file: string | null;
  readonly program: boolean;
  readonly options: readonly CopyOption[];
  /** COPY ... FROM ... WHERE condition. */
  readonly where: StatementText | null;
}

/** What COPY (query) TO may hold by the grammar. */
export type CopiedVerb = 'select' | 'select into' | 'insert' | 'update' | 'delete' | 'merge';

type Classified =
  /** SELECT, VALUES, TABLE, INSERT, UPDATE, DELETE, MERGE: analysed and translated. */
  | { readonly kind: 'query' }
  | {
      readonly kind: 'transaction';
      readonly verb: TransactionVerb;
      /** Savepoint, or the global identifier of a prepared transaction. */
      readonly name: string | null;
      readonly modes: StatedTransactionModes;
      /** COMMIT/ROLLBACK AND CHAIN */
      readonly chain: boolean;
    }
  | {
      readonly kind: 'set';
      readonly name: string;
      /** The list as written, without quotes; null for DEFAULT. */
      readonly value: readonly string[] | null;
      readonly local: boolean;
      /** SET name FROM CURRENT: the value stays. */
      readonly fromCurrent: boolean;
    }
  | {
      readonly kind: 'set-transaction';
      /** SET TRANSACTION, or SET SESSION CHARACTERISTICS AS TRANSACTION. */
      readonly scope: 'transaction' | 'session';
      readonly modes: StatedTransactionModes;
      readonly snapshot: string | null;
    }
  /** SET ROLE, SET SESSION AUTHORIZATION and their RESETs; `name` null is NONE and DEFAULT. */
  | {
      readonly kind: 'set-role';
      readonly setting: 'role' | 'session_authorization';
      readonly name: string | null;
      readonly local: boolean;
    }
  | { readonly kind: 'set-constraints'; readonly deferred: boolean }
  /** `name` null: RESET ALL */
  | { readonly kind: 'reset'; readonly name: string | null }
  /** `name` null: SHOW ALL */
  | { readonly kind: 'show'; readonly name: string | null }
  | { readonly kind: 'discard'; readonly target: 'all' | 'plans' | 'sequences' | 'temp' }
  | {
      readonly kind: 'prepare';
      readonly name: string;
      /** Type names as written; the analyser resolves them. */
      readonly parameterTypes: readonly string[];
      readonly text: string;
    }
  | {
      readonly kind: 'execute';
      readonly name: string;
      /** Argument expressions as written; the analyser evaluates them. */
      readonly arguments: readonly string[];
    }
  /** `name` null: DEALLOCATE ALL */
  | { readonly kind: 'deallocate'; readonly name: string | null }
  | {
      readonly kind: 'declare-cursor';
      readonly name: string;
      readonly binary: boolean;
      /** null when neither SCROLL nor NO SCROLL is written. */
      readonly scroll: boolean | null;
      readonly hold: boolean;
      /** The query, and the characters of the statement's text before it. */
      readonly text: string;
      readonly offset: number;
    }
  | {
      readonly kind: 'fetch';
      readonly name: string;
      readonly direction: FetchDirection;
      /** Rows, or the place of ABSOLUTE and RELATIVE; Infinity for ALL. */
      readonly count: number;
      /** MOVE: the rows are not sent. */
      readonly move: boolean;
    }
  /** `name` null: CLOSE ALL */
  | { readonly kind: 'close-cursor'; readonly name: string | null }
  | { readonly kind: 'listen'; readonly channel: string }
  /** `channel` null: UNLISTEN * */
  | { readonly kind: 'unlisten'; readonly channel: string | null }
  | { readonly kind: 'notify'; readonly channel: string; readonly payload: string }
  | CopyStatement
  | {
      readonly kind: 'explain';
      readonly options: readonly StatementOption[];
      /** Their places in the client's text: 1-based characters. */
      readonly optionPositions: readonly (number | undefined)[];
      /** The statement that is explained, and the characters of the client's text before it. */
      readonly text: string;
      readonly offset: number;
    }
  | {
      readonly kind: 'lock';
      readonly relations: readonly RelationName[];
      /** LOCKMODE number of PostgreSQL: 1 ACCESS SHARE ... 8 ACCESS EXCLUSIVE. */
      readonly mode: number;
      readonly nowait: boolean;
    }
  /** VACUUM, ANALYZE, CHECKPOINT, REINDEX, CLUSTER: IRIS looks after itself. */
  | { readonly kind: 'maintenance'; readonly relations: readonly RelationName[] }
  | {
      readonly kind: 'do';
      readonly language: string;
      /** The string constant as it is written, and what it stands for. */
      readonly code: { readonly literal: string; readonly source: string };
      /** Characters of the statement's text before the constant. */
      readonly offset: number;
    }
  | { readonly kind: 'call' }
  /** What would take privileges away, and what concerns roles; GRANT of privileges is `ddl`. */
  | { readonly kind: 'grant' }
  /** IRIS's own SQL, which PostgreSQL's parser refuses. */
  | { readonly kind: 'iris' }
  /** Everything planDdl is for: CREATE, ALTER, DROP, TRUNCATE, COMMENT, SELECT INTO. */
  | {
      readonly kind: 'ddl';
      /** Tables that it creates or empties. */
      readonly fresh?: readonly RelationName[];
    };

/** What a statement is, for the session: plain data. `tag` is PostgreSQL's command tag without counts. */
export type Statement = Classified & { readonly tag: string };

/** A statement of one kind. */
export type StatementOf<K extends Statement['kind']> = Extract<Statement, { readonly kind: K }>;
