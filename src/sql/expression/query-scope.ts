import type { RelationColumn } from '../context.ts';
import { outputName, qualified } from '../iris/names.ts';
import { RTE } from '../tree/nodes.ts';
import type { CommonTableExpr, Expression, Query, RangeTblEntry } from '../tree/nodes.ts';
import { scalar } from './scalar.ts';
import { ancestor } from './scope.ts';
import type { Bindings, ColumnReference, Definition, Scope, StatementScope } from './scope.ts';
import { unsupported } from './unsupported.ts';

/** The scope of a printed query: tables by alias, derived tables by their `c1` ... columns, joins through their parts. */
export class QueryScope implements Scope {
  readonly statement: StatementScope;
  readonly query: Query;
  readonly parent: Scope | null;
  readonly bindings: Bindings;
  readonly #aliases: Map<number, string>;

  constructor(
    statement: StatementScope,
    query: Query,
    parent: Scope | null,
    bindings: Bindings = {},
    aliases: Map<number, string> = new Map(),
  ) {
    this.statement = statement;
    this.query = query;
    this.parent = parent;
    this.bindings = bindings;
    this.#aliases = aliases;
  }

  entry(varno: number): RangeTblEntry {
    const entry = this.query.rtable?.[varno - 1];
    if (entry === undefined)
      throw new Error(`a tree refers to range table entry ${varno}, which it does not have`);
    return entry;
  }

  alias(varno: number): string {
    let alias = this.#aliases.get(varno);
    if (alias === undefined) {
      alias = this.statement.nextAlias();
      this.#aliases.set(varno, alias);
    }
    return alias;
  }

  column(varno: number, attno: number, location = -1): ColumnReference {
    const bound = this.bindings.columns?.(varno, attno);
    if (bound !== undefined) return bound;
    const { context } = this.statement;
    const entry = this.entry(varno);
    if (attno === 0) throw unsupported('a whole-row reference', context, location);
    if (attno < 0) throw unsupported(`system column ${-attno} of a table`, context, location);
    switch (entry.rtekind) {
      case RTE.relation:
        return baseReference(this.alias(varno), this.#relationColumn(varno, attno, location));
      case RTE.subquery:
      case RTE.values:
      case RTE.cte:
        return derived(qualified(this.alias(varno), outputName(attno)));
      case RTE.join:
      case RTE.group: {
        const definition = this.definition(varno, attno);
        if (definition === null) throw new Error(`column ${attno} of entry ${varno} has no definition`);
        return this.#defined(definition);
      }
      case RTE.function:
        throw unsupported('a function in FROM beside tables', context, location);
      default:
        throw unsupported('this kind of FROM item', context, location);
    }
  }

  definition(varno: number, attno: number): Definition | null {
    if (this.bindings.columns?.(varno, attno) !== undefined) return null;
    const entry = this.entry(varno);
    if (entry.rtekind === RTE.join) return this.#part(entry.joinaliasvars?.[attno - 1], this);
    if (entry.rtekind === RTE.group) return this.#part(entry.groupexprs[attno - 1], this);
    if (entry.rtekind === RTE.subquery) return this.#output(entry.subquery, attno, this);
    if (entry.rtekind === RTE.cte) {
      const { table, scope } = this.commonTable(entry.ctename, entry.ctelevelsup);
      return this.#output(table.ctequery, attno, scope);
    }
    return null;
  }

  commonTable(name: string, levels: number): { table: CommonTableExpr; scope: Scope } {
    const scope = ancestor(this, levels);
    const table = scope.query.cteList?.find((candidate) => candidate.ctename === name);
    if (table === undefined) throw new Error(`a tree refers to WITH query ${name}, which it does not have`);
    return { table, scope };
  }

  child(query: Query): Scope {
    return new QueryScope(this.statement, query, this);
  }

  bind(bindings: Bindings): Scope {
    return new QueryScope(
      this.statement,
      this.query,
      this.parent,
      { ...this.bindings, ...bindings },
      this.#aliases,
    );
  }

  #part(expression: Expression | undefined, scope: Scope): Definition | null {
    return expression === undefined ? null : { expression, scope };
  }

  #output(query: Query, attno: number, parent: Scope): Definition | null {
    if (query.setOperations !== null) return null;
    const target = query.targetList?.find((entry) => entry.resno === attno);
    if (target === undefined) return null;
    return { expression: target.expr, scope: new QueryScope(this.statement, query, parent) };
  }

  #defined({ expression, scope }: Definition): ColumnReference {
    if (expression.kind === 'VAR' && expression.varlevelsup === 0) {
      const column = scope.column(expression.varno, expression.varattno, expression.location);
      return expression.varnullingrels.length === 0 ? column : { ...column, notNull: false };
    }
    return derived(scalar(expression, scope));
  }

  #relationColumn(varno: number, attno: number, location: number): RelationColumn {
    const entry = this.entry(varno);
    const { context } = this.statement;
    if (entry.rtekind !== RTE.relation) throw new Error(`entry ${varno} is no table`);
    const column = context.relation(entry.relid)?.columns.find((candidate) => candidate.attnum === attno);
    if (column === undefined) {
      throw unsupported(`system catalog "${entry.eref.aliasname}" beside user tables`, context, location);
    }
    return column;
  }
}

/** A table's column under an alias. */
export function baseReference(alias: string, column: RelationColumn): ColumnReference {
  return {
    fragment: qualified(alias, column.irisName),
    collation: column.collation,
    notNull: column.notNull,
    untyped: false,
    base: column,
  };
}

function derived(fragment: ColumnReference['fragment']): ColumnReference {
  return { fragment, collation: 'EXACT', notNull: false, untyped: false, base: null };
}
