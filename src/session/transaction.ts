import { GatewayError } from '../errors/gateway-error.ts';
import { FreshTables, type TableName } from './fresh-tables.ts';

/** What ReadyForQuery tells: idle, in a transaction block, in a failed one. */
export type TransactionStatus = 'I' | 'T' | 'E';

/** `function`: a code block runs, whose statements are never the whole of anything. */
export type Joined = 'query' | 'pipeline' | 'function';

/** Isolation and access mode of a transaction (manual SET TRANSACTION). */
export interface Modes {
  readonly isolation: 'read uncommitted' | 'read committed' | 'repeatable read' | 'serializable';
  readonly readOnly: boolean;
  readonly deferrable: boolean;
}

/**
 * PostgreSQL's transaction block state of one session (manual 55.2.2.4 and BEGIN). Pure bookkeeping: what the backend
 * is told, and when, is the caller's.
 *
 * `none`: each statement is its own transaction. `implicit`: the statements of one Query, or of one pipeline up to Sync.
 * `block`: after BEGIN. `failed`: after an error in a block.
 */
export class Transaction {
  #state: 'none' | 'implicit' | 'block' | 'failed' = 'none';
  #savepoints: string[] = [];
  #joined: Joined | null = null;
  #queried = false;
  readonly #fresh = new FreshTables();
  #modes: Modes | null = null;
  /** Microseconds since 1970 UTC: what now() gives. */
  #startedAt: bigint | null = null;

  get status(): TransactionStatus {
    if (this.#state === 'block') return 'T';
    return this.#state === 'failed' ? 'E' : 'I';
  }

  get failed(): boolean {
    return this.#state === 'failed';
  }

  /** After BEGIN, failed or not. */
  get inBlock(): boolean {
    return this.#state === 'block' || this.#state === 'failed';
  }

  get implicit(): boolean {
    return this.#state === 'implicit';
  }

  /**
   * What makes the next statement part of a larger transaction outside of a block: several statements in its Query, or
   * one that was executed before it since the last Sync, or a code block (xact.c, IsInTransactionBlock).
   */
  get joined(): Joined | null {
    return this.#joined;
  }

  join(to: Joined | null): void {
    this.#joined = to;
  }

  /** Whether a statement has seen data: isolation and access mode are settled then (snapmgr.c, FirstSnapshotSet). */
  get queried(): boolean {
    return this.#queried;
  }

  noteQuery(): void {
    this.#queried = true;
  }

  get modes(): Modes | null {
    return this.#modes;
  }

  /** Savepoint names, oldest first; a name may occur more than once. */
  get savepoints(): readonly string[] {
    return this.#savepoints;
  }

  /** A statement has created or emptied a table. */
  noteFresh(table: TableName): void {
    this.#fresh.add(table, this.#savepoints.length);
  }

  /** Whether a table was created or emptied since the last open savepoint (manual, COPY, FREEZE). */
  isFresh(table: TableName): boolean {
    return this.#state !== 'none' && this.#fresh.has(table, this.#savepoints.length);
  }

  /** The transaction's start, null before its first statement. */
  get start(): bigint | null {
    return this.#startedAt;
  }

  /** The transaction's start; set at its first statement. */
  startedAt(clock: () => bigint): bigint {
    this.#startedAt ??= clock();
    return this.#startedAt;
  }

  /** A new implicit transaction starts with the next statement. No effect in a block. */
  openImplicit(): void {
    if (this.#state === 'none') this.#state = 'implicit';
  }

  /** BEGIN. An implicit transaction becomes the block's beginning (manual 55.2.2.4). False: there was one already (WARNING). */
  begin(modes: Modes): boolean {
    if (this.inBlock) return false;
    this.#state = 'block';
    this.#modes = modes;
    return true;
  }

  /** SET TRANSACTION inside a block. */
  setModes(modes: Modes): void {
    this.#modes = modes;
  }

  /** An error happened: a block fails, an implicit transaction is over. */
  fail(): void {
    if (this.#state === 'block') this.#state = 'failed';
  }

  /** COMMIT, ROLLBACK or end of an implicit transaction. */
  end(): void {
    this.#state = 'none';
    this.#joined = null;
    this.#queried = false;
    this.#savepoints = [];
    this.#fresh.clear();
    this.#modes = null;
    this.#startedAt = null;
  }

  /** SAVEPOINT; returns its position in the stack. 25P01 outside a block. */
  savepoint(name: string): number {
    this.#needBlock('SAVEPOINT');
    return this.openLevel(name);
  }

  /** A savepoint of the gateway's own, in an implicit transaction too; returns its position. */
  openLevel(name: string): number {
    return this.#savepoints.push(name) - 1;
  }

  /** The savepoint at a position is gone with the later ones. */
  releaseLevel(position: number): void {
    this.#savepoints.length = position;
    this.#fresh.released(position);
  }

  /** The later savepoints are gone, and what was done since this one is undone. */
  returnToLevel(position: number): void {
    this.#savepoints.length = position + 1;
    this.#fresh.rolledBack(position);
  }

  /** RELEASE SAVEPOINT; returns the position of the savepoint, which is gone with the later ones. */
  release(name: string): number {
    this.#needBlock('RELEASE SAVEPOINT');
    const position = this.#find(name);
    this.releaseLevel(position);
    return position;
  }

  /** ROLLBACK TO SAVEPOINT; the savepoint stays, later ones go, a failed block works again. Returns its position. */
  rollbackTo(name: string): number {
    this.#needBlock('ROLLBACK TO SAVEPOINT');
    const position = this.#find(name);
    this.returnToLevel(position);
    this.#state = 'block';
    return position;
  }

  #needBlock(statement: string): void {
    if (!this.inBlock) throw new GatewayError('25P01', `${statement} can only be used in transaction blocks`);
  }

  #find(name: string): number {
    const position = this.#savepoints.lastIndexOf(name);
    if (position < 0) throw new GatewayError('3B001', `savepoint "${name}" does not exist`);
    return position;
  }
}
