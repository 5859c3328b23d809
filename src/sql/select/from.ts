import { filter } from '../expression/condition.ts';
import { QueryScope } from '../expression/query-scope.ts';
import type { ColumnReference, Scope } from '../expression/scope.ts';
import { unsupported } from '../expression/unsupported.ts';
import { fragment, join, raw, type Fragment } from '../iris/fragment.ts';
import { outputName, qualified, tableName } from '../iris/names.ts';
import { JOIN, RTE, type FromNode, type JoinExpr, type Query } from '../tree/nodes.ts';
import { hasOuterReferences } from '../tree/outer-references.ts';
import { valuesQuery } from './values.ts';

/** A FROM clause and the scope in which the rest of the query is printed. */
export interface PrintedFrom {
  /** Null when the query has no FROM. */
  readonly fragment: Fragment | null;
  readonly scope: Scope;
}

/** Prints the FROM clause of a query. */
export function fromClause(query: Query, scope: QueryScope): PrintedFrom {
  const items = query.jointree?.fromlist ?? [];
  if (items.length === 0) return { fragment: null, scope };
  const printer = new FromPrinter(scope);
  const printed = items.map((item) => printer.item(item));
  return { fragment: join(printed, ', '), scope: printer.scope };
}

const WORDS: Readonly<Record<number, string>> = {
  [JOIN.inner]: 'JOIN',
  [JOIN.left]: 'LEFT JOIN',
  [JOIN.full]: 'FULL JOIN',
  [JOIN.right]: 'RIGHT JOIN',
};

/** The same join with its sides exchanged. */
const MIRRORED: Readonly<Record<number, number>> = {
  [JOIN.inner]: JOIN.inner,
  [JOIN.left]: JOIN.right,
  [JOIN.full]: JOIN.full,
  [JOIN.right]: JOIN.left,
};

/** Joins group to the left in IRIS, without parentheses (iris-sql.md 1.7). */
class FromPrinter {
  scope: Scope;

  constructor(scope: Scope) {
    this.scope = scope;
  }

  item(node: FromNode): Fragment {
    switch (node.kind) {
      case 'RANGETBLREF':
        return fromEntry(node.rtindex, this.scope);
      case 'JOINEXPR':
        return this.#join(node);
      case 'FROMEXPR':
        throw new Error('an analysed tree has no FROM inside FROM');
    }
  }

  #join(node: JoinExpr): Fragment {
    const mirror = node.rarg.kind === 'JOINEXPR' && node.larg.kind !== 'JOINEXPR';
    const type = mirror ? (MIRRORED[node.jointype] ?? -1) : node.jointype;
    const left = this.item(mirror ? node.rarg : node.larg);
    const rightNode = mirror ? node.larg : node.rarg;
    const right = rightNode.kind === 'JOINEXPR' ? this.#derivedJoin(rightNode) : this.item(rightNode);
    const word = WORDS[type];
    if (word === undefined) throw new Error(`join of type ${node.jointype}`);
    if (node.quals === null && type === JOIN.inner) return fragment`${left} CROSS JOIN ${right}`;
    const on = node.quals === null ? raw('(1 = 1)') : filter(node.quals, this.scope);
    return fragment`${left} ${raw(word)} ${right} ON ${on}`;
  }

  /** A join of joins: the right one becomes a derived table, through which its tables' columns are read from then on. */
  #derivedJoin(node: JoinExpr): Fragment {
    const inner = this.scope;
    const alias = inner.statement.nextAlias();
    const columns: Fragment[] = [];
    const names = new Map<string, string>();
    const joined = this.item(node);
    for (const { varno, attno } of columnsOf(node, inner)) {
      const name = outputName(columns.length + 1);
      names.set(`${varno}.${attno}`, name);
      columns.push(fragment`${this.scope.column(varno, attno).fragment} AS ${raw(`"${name}"`)}`);
    }
    const before = this.scope;
    this.scope = before.bind({
      columns: (varno, attno) => {
        const name = names.get(`${varno}.${attno}`);
        if (name === undefined) return before.bindings.columns?.(varno, attno);
        return throughDerived(before.column(varno, attno), qualified(alias, name));
      },
    });
    return fragment`(SELECT ${join(columns, ', ')} FROM ${joined}) ${raw(alias)}`;
  }
}

/** A string column keeps its collation through a derived table. */
function throughDerived(column: ColumnReference, read: Fragment): ColumnReference {
  return { ...column, fragment: read };
}

interface ColumnKey {
  readonly varno: number;
  readonly attno: number;
}

/** All columns of the tables under a join. */
function columnsOf(node: FromNode, scope: Scope): ColumnKey[] {
  if (node.kind === 'JOINEXPR') return [...columnsOf(node.larg, scope), ...columnsOf(node.rarg, scope)];
  if (node.kind !== 'RANGETBLREF') return [];
  const varno = node.rtindex;
  const entry = scope.entry(varno);
  if (entry.rtekind === RTE.relation) {
    const columns = scope.statement.context.relation(entry.relid)?.columns ?? [];
    return columns.map((column) => ({ varno, attno: column.attnum }));
  }
  return (entry.eref.colnames ?? []).map((_, i) => ({ varno, attno: i + 1 }));
}

/** One table, view, derived table, WITH query or VALUES list under its alias. */
export function fromEntry(varno: number, scope: Scope): Fragment {
  const entry = scope.entry(varno);
  const { statement } = scope;
  const { context } = statement;
  const alias = raw(scope.alias(varno));
  if (entry.lateral) throw unsupported('LATERAL', context);
  switch (entry.rtekind) {
    case RTE.relation: {
      const relation = context.relation(entry.relid);
      if (relation === undefined) {
        throw unsupported(`system catalog "${entry.eref.aliasname}" beside user tables`, context);
      }
      if (entry.tablesample !== null) throw unsupported('TABLESAMPLE', context);
      return fragment`${tableName(relation)} ${alias}`;
    }
    case RTE.subquery:
      if (hasOuterReferences(entry.subquery)) {
        throw unsupported('a reference from a sub-select in FROM to the query around it', context);
      }
      return fragment`(${statement.subselect(entry.subquery, scope, 'derived table')}) ${alias}`;
    case RTE.cte: {
      const { table, scope: declared } = scope.commonTable(entry.ctename, entry.ctelevelsup);
      const name = statement.commonTableName(table);
      if (name !== undefined) return fragment`${raw(name)} ${alias}`;
      if (table.cterecursive) throw unsupported('WITH RECURSIVE', context, table.location);
      return fragment`(${statement.subselect(table.ctequery, declared, 'derived table')}) ${alias}`;
    }
    case RTE.values:
      return fragment`(${valuesQuery(entry, scope)}) ${alias}`;
    case RTE.function:
      throw unsupported('a function in FROM beside tables', context);
    default:
      throw unsupported('this kind of FROM item', context);
  }
}
