import type { Dialect } from '../../../sql/context.ts';
import type { Dictionary } from '../dictionary/dictionary.ts';
import { IrisError } from '../../iris-session.ts';
import type { Explain, ParsedStatement } from '../iris-sql/ast.ts';
import { EXACT } from '../values/collation.ts';
import { odbcOf, type SqlType } from '../values/sql-type.ts';
import { compileCondition } from './predicate.ts';
import type { CompileContext, SessionIdentity, ValueFunctions } from './context.ts';
import { compileInsert } from './insert.ts';
import type { Fragment } from './fragment.ts';
import type { ExplainPlan, QueryPlan, StatementPlan } from './plan.ts';
import { compileQuery } from './query.ts';
import { compileScalar } from './scalar.ts';
import { compileDelete, compileUpdate } from './update.ts';

/** What a session brings to every compilation. */
export interface CompileServices {
  readonly dialect: Dialect;
  readonly identity: SessionIdentity;
  readonly dictionary: Dictionary;
  readonly functions: ValueFunctions;
}

export function createContext(
  services: CompileServices,
  wide: ReadonlySet<number> = new Set(),
): CompileContext {
  let aliases = 0;
  const context: CompileContext = {
    ...services,
    wide,
    temporaryTables: new Set(),
    relations: new Set(),
    labels: new Map(),
    alias: () => {
      aliases += 1;
      return `a${aliases}`;
    },
    scalar: (node, scope) => compileScalar(node, scope, context),
    condition: (node, scope) => compileCondition(node, scope, context),
    query: (node, outer) => compileQuery(node, outer, context),
  };
  return context;
}

/** Names are resolved against the dictionary as it is now. @throws IrisError */
export function compileStatement({ statement }: ParsedStatement, context: CompileContext): StatementPlan {
  switch (statement.kind) {
    case 'query': {
      const query = context.query(statement, null);
      return queryPlan(query.sql, query.columns, context);
    }
    case 'insert':
      return compileInsert(statement, context);
    case 'update':
      return compileUpdate(statement, context);
    case 'delete':
      return compileDelete(statement, context);
    case 'explain':
      return explainPlan(statement, context);
    case 'createTable':
    case 'createTableAs':
    case 'alterTable':
    case 'dropTable':
    case 'createView':
    case 'dropView':
    case 'createIndex':
    case 'dropIndex':
    case 'createSchema':
    case 'dropSchema':
    case 'truncate':
      return { kind: 'definition', statement };
    case 'tuneTable':
    case 'startTransaction':
    case 'commit':
    case 'rollback':
    case 'savepoint':
    case 'rollbackToSavepoint':
    case 'setTransaction':
    case 'setOption':
    case 'lockTable':
    case 'unlockTable':
    case 'call':
    case 'cancelQuery':
    case 'inTransaction':
    case 'checkPrivilege':
      return { kind: 'session', statement };
  }
}

function queryPlan(
  sql: QueryPlan['sql'],
  columns: ReturnType<CompileContext['query']>['columns'],
  context: CompileContext,
): QueryPlan {
  return {
    kind: 'query',
    sql,
    types: columns.map((column) => column.type),
    columns: columns.map((column) => ({
      name: column.name,
      nullable: column.nullable,
      ...odbcOf(column.type),
    })),
    temporaryTables: [...context.temporaryTables],
  };
}

/** Statistics would need the query to be run, which SQLite tells nothing of. */
function explainPlan(node: Explain, context: CompileContext): ExplainPlan {
  if (node.statistics) throw new IrisError(-400, 'EXPLAIN STAT is not supported by the embedded engine');
  const { sql } = explained(node.statement, context);
  const type: SqlType = { kind: 'text', length: null, collation: EXACT };
  return {
    kind: 'explain',
    columns: [{ name: 'Plan', nullable: false, ...odbcOf(type) }],
    text: node.text,
    sql: sql.sql,
    temporaryTables: [...context.temporaryTables],
    labels: context.labels,
  };
}

function explained(statement: Explain['statement'], context: CompileContext): { readonly sql: Fragment } {
  if (statement.kind === 'query') return context.query(statement, null);
  return statement.kind === 'update' ? compileUpdate(statement, context) : compileDelete(statement, context);
}
