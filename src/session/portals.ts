import { GatewayError } from '../errors/gateway-error.ts';

/** The portals of one session by name; '' is the unnamed one (manual 55.2.3). `P` is what the connection keeps of it. */
export class Portals<P> {
  readonly #portals = new Map<string, P>();
  readonly #limit: number;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** How many there are. */
  get size(): number {
    return this.#portals.size;
  }

  /** 42P03 when a named portal exists already. Returns the unnamed one that is replaced, if any. */
  add(name: string, portal: P): P | undefined {
    const before = this.#portals.get(name);
    if (name !== '' && before !== undefined)
      throw new GatewayError('42P03', `cursor "${name}" already exists`);
    if (this.#portals.size >= this.#limit) {
      throw new GatewayError('53000', `too many portals in this session (limit ${this.#limit})`);
    }
    this.#portals.set(name, portal);
    return before;
  }

  /** 34000 when there is none. */
  get(name: string): P {
    const portal = this.#portals.get(name);
    if (portal === undefined) throw new GatewayError('34000', `portal "${name}" does not exist`);
    return portal;
  }

  find(name: string): P | undefined {
    return this.#portals.get(name);
  }

  /** FETCH from name: 34000 when there is none. */
  cursor(name: string): P {
    const portal = this.#portals.get(name);
    if (portal === undefined) throw new GatewayError('34000', `cursor "${name}" does not exist`);
    return portal;
  }

  /** CLOSE name: 34000 when there is none. */
  takeCursor(name: string): P {
    const portal = this.cursor(name);
    this.#portals.delete(name);
    return portal;
  }

  all(): IterableIterator<[string, P]> {
    return this.#portals.entries();
  }

  /** Close: no error when absent. */
  remove(name: string): P | undefined {
    const portal = this.#portals.get(name);
    this.#portals.delete(name);
    return portal;
  }

  some(is: (portal: P) => boolean): boolean {
    for (const portal of this.#portals.values()) if (is(portal)) return true;
    return false;
  }

  clear(): void {
    this.#portals.clear();
  }

  /** All that go at an event: at the end of a transaction those that it does not outlive. */
  takeAll(goes: (portal: P) => boolean = () => true): P[] {
    const gone = [...this.#portals].filter(([, portal]) => goes(portal));
    for (const [name] of gone) this.#portals.delete(name);
    return gone.map(([, portal]) => portal);
  }
}
