import type { Plan } from '../sql/plan.ts';
import { Lru } from './lru.ts';
import type { PinnedValue, Translated } from './tasks/messages.ts';

/** Gives the text form (null: SQL NULL) of a parameter by its 0-based index. */
export type ValueOf = (index: number) => string | null;

/** Plans of one statement for different pinned values. Dashboards go through a handful; an endless supply is no use. */
const PLANS = 32;

/** The plans of one analysed query: one for all values, or one for each combination of the pinned ones. */
export class QueryPlans {
  #pinned: readonly number[] = [];
  readonly #plans = new Lru<Plan>(PLANS);

  /** The parameters whose values decide, ascending. */
  get pinned(): readonly number[] {
    return this.#pinned;
  }

  find(valueOf: ValueOf): Plan | undefined {
    return this.#plans.get(keyOf(this.#pinned.map(valueOf)));
  }

  values(valueOf: ValueOf): PinnedValue[] {
    return this.#pinned.map((index) => [index, valueOf(index)]);
  }

  /** Takes in what a translation came to: a plan, or more parameters to pin. */
  learn(translated: Translated): void {
    if (translated.plan === null) {
      this.#pin(translated.needed);
      return;
    }
    this.#pin(translated.pinned.map(([index]) => index));
    const values = new Map(translated.pinned);
    const known = this.#pinned.map((index) => values.get(index));
    // It was made without a value that another one has shown to matter: it holds for that value only.
    if (known.some((value) => value === undefined)) return;
    this.#plans.set(keyOf(known as (string | null)[]), translated.plan);
  }

  #pin(indexes: readonly number[]): void {
    const all = new Set([...this.#pinned, ...indexes]);
    if (all.size > this.#pinned.length) this.#pinned = [...all].sort((a, b) => a - b);
  }
}

function keyOf(values: readonly (string | null)[]): string {
  return values.length === 0 ? '' : JSON.stringify(values);
}
