import type { Expression, Query, TargetEntry } from '../../tree/nodes.ts';

/** Columns of IRIS's row that computed values read: those of the answer, and others behind them. */
export class OperandColumns {
  readonly #query: Query;
  readonly #answer: readonly TargetEntry[];
  /** What stands at a place of the answer instead of its own expression. */
  #instead = new Map<number, Expression>();
  #behind: Expression[] = [];
  /** Place of the answer whose own value nothing reads. */
  #vacant: number | null = null;

  constructor(query: Query) {
    this.#query = query;
    this.#answer = (query.targetList ?? []).filter((target) => !target.resjunk);
  }

  /**
   * Runs `build` for the computed value of a column of the answer; see `trial`. A column that no ORDER BY and no GROUP BY
   * refers to gives its place to the first operand.
   */
  attempt<T>(place: number, build: () => T | undefined): T | undefined {
    this.#vacant = this.#answer[place]?.ressortgroupref === 0 ? place : null;
    const built = this.trial(build);
    this.#vacant = null;
    return built;
  }

  /** Runs `build`; what it added is forgotten when it gives undefined. */
  trial<T>(build: () => T | undefined): T | undefined {
    const instead = new Map(this.#instead);
    const behind = [...this.#behind];
    const vacant = this.#vacant;
    const built = build();
    if (built === undefined) {
      this.#instead = instead;
      this.#behind = behind;
      this.#vacant = vacant;
    }
    return built;
  }

  /** Position (0-based) of the column with this value. */
  position(expression: Expression): number {
    for (const [place, target] of this.#answer.entries()) {
      const held = this.#instead.get(place) ?? (isOperand(target.expr) ? target.expr : undefined);
      if (held === undefined || !same(held, expression)) continue;
      // A value that the column's own computation reads stays.
      if (place === this.#vacant) this.#vacant = null;
      return place;
    }
    const known = this.#behind.findIndex((held) => same(held, expression));
    if (known >= 0) return this.#answer.length + known;
    if (this.#vacant !== null) {
      const place = this.#vacant;
      this.#vacant = null;
      this.#instead.set(place, expression);
      return place;
    }
    this.#behind.push(expression);
    return this.#answer.length + this.#behind.length - 1;
  }

  /** The query whose rows have the operands. */
  query(): Query {
    const targets = this.#query.targetList ?? [];
    const replaced = targets.map((target) => {
      const expr = this.#instead.get(this.#answer.indexOf(target));
      return expr === undefined ? target : { ...target, expr };
    });
    const last = Math.max(0, ...targets.map(({ resno }) => resno));
    const behind = this.#behind.map(
      (expr, i): TargetEntry => ({
        kind: 'TARGETENTRY',
        expr,
        resno: last + 1 + i,
        resname: null,
        ressortgroupref: 0,
        resorigtbl: 0,
        resorigcol: 0,
        resjunk: false,
      }),
    );
    return { ...this.#query, targetList: [...replaced, ...behind] };
  }
}

/** Targets that are read where they stand. An average may be replaced, but it is no operand itself. */
function isOperand({ kind }: Expression): boolean {
  return kind === 'VAR' || kind === 'AGGREF' || kind === 'WINDOWFUNC';
}

/** Equal but for the places in the client's text. */
function same(left: Expression, right: Expression): boolean {
  return left === right || (left.kind === right.kind && text(left) === text(right));
}

function text(node: Expression): string {
  return JSON.stringify(node, (field, value: unknown) => (field === 'location' ? undefined : value));
}
