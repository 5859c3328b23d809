import type { Dialect } from '../../../sql/context.ts';
import type { CommonTable, ParsedStatement, Statement } from './ast.ts';
import { sqlError } from './errors.ts';
import { alterTable } from './parser/alter-table.ts';
import { createIndex } from './parser/create-index.ts';
import { createTable } from './parser/create-table.ts';
import type { Grammar } from './parser/cursor.ts';
import { Cursor } from './parser/cursor.ts';
import { deleteFrom, truncate } from './parser/delete.ts';
import { drop } from './parser/drop.ts';
import { explain } from './parser/explain.ts';
import { condition, either, scalar } from './parser/expression.ts';
import { insert } from './parser/insert.ts';
import { query, queryAfter, withClause } from './parser/query.ts';
import { collectStatistics, createSchema, tuneTable } from './parser/schema.ts';
import {
  call,
  cancelQuery,
  checkPrivilege,
  inTransaction,
  lockTable,
  setOption,
  unlockTable,
} from './parser/session.ts';
import { commit, rollback, savepoint, setTransaction, startTransaction } from './parser/transaction.ts';
import { update } from './parser/update.ts';
import { createView } from './parser/view.ts';
import { tokenise } from './tokenise.ts';

const GRAMMAR: Grammar = { scalar, condition, either, query, queryAfter };

/** Statements that are compiled once with all they hold: a `?` has no value there. */
const WITHOUT_PARAMETERS: ReadonlySet<Statement['kind']> = new Set([
  'createTable',
  'createTableAs',
  'alterTable',
  'createIndex',
]);

/**
 * Parses one IRIS SQL statement, as strictly as IRIS of that version does. Throws nothing but IrisError, with IRIS's
 * SQLCODE. Names are not looked up: unknown tables, fields and functions are the binder's.
 */
export function parseIrisSql(text: string, dialect: Dialect): ParsedStatement {
  const cursor = new Cursor(text, tokenise(text), dialect, GRAMMAR);
  if (cursor.atEnd()) throw sqlError(51);
  const parsed = statement(cursor);
  if (!cursor.atEnd()) cursor.failAfterEnd();
  if (cursor.parameters > 0 && WITHOUT_PARAMETERS.has(parsed.kind)) {
    throw sqlError(1, 'host variables are not allowed in this statement');
  }
  return { statement: parsed, parameters: cursor.parameters };
}

function statement(cursor: Cursor): Statement {
  switch (cursor.token.key) {
    case 'WITH':
      return withStatement(cursor);
    case 'SELECT':
    case '(':
      return query(cursor, 'statement');
    case 'INSERT':
      return insert(cursor, []);
    case 'UPDATE':
      return update(cursor, []);
    case 'DELETE':
      return deleteFrom(cursor, []);
    case 'TRUNCATE':
      return truncate(cursor);
    case 'CREATE':
      return create(cursor);
    case 'ALTER':
      return alterTable(cursor);
    case 'DROP':
      return drop(cursor);
    default:
      return sessionStatement(cursor);
  }
}

function create(cursor: Cursor): Statement {
  switch (cursor.peek(1).key) {
    case 'GLOBAL':
    case 'TABLE':
      return createTable(cursor);
    case 'OR':
    case 'VIEW':
      return createView(cursor);
    case 'SCHEMA':
      return createSchema(cursor);
    case 'INDEX':
    case 'UNIQUE':
    case 'BITMAP':
    case 'BITSLICE':
    case 'COLUMNAR':
      return createIndex(cursor);
    default:
      cursor.expect('CREATE');
      return cursor.failExpected('TABLE, VIEW, INDEX or SCHEMA');
  }
}

function sessionStatement(cursor: Cursor): Statement {
  switch (cursor.token.key) {
    case 'START':
      return startTransaction(cursor);
    case 'COMMIT':
      return commit(cursor);
    case 'ROLLBACK':
      return rollback(cursor);
    case 'SAVEPOINT':
      return savepoint(cursor);
    case 'SET':
      return cursor.is('SET', 'OPTION') ? setOption(cursor) : setTransaction(cursor);
    case 'LOCK':
      return lockTable(cursor);
    case 'UNLOCK':
      return unlockTable(cursor);
    case 'EXPLAIN':
      return explain(cursor);
    case 'CALL':
      return call(cursor);
    case 'CANCEL':
      return cancelQuery(cursor);
    case 'TUNE':
      return tuneTable(cursor);
    case 'COLLECT':
      return cursor.supports('collectStatistics')
        ? collectStatistics(cursor)
        : cursor.failExpected('SQL statement');
    case '%INTRANSACTION':
    case '%INTRANS':
      return inTransaction(cursor);
    case '%CHECKPRIV':
      return checkPrivilege(cursor);
    default:
      return cursor.failExpected('SQL statement');
  }
}

/** WITH in front of a query, and of a change from 2024.3 on; of anything else -383. */
function withStatement(cursor: Cursor): Statement {
  const commonTables: readonly CommonTable[] = withClause(cursor);
  if (cursor.isAny('SELECT', '(')) return query(cursor, 'statement', commonTables);
  if (!cursor.isAny('INSERT', 'UPDATE', 'DELETE')) cursor.failExpected('SELECT');
  if (!cursor.supports('commonTablesInChanges')) throw sqlError(383);
  if (cursor.is('INSERT')) return insert(cursor, commonTables);
  return cursor.is('UPDATE') ? update(cursor, commonTables) : deleteFrom(cursor, commonTables);
}
