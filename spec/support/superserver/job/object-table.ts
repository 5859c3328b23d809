import type { Instance } from './instance.ts';
import { thrown } from './thrown.ts';

/**
 * The objects that a client holds, by number. The driver sends numbers back, and releases them in lots (iris-driver.md
 * 5.1): what it forgets stays to the end of the connection, as it does on a server.
 */
export class ObjectTable {
  readonly #instances = new Map<number, Instance>();
  readonly #numbers = new Map<Instance, number>();
  #last = 0;

  /** The number of an object, the same each time. */
  register(instance: Instance): number {
    const known = this.#numbers.get(instance);
    if (known !== undefined) return known;
    this.#last += 1;
    this.#instances.set(this.#last, instance);
    this.#numbers.set(instance, this.#last);
    return this.#last;
  }

  /** @throws Thrown <INVALID OREF> */
  find(number: number): Instance {
    const instance = this.#instances.get(number);
    if (!instance) throw thrown('<INVALID OREF>', '');
    return instance;
  }

  /** Unknown numbers are no error. */
  release(number: number): void {
    const instance = this.#instances.get(number);
    if (!instance) return;
    this.#instances.delete(number);
    this.#numbers.delete(instance);
    instance.released();
  }

  get size(): number {
    return this.#instances.size;
  }
}
