import type { IrisSession } from '../../../../src/backend/iris-session.ts';

/** A nested level: a savepoint, which stands to the end of the transaction though its level is committed. */
interface Nested {
  readonly savepoint: string;
  open: boolean;
}

/** TSTART, TCOMMIT, TROLLBACK of the driver on the engine's SQL transactions. */
export class TransactionLevels {
  readonly #session: IrisSession;
  #nested: Nested[] = [];
  #names = 0;

  constructor(session: IrisSession) {
    this.#session = session;
  }

  /** $TLEVEL */
  level(): number {
    const { value } = this.#session.execute('SELECT $TLEVEL', []).rows().next();
    const level = Number((value as readonly unknown[])[0]);
    // The transaction may have ended by SQL.
    if (level === 0) this.#nested = [];
    return level - this.#nested.filter(({ open }) => !open).length;
  }

  start(): void {
    if (this.level() === 0) {
      this.#run('START TRANSACTION');
      return;
    }
    this.#names += 1;
    const savepoint = `TLevel${this.#names}`;
    this.#run(`SAVEPOINT ${savepoint}`);
    this.#nested.push({ savepoint, open: true });
  }

  commit(): void {
    if (this.level() === 0) return;
    const nested = this.#nested.findLast(({ open }) => open);
    if (nested) nested.open = false;
    else this.#run('COMMIT');
  }

  rollback(): void {
    this.#run('ROLLBACK');
    this.#nested = [];
  }

  /** TROLLBACK 1: the innermost level, with what was committed into it. */
  rollbackOne(): void {
    const at = this.#nested.findLastIndex(({ open }) => open);
    const nested = this.#nested[at];
    if (!nested) {
      this.rollback();
      return;
    }
    this.#run(`ROLLBACK TO SAVEPOINT ${nested.savepoint}`);
    this.#nested = this.#nested.slice(0, at);
  }

  #run(sql: string): void {
    this.#session.execute(sql, []);
  }
}
