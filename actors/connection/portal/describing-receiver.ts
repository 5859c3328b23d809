import type { OutputColumn } from '../../../src/sql/plan.ts';
import type { Format } from '../../../src/types/index.ts';
import type { Session } from '../session.ts';
import { describeFields } from './portal.ts';
import type { Receiver } from './receiver.ts';

/**
 * A client of the simple protocol that hears of the columns with the first thing that becomes of the statement: when it
 * fails before, PostgreSQL has not described anything either (pquery.c, FillPortalStore).
 */
export class DescribingReceiver implements Receiver {
  readonly #to: Receiver;
  #describe: (() => void) | null;

  constructor(session: Session, to: Receiver, columns: readonly OutputColumn[], formats: readonly Format[]) {
    this.#to = to;
    this.#describe = () =>
      session.outbox.send({ type: 'RowDescription', fields: describeFields(columns, formats) });
  }

  /** Tells the columns, once. */
  describe(): void {
    this.#describe?.();
    this.#describe = null;
  }

  rows(frames: Uint8Array): Promise<void> | void {
    this.describe();
    return this.#to.rows(frames);
  }

  suspend(): void {
    this.describe();
    this.#to.suspend();
  }

  complete(tag: string): void {
    this.describe();
    this.#to.complete(tag);
  }
}
