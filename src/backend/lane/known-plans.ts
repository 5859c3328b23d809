import type { Plan } from '../../sql/plan.ts';

/** Plans a lane remembers: the working set of many clients, at a few KB each. */
const REMEMBERED = 1000;

/** How an execution names its plan: by number, with the plan itself when the lane cannot know it yet. */
export interface PlanReference {
  readonly id: number;
  readonly plan: Plan | null;
}

const numbers = new WeakMap<Plan, number>();
let plans = 0;

function numberOf(plan: Plan): number {
  const known = numbers.get(plan);
  if (known !== undefined) return known;
  plans += 1;
  numbers.set(plan, plans);
  return plans;
}

/**
 * The asking side's account of what its lane remembers. Copying a plan into a message costs more than everything else
 * in it (0.1 ms for a point query, measured 2026-11-24), and plans are cached and shared. Both sides forget the oldest
 * first, in the order of the requests, so they always agree.
 */
export class SentPlans {
  readonly #sent = new Set<number>();

  reference(plan: Plan): PlanReference {
    const id = numberOf(plan);
    if (this.#sent.has(id)) return { id, plan: null };
    forgetOldest(this.#sent);
    this.#sent.add(id);
    return { id, plan };
  }
}

/** The lane's side. */
export class ReceivedPlans {
  readonly #plans = new Map<number, Plan>();

  /** @throws Error when the asking side believes that it was sent: the channel has lost a request */
  resolve({ id, plan }: PlanReference): Plan {
    if (plan !== null) {
      forgetOldest(this.#plans);
      this.#plans.set(id, plan);
      return plan;
    }
    const known = this.#plans.get(id);
    if (known === undefined) throw new Error(`a lane does not know plan ${id}`);
    return known;
  }
}

function forgetOldest(remembered: Set<number> | Map<number, Plan>): void {
  if (remembered.size < REMEMBERED) return;
  const [oldest] = remembered.keys();
  if (oldest !== undefined) remembered.delete(oldest);
}
