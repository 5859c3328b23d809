/** A pool as the others see it. */
export interface BudgetMember {
  /** Lanes that wait for somebody. */
  readonly idle: number;
  /** Closes one of them. */
  giveUp(): void;
}

/** Somebody who waits for a place. */
interface Wait {
  readonly member: BudgetMember;
  readonly since: number;
  readonly grant: () => void;
}

/** After a connection that was refused for want of a licence no further one is tried for this long. */
const LIMIT_MS = 30_000;

/**
 * How many lanes all pools may have together, and whose turn it is when there are no more: the order of asking, whatever
 * the pool. A place is taken before a lane is opened and given back when it is closed.
 */
export class LaneBudget {
  readonly #places: number;
  readonly #members = new Set<BudgetMember>();
  readonly #waits: Wait[] = [];
  #taken = 0;
  /** What the backend was found to allow, and until when that is believed. */
  #limit = { places: Number.POSITIVE_INFINITY, until: 0 };
  #relief: NodeJS.Timeout | undefined;

  /** @param places size and overflow of the pool together */
  constructor(places: number) {
    this.#places = places;
  }

  join(member: BudgetMember): void {
    this.#members.add(member);
  }

  leave(member: BudgetMember): void {
    this.#members.delete(member);
  }

  /** Idle lanes of all pools. */
  get idle(): number {
    let idle = 0;
    for (const member of this.#members) idle += member.idle;
    return idle;
  }

  /** Lanes of all pools, those included that are being opened. */
  get taken(): number {
    return this.#taken;
  }

  get full(): boolean {
    return this.#taken >= Math.min(this.#places, this.#allowed);
  }

  /** Whether the backend allows fewer lanes than are configured. */
  get lowered(): boolean {
    return performance.now() < this.#limit.until;
  }

  /** A place at once; false when there is none, or others have waited for it longer. */
  take(): boolean {
    if (this.full || this.#waits.length > 0) return false;
    this.#taken += 1;
    return true;
  }

  /**
   * A place as soon as there is one: `grant` has it then. Another pool closes an idle lane for it.
   *
   * @param since when the one asked who is to have it
   * @returns gives the wait up
   */
  wait(member: BudgetMember, since: number, grant: () => void): () => void {
    const entry: Wait = { member, since, grant };
    const position = this.#waits.findIndex((other) => other.since > since);
    this.#waits.splice(position < 0 ? this.#waits.length : position, 0, entry);
    for (const other of this.#members) {
      if (other === member || other.idle === 0) continue;
      other.giveUp();
      break;
    }
    this.#serve();
    return () => {
      const at = this.#waits.indexOf(entry);
      if (at >= 0) this.#waits.splice(at, 1);
    };
  }

  /** Since when somebody of another pool waits for a place. */
  oldestBeside(member: BudgetMember): number {
    return this.#waits.find((wait) => wait.member !== member)?.since ?? Number.POSITIVE_INFINITY;
  }

  /** A lane was closed, or could not be opened. */
  give(): void {
    this.#taken -= 1;
    this.#serve();
  }

  /** The backend refuses more lanes than there are. */
  lower(): void {
    this.#limit = { places: Math.max(1, this.#taken), until: performance.now() + LIMIT_MS };
    clearTimeout(this.#relief);
    this.#relief = setTimeout(() => this.#serve(), LIMIT_MS).unref();
  }

  get #allowed(): number {
    return this.lowered ? this.#limit.places : Number.POSITIVE_INFINITY;
  }

  #serve(): void {
    while (!this.full) {
      const next = this.#waits.shift();
      if (next === undefined) return;
      this.#taken += 1;
      next.grant();
    }
  }
}
