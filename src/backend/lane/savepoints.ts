import { GatewayError } from '../../errors/gateway-error.ts';
import type { IrisSession } from '../iris-session.ts';

interface Savepoint {
  readonly name: string;
  /** Its name in IRIS; null until a change makes it necessary there. */
  irisName: string | null;
}

/**
 * PostgreSQL's savepoints on IRIS (iris-sql.md 6.1): IRIS names must not be reserved words, an unknown name rolls the
 * whole transaction back, ROLLBACK TO deletes the savepoint, RELEASE does not exist and 255 levels are the limit. So
 * the names are kept here, IRIS gets names of ours, and only when something is changed after the savepoint.
 */
export class Savepoints {
  readonly #session: IrisSession;
  readonly #stack: Savepoint[] = [];
  #count = 0;

  constructor(session: IrisSession) {
    this.#session = session;
  }

  open(name: string): void {
    this.#stack.push({ name, irisName: null });
  }

  /** Called before every change: what is open must exist in IRIS from now on. */
  materialise(): void {
    for (const savepoint of this.#stack) {
      if (savepoint.irisName === null) this.#create(savepoint);
    }
  }

  release(name: string): void {
    this.#stack.length = this.#find(name);
  }

  rollbackTo(name: string): void {
    const position = this.#find(name);
    const savepoint = this.#stack[position];
    this.#stack.length = position + 1;
    if (!savepoint || savepoint.irisName === null) return;
    this.#session.execute(`ROLLBACK TO SAVEPOINT ${savepoint.irisName}`, []);
    savepoint.irisName = null;
  }

  /** The transaction ended. */
  clear(): void {
    this.#stack.length = 0;
    this.#count = 0;
  }

  #create(savepoint: Savepoint): void {
    this.#count += 1;
    const irisName = `PGWIRE_${this.#count}`;
    this.#session.execute(`SAVEPOINT ${irisName}`, []);
    savepoint.irisName = irisName;
  }

  #find(name: string): number {
    const position = this.#stack.findLastIndex((savepoint) => savepoint.name === name);
    if (position < 0) throw new GatewayError('3B001', `savepoint "${name}" does not exist`);
    return position;
  }
}
