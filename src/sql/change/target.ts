import { GatewayError } from '../../errors/gateway-error.ts';
import type { Relation, RelationColumn, TranslationContext } from '../context.ts';
import { QueryScope } from '../expression/query-scope.ts';
import type { Scope } from '../expression/scope.ts';
import { fragment, raw } from '../iris/fragment.ts';
import type { Fragment } from '../iris/fragment.ts';
import { tableName } from '../iris/names.ts';
import { unsupported } from '../expression/unsupported.ts';
import { createStatement } from '../select/statement.ts';
import type { Query } from '../tree/nodes.ts';
import { RTE } from '../tree/nodes.ts';
import { allRules } from './row-rules.ts';
import type { RuleSelection } from './row-rules.ts';

/** The table that a statement changes. */
export interface Target {
  readonly query: Query;
  readonly relation: Relation;
  readonly scope: QueryScope;
  /** Range table index. */
  readonly varno: number;
  /**
   * Instead of RETURNING's list: the number of the row, column 0 of the round it is inserted in, and these columns.
   * Null: RETURNING as it stands.
   */
  readonly readBack: readonly RelationColumn[] | null;
  /** Rules that IRIS is to see to in each row that is inserted: those that PostgreSQL has not seen to itself. */
  readonly insertRules: RuleSelection;
}

/**
 * The target of an analysed INSERT, UPDATE or DELETE.
 * @throws GatewayError 0A000 for WITH queries that change data or recurse
 */
export function targetOf(query: Query, context: TranslationContext): Target {
  if (query.hasModifyingCTE) throw unsupportedWith('a data-modifying statement in WITH');
  if (query.hasRecursive) throw unsupportedWith('WITH RECURSIVE');
  return targetIn(new QueryScope(createStatement(context), query, null));
}

/** The target of the query of a scope, whatever its WITH queries do. */
export function targetIn(scope: QueryScope): Target {
  const { query } = scope;
  const varno = query.resultRelation;
  const entry = scope.entry(varno);
  const relation = entry.rtekind === RTE.relation ? scope.statement.context.relation(entry.relid) : undefined;
  if (relation === undefined) {
    throw new GatewayError('42501', `permission denied for table ${entry.eref.aliasname}`);
  }
  if (relation.ruled === true) {
    throw unsupported(
      `a change of view "${relation.name}" on tables with CHECK constraints or generated columns`,
      scope.statement.context,
    );
  }
  return { query, relation, scope, varno, readBack: null, insertRules: allRules(relation) };
}

function unsupportedWith(what: string): GatewayError {
  return new GatewayError('0A000', `${what} is not supported on IRIS`);
}

/** `"schema"."table" t1` */
export function aliasedTable({ relation, scope, varno }: Target): Fragment {
  return fragment`${tableName(relation)} ${raw(scope.alias(varno))}`;
}

/**
 * `t1.%ID`, which addresses the row whatever the table's key is (iris-sql.md section 2).
 * @throws GatewayError 0A000 for a view, which has none
 */
export function rowId(target: Target): Fragment {
  if (target.relation.kind === 'view') {
    throw new GatewayError('0A000', `this change of view "${target.relation.name}" is not supported`, {
      hint: 'Change the table behind it.',
    });
  }
  return raw(`${target.scope.alias(target.varno)}.%ID`);
}

/** A column by attribute number, as the analysed tree names it. */
export function columnByNumber(relation: Relation, attnum: number): RelationColumn {
  const column = relation.columns.find((candidate) => candidate.attnum === attnum);
  if (column === undefined) throw new Error(`a tree refers to column ${attnum} of "${relation.name}"`);
  return column;
}

/** A scope in which the columns that `bound` knows are read from elsewhere. */
export function withColumns(scope: Scope, bound: NonNullable<Scope['bindings']['columns']>): Scope {
  const outer = scope.bindings.columns;
  return scope.bind({ columns: (varno, attno) => bound(varno, attno) ?? outer?.(varno, attno) });
}
