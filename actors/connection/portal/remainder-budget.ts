import { GatewayError } from '../../../src/errors/gateway-error.ts';
import type { Session } from '../session.ts';

/** What the gateway may still hold of rows for one statement that PostgreSQL evaluates. */
export class RemainderBudget {
  #rows: number;
  #bytes: number;

  constructor({ services }: Session) {
    this.#rows = services.limits.remainderRows;
    this.#bytes = services.limits.remainderBytes;
  }

  /** @throws GatewayError 54000 when it is too much */
  take(rows: number, bytes: number): void {
    this.#rows -= rows;
    this.#bytes -= bytes;
    if (this.#rows >= 0 && this.#bytes >= 0) return;
    throw new GatewayError('54000', 'the query needs more rows than the gateway evaluates itself', {
      detail: 'Part of it has no equivalent in IRIS SQL, so its rows had to be read into the gateway.',
      hint: 'Narrow it by conditions on single tables, or raise remainder.rows and remainder.bytes.',
    });
  }
}
