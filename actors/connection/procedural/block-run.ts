import { setImmediate } from 'node:timers/promises';
import { GatewayError } from '../../../src/errors/gateway-error.ts';
import type { ProcedureStatement, VariableConflict } from '../../../src/sql/procedural/tree.ts';
import { OID } from '../../../src/types/index.ts';
import type { Session } from '../session.ts';
import type { Flow } from './flow.ts';
import { boolValue } from './plain-values.ts';
import { Scope } from './scope.ts';
import { sizeOf, type ScalarVariable, type Variable } from './variable.ts';

/** Bytes that the variables of a block may hold together. */
const MOST_BYTES = 16 * 1024 * 1024;

/** Statements between two looks at what else the gateway has to do. */
const STEPS_AT_ONCE = 64;

type RunStatements = (
  run: BlockRun,
  scope: Scope,
  statements: readonly ProcedureStatement[],
) => Promise<Flow>;

interface BlockOptions {
  readonly conflict: VariableConflict;
  readonly ownsTransaction: boolean;
  readonly runStatements: RunStatements;
}

/** A code block while it runs. */
export class BlockRun {
  readonly session: Session;
  readonly signal: AbortSignal;
  readonly conflict: VariableConflict;
  /** Runs statements: given, since what runs them knows this. */
  readonly runStatements: RunStatements;
  /** Everybody's variables: FOUND. */
  readonly outermost: Scope;
  /** Rows that the last statement has concerned (GET DIAGNOSTICS). */
  rowCount = 0;
  /** The errors whose handlers run, innermost last. */
  readonly handled: GatewayError[] = [];
  /** Errors that say already in which of the block's SQL they are. */
  readonly told = new WeakSet<GatewayError>();
  /** Errors that say already in which line they are. */
  readonly placed = new WeakSet<GatewayError>();
  /** Where it is: the statement, and the SQL of it that PostgreSQL runs now. */
  place: string | null = null;
  sql: string | null = null;
  /** Blocks with EXCEPTION that are open. */
  subtransactions = 0;
  /** COMMIT and ROLLBACK are allowed: the statement is not part of a larger transaction. */
  readonly ownsTransaction: boolean;
  readonly #found: ScalarVariable;
  #bytes = 0;
  #steps = 0;

  constructor(
    session: Session,
    signal: AbortSignal,
    { conflict, ownsTransaction, runStatements }: BlockOptions,
  ) {
    this.session = session;
    this.signal = signal;
    this.conflict = conflict;
    this.runStatements = runStatements;
    this.ownsTransaction = ownsTransaction;
    this.#found = {
      kind: 'scalar',
      name: 'found',
      type: { oid: OID.bool, typmod: -1, name: 'boolean', domain: false },
      constant: false,
      notNull: false,
      value: boolValue(false),
    };
    this.outermost = new Scope('inline_code_block', null);
    this.outermost.add(this.#found);
  }

  set found(found: boolean) {
    this.#found.value = boolValue(found);
  }

  /** An error that concerns no SQL of the statement: its context does not show any. */
  unexplained(error: GatewayError): GatewayError {
    this.told.add(error);
    return error;
  }

  /** CONTEXT of what is told now. */
  context(): string {
    return [this.sql, this.place].filter(Boolean).join('\n');
  }

  /** Before each statement: lets others have their turn, and stops when the client wants it. */
  async step(): Promise<void> {
    this.#steps += 1;
    if (this.#steps % STEPS_AT_ONCE === 0) await setImmediate();
    this.signal.throwIfAborted();
  }

  /** Changes a variable, within the memory that all may have. @throws GatewayError 53200 */
  change(variable: Variable, assign: () => void): void {
    const before = sizeOf(variable);
    assign();
    this.#bytes += sizeOf(variable) - before;
    if (this.#bytes > MOST_BYTES) {
      throw new GatewayError('53200', 'out of memory', {
        detail: `The variables of a block may hold ${MOST_BYTES} bytes together.`,
      });
    }
  }

  /** A block's variables are gone. */
  forget(variables: readonly Variable[]): void {
    for (const variable of variables) this.#bytes -= sizeOf(variable);
  }
}
