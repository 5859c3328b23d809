import { filter } from '../expression/condition.ts';
import { isSameForAllRows } from '../expression/constant.ts';
import { scalar } from '../expression/scalar.ts';
import type { Scope } from '../expression/scope.ts';
import { targetOf } from '../expression/sorting.ts';
import { unsupported } from '../expression/unsupported.ts';
import { fragment, identifier, join, raw, type Fragment } from '../iris/fragment.ts';
import { outputName, qualified } from '../iris/names.ts';
import { RTE, type Aggref, type Expression, type Query } from '../tree/nodes.ts';
import { visitExpressions } from '../tree/visit.ts';

/** GROUP BY keys; ordinals and aliases are resolved by PostgreSQL. Constants group nothing and are left out. */
export function groupKeys(query: Query, scope: Scope): Fragment[] {
  const clauses = query.groupClause ?? [];
  const keys = clauses.flatMap((clause) => {
    const expr = grouped(targetOf(clause, query.targetList).expr, query);
    return isSameForAllRows(expr) ? [] : [scalar(expr, scope)];
  });
  // A literal makes one group even of no rows (RSQL_groupby).
  if (clauses.length > 0 && keys.length === 0)
    throw unsupported('GROUP BY a constant', scope.statement.context);
  return keys;
}

function grouped(expr: Expression, query: Query): Expression {
  if (expr.kind !== 'VAR' || expr.varlevelsup !== 0) return expr;
  const entry = query.rtable?.[expr.varno - 1];
  return entry?.rtekind === RTE.group ? (entry.groupexprs[expr.varattno - 1] ?? expr) : expr;
}

/** FROM ... of a query whose groups and aggregates an inner query has computed. */
export interface GroupedLayer {
  readonly from: Fragment;
  readonly scope: Scope;
}

/**
 * Groups and aggregates as a derived table: IRIS evaluates no window function over aggregates in one query (iris-sql.md
 * 1.5). The outer scope reads group keys and aggregates from it.
 */
export function groupedLayer(query: Query, source: Fragment, scope: Scope): GroupedLayer {
  const alias = scope.statement.nextAlias();
  const columns: Fragment[] = [];
  const add = (value: Fragment): Fragment => {
    const name = outputName(columns.length + 1);
    columns.push(fragment`${value} AS ${identifier(name)}`);
    return qualified(alias, name);
  };
  const groupEntry = (query.rtable ?? []).findIndex((entry) => entry.rtekind === RTE.group);
  const entry = query.rtable?.[groupEntry];
  const keys = entry?.rtekind === RTE.group ? entry.groupexprs.map((key) => add(scalar(key, scope))) : [];
  const computed = new Map<Expression, Fragment>();
  for (const aggregate of aggregatesOf(query)) computed.set(aggregate, add(scalar(aggregate, scope)));
  if (columns.length === 0) add(raw('1'));
  const inner = fragment`SELECT ${join(columns, ', ')} ${source}`;
  return {
    from: fragment`FROM (${inner}) ${raw(alias)}`,
    scope: scope.bind({
      computed,
      columns: (varno, attno) => {
        const key = varno === groupEntry + 1 ? keys[attno - 1] : undefined;
        if (key === undefined) return scope.bindings.columns?.(varno, attno);
        return { fragment: key, collation: 'EXACT', notNull: false, untyped: false, base: null };
      },
    }),
  };
}

/** Aggregates of the query's own level outside of HAVING. */
function aggregatesOf(query: Query): Aggref[] {
  const found: Aggref[] = [];
  visitExpressions(query.targetList, (node) => {
    if (node.kind !== 'AGGREF') return true;
    found.push(node);
    return false;
  });
  return found;
}

/** `HAVING ...`, empty without. */
export function havingClause(query: Query, scope: Scope): Fragment {
  return query.havingQual === null ? raw('') : fragment` HAVING ${filter(query.havingQual, scope)}`;
}
