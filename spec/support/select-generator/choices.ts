/** A number in 0 ... 2^32-1 from another (splitmix32), so that each statement has a stream of its own. */
function mix(value: number): number {
  let mixed = (value + 0x9e3779b9) | 0;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

/**
 * The decisions of one generated statement, as a list of numbers. The same list gives the same statement; a list that
 * ends is continued with zeros, and zero is always the simplest decision. So shorter lists with smaller numbers are
 * simpler statements, which is all that shrinking needs to know (MacIver, "Hypothesis": internal shrinking).
 */
export class Choices {
  /** What was decided so far. */
  readonly taken: number[] = [];
  readonly #next: () => number;

  private constructor(next: () => number) {
    this.#next = next;
  }

  /** The stream of the statement with that number in the series of a seed. */
  static seeded(seed: number, index: number): Choices {
    let state = mix(mix(seed) ^ index);
    return new Choices(() => {
      state = (state + 0x9e3779b9) >>> 0;
      return mix(state);
    });
  }

  static replayed(list: readonly number[]): Choices {
    let position = 0;
    return new Choices(() => {
      position += 1;
      return list[position - 1] ?? 0;
    });
  }

  /** 0 ... count-1 */
  below(count: number): number {
    const value = this.#next() % count;
    this.taken.push(value);
    return value;
  }

  /** True in that many of a hundred cases; false is the simpler one. */
  chance(percent: number): boolean {
    return this.below(100) >= 100 - percent;
  }

  /** One of the list; its first is the simplest. */
  pick<Item>(list: readonly Item[]): Item {
    const item = list[this.below(list.length)];
    if (item === undefined) throw new Error('nothing to pick from');
    return item;
  }

  /** Between `least` and `most` things. */
  several<Item>(least: number, most: number, make: (index: number) => Item): Item[] {
    return Array.from({ length: least + this.below(most - least + 1) }, (_, index) => make(index));
  }
}
