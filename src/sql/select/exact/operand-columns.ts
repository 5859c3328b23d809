import { integer } from './synthetic.ts';
import { RTE, type Expression, type FromNode, type Query, type TargetEntry } from '../../tree/nodes.ts';

/**
 * The columns of one query that computed values read: those of its own select list, and others added behind them. Derived
 * tables and WITH queries in its FROM clause have columns of their own.
 */
export class OperandColumns {
  readonly #query: Query;
  readonly #answer: readonly TargetEntry[];
  /** What stands at a place of the answer instead of its own expression. */
  #instead = new Map<number, Expression>();
  #behind: Expression[] = [];
  /** Place of the answer whose own value nothing reads. */
  #vacant: number | null = null;
  /** By the name of a WITH query or the range table index of a derived table. */
  #inner = new Map<string | number, OperandColumns>();

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

  /** Nothing of what the answer has at the place is read from IRIS, unless an operand stands there. */
  vacate(place: number): void {
    if (!this.#instead.has(place)) this.#instead.set(place, integer(null));
  }

  /** Runs `build`; what it added, in inner queries as well, is forgotten when it gives undefined. */
  trial<T>(build: () => T | undefined): T | undefined {
    const restore = this.#save();
    const built = build();
    if (built === undefined) restore();
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

  /** Number by which an outer query reads the column with this value. */
  attribute(expression: Expression): number {
    const position = this.position(expression);
    return this.#answer[position]?.resno ?? this.#firstBehind() + position - this.#answer.length;
  }

  /** The columns of a derived table or WITH query in FROM; null where none can be added to it. */
  inner(varno: number): OperandColumns | null {
    // A join of joins lists its columns by their names (FromPrinter).
    if ((this.#query.jointree?.fromlist ?? []).some(hasJoinOnTheRight)) return null;
    const entry = this.#query.rtable?.[varno - 1];
    if (entry?.rtekind === RTE.subquery) return this.#innerOf(varno, entry.subquery);
    if (entry?.rtekind !== RTE.cte || entry.ctelevelsup > 0) return null;
    const table = this.#query.cteList?.find(({ ctename }) => ctename === entry.ctename);
    return table === undefined || table.cterecursive ? null : this.#innerOf(table.ctename, table.ctequery);
  }

  /** The query whose rows have the operands. */
  query(): Query {
    const targets = (this.#query.targetList ?? []).map((target) => {
      const expr = this.#instead.get(this.#answer.indexOf(target));
      return expr === undefined ? target : { ...target, expr };
    });
    const first = this.#firstBehind();
    const behind = this.#behind.map(
      (expr, i): TargetEntry => ({
        kind: 'TARGETENTRY',
        expr,
        resno: first + i,
        resname: null,
        ressortgroupref: 0,
        resorigtbl: 0,
        resorigcol: 0,
        resjunk: false,
      }),
    );
    const rtable = this.#query.rtable?.map((entry, i) => {
      const subquery = this.#inner.get(i + 1)?.query();
      return entry.rtekind === RTE.subquery && subquery !== undefined ? { ...entry, subquery } : entry;
    });
    const cteList = this.#query.cteList?.map((table) => {
      const ctequery = this.#inner.get(table.ctename)?.query();
      return ctequery === undefined ? table : { ...table, ctequery };
    });
    const targetList = [...targets, ...behind];
    return { ...this.#query, targetList, rtable: rtable ?? null, cteList: cteList ?? null };
  }

  #innerOf(key: string | number, query: Query): OperandColumns | null {
    if (!canGrow(query)) return null;
    const columns = this.#inner.get(key) ?? new OperandColumns(query);
    this.#inner.set(key, columns);
    return columns;
  }

  #firstBehind(): number {
    return Math.max(0, ...(this.#query.targetList ?? []).map(({ resno }) => resno)) + 1;
  }

  #save(): () => void {
    const instead = new Map(this.#instead);
    const behind = [...this.#behind];
    const vacant = this.#vacant;
    const inner = new Map(this.#inner);
    const restores = [...inner.values()].map((columns) => columns.#save());
    return () => {
      this.#instead = instead;
      this.#behind = behind;
      this.#vacant = vacant;
      this.#inner = inner;
      for (const restore of restores) restore();
    };
  }
}

/** Whether more columns leave a query's rows as they are. */
export function canGrow(query: Query): boolean {
  return query.setOperations === null && query.distinctClause === null && !query.hasTargetSRFs;
}

function hasJoinOnTheRight(node: FromNode): boolean {
  if (node.kind !== 'JOINEXPR') return false;
  return node.rarg.kind === 'JOINEXPR' || hasJoinOnTheRight(node.larg);
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
