import { GatewayError } from '../errors/gateway-error.ts';

/**
 * The prepared statements of one session by name; '' is the unnamed one, which every Parse replaces (manual 55.2.3).
 * `S` is what the connection keeps of a statement.
 */
export class PreparedStatements<S> {
  readonly #statements = new Map<string, S>();
  readonly #limit: number;

  /** @param limit named statements a session may hold: its memory is not the client's to fill */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /** How many there are. */
  get size(): number {
    return this.#statements.size;
  }

  /** 42P05 when the name is taken: asked before the statement is analysed, as PostgreSQL does. */
  checkFree(name: string): void {
    if (name !== '' && this.#statements.has(name)) {
      throw new GatewayError('42P05', `prepared statement "${name}" already exists`);
    }
  }

  add(name: string, statement: S): void {
    this.checkFree(name);
    if (name !== '' && this.#statements.size >= this.#limit) {
      throw new GatewayError('53000', `too many prepared statements in this session (limit ${this.#limit})`);
    }
    this.#statements.set(name, statement);
  }

  /** 26000 when there is none. */
  get(name: string): S {
    const statement = this.#statements.get(name);
    if (statement !== undefined) return statement;
    throw new GatewayError(
      '26000',
      name === ''
        ? 'unnamed prepared statement does not exist'
        : `prepared statement "${name}" does not exist`,
    );
  }

  /** Close: no error when absent. */
  remove(name: string): boolean {
    return this.#statements.delete(name);
  }

  /** DEALLOCATE ALL, DISCARD ALL: the named ones. */
  clear(): void {
    this.#statements.clear();
  }

  entries(): IterableIterator<[string, S]> {
    return this.#statements.entries();
  }
}
