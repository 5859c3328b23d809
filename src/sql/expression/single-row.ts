import type { TranslationContext } from '../context.ts';
import { JOIN, RTE, type Expression, type FromNode, type Query, type Var } from '../tree/nodes.ts';
import { visitExpressions, visitNodes } from '../tree/visit.ts';
import { fixedText } from './constant.ts';
import type { Scope } from './scope.ts';

/**
 * Whether a query can be shown to have one row at most, whatever is in its tables: an aggregate without GROUP BY, LIMIT 1,
 * or every table in FROM narrowed to one row by a key.
 *
 * @param scope of the query around it
 * @throws ParameterNeeded when it depends on a limit that is not pinned
 */
export function hasOneRowAtMost(query: Query, scope: Scope): boolean {
  if (query.hasTargetSRFs || query.setOperations !== null) return hasSmallLimit(query, scope);
  const isOneGroup = query.hasAggs && query.groupClause === null && query.groupingSets === null;
  if (isOneGroup) return true;
  // An empty grouping set makes a row of no rows; several make several of one.
  const oneGiven = query.groupingSets === null && new Narrowing(query, scope).isComplete();
  return oneGiven || hasSmallLimit(query, scope);
}

/** LIMIT 0 or 1, not WITH TIES. */
function hasSmallLimit({ limitCount, limitOption }: Query, scope: Scope): boolean {
  if (limitCount === null || limitOption !== 0) return false;
  const [inner] = limitCount.kind === 'FUNCEXPR' ? limitCount.args : [];
  const text = fixedText(inner ?? limitCount, scope);
  return text !== null && text !== undefined && BigInt(text) <= 1n;
}

/** CoercionForm COERCE_EXPLICIT_CALL */
const CALL = 0;

/** Finds the FROM items of a query that have one row for given rows of the others. */
class Narrowing {
  readonly #scope: Scope;
  readonly #context: TranslationContext;
  /** Range table indexes of items that have one row at most. */
  readonly #single = new Set<number>();
  /** Conditions, with the items that they may narrow: in ON of an outer join only those of its nullable side. */
  readonly #equalities: { readonly column: Var; readonly value: Expression }[] = [];
  readonly #items: number[] = [];
  #joinsFully = false;

  constructor(query: Query, scope: Scope) {
    this.#scope = scope.child(query);
    this.#context = scope.statement.context;
    for (const item of query.jointree?.fromlist ?? []) this.#collect(item);
    this.#note(query.jointree?.quals ?? null, null);
  }

  isComplete(): boolean {
    if (this.#joinsFully) return false;
    for (let before = -1; before < this.#single.size; ) {
      before = this.#single.size;
      for (const item of this.#items) if (this.#isSingle(item)) this.#single.add(item);
    }
    return this.#items.every((item) => this.#single.has(item));
  }

  #collect(node: FromNode): void {
    switch (node.kind) {
      case 'RANGETBLREF':
        this.#items.push(node.rtindex);
        return;
      case 'FROMEXPR':
        for (const item of node.fromlist ?? []) this.#collect(item);
        this.#note(node.quals, null);
        return;
      case 'JOINEXPR': {
        this.#collect(node.larg);
        const right = this.#items.length;
        this.#collect(node.rarg);
        // Unmatched rows of both sides stay.
        this.#joinsFully ||= node.jointype === JOIN.full;
        if (node.jointype === JOIN.inner) this.#note(node.quals, null);
        if (node.jointype === JOIN.left) this.#note(node.quals, this.#items.slice(right));
        // Of a right join nothing is concluded about its left side.
      }
    }
  }

  /** @param narrowed the items that the condition may narrow; null for all */
  #note(condition: Expression | null, narrowed: readonly number[] | null): void {
    if (condition === null) return;
    if (condition.kind === 'BOOLEXPR' && condition.boolop === 'and') {
      for (const part of condition.args) this.#note(part, narrowed);
      return;
    }
    if (condition.kind !== 'OPEXPR' || this.#context.operator(condition.opno)?.name !== '=') return;
    const [left, right] = condition.args;
    if (left === undefined || right === undefined) return;
    for (const [side, value] of [
      [left, right],
      [right, left],
    ] as const) {
      const column = withoutRelabelling(side);
      if (column.kind !== 'VAR' || column.varlevelsup > 0) continue;
      if (narrowed?.includes(column.varno) ?? true) this.#equalities.push({ column, value });
    }
  }

  #isSingle(item: number): boolean {
    const entry = this.#scope.entry(item);
    switch (entry.rtekind) {
      case RTE.relation:
        return (this.#context.relation(entry.relid)?.keys ?? []).some(({ attnums }) =>
          attnums.every((attnum) => this.#isFixed(item, attnum)),
        );
      case RTE.subquery:
        return hasOneRowAtMost(entry.subquery, this.#scope);
      case RTE.cte: {
        const { table, scope } = this.#scope.commonTable(entry.ctename, entry.ctelevelsup);
        return !table.cterecursive && hasOneRowAtMost(table.ctequery, scope);
      }
      case RTE.values:
        return entry.values_lists.length <= 1;
      case RTE.result:
        return true;
      default:
        return false;
    }
  }

  /** Whether the column equals something that is the same for all rows that are looked at. */
  #isFixed(item: number, attnum: number): boolean {
    return this.#equalities.some(
      ({ column, value }) => column.varno === item && column.varattno === attnum && this.#isGiven(value),
    );
  }

  /** Whether it has one value: constants, the query around, and items of one row. */
  #isGiven(value: Expression): boolean {
    let given = true;
    visitNodes(value, (node) => {
      // A function may give another value for every row; a cast does not.
      if (node.kind === 'QUERY') given = false;
      if (node.kind === 'FUNCEXPR' && node['funcformat'] === CALL) given = false;
      return given;
    });
    visitExpressions(value, (node) => {
      if (node.kind === 'VAR' && node.varlevelsup === 0) given &&= this.#single.has(node.varno);
      return given;
    });
    return given;
  }
}

function withoutRelabelling(node: Expression): Expression {
  return node.kind === 'RELABELTYPE' ? withoutRelabelling(node.arg) : node;
}
