import { parseIrisSql } from '../../../../src/backend/embedded/iris-sql/parse.ts';
import type { ParsedStatement } from '../../../../src/backend/embedded/iris-sql/ast.ts';
import type { Dialect } from '../../../../src/sql/context.ts';

type Kind = ParsedStatement['statement']['kind'];

/** What kind of statement was prepared. */
export interface StatementKind {
  /** %StatementType */
  readonly type: number;
  /** %StatementTypeName */
  readonly name: string;
}

/**
 * Codes of %SQL.StatementMetadata's statementType. Clients look at 1 to 4 and 45 (iris-sql.md 8.1); the others are from
 * memory of its class reference, 0 where that fails.
 */
const KINDS: Readonly<Record<Kind, StatementKind>> = {
  query: { type: 1, name: 'SELECT' },
  insert: { type: 2, name: 'INSERT' },
  update: { type: 3, name: 'UPDATE' },
  delete: { type: 4, name: 'DELETE' },
  commit: { type: 5, name: 'COMMIT' },
  rollback: { type: 6, name: 'ROLLBACK' },
  rollbackToSavepoint: { type: 6, name: 'ROLLBACK' },
  createTable: { type: 9, name: 'CREATE TABLE' },
  createTableAs: { type: 9, name: 'CREATE TABLE' },
  alterTable: { type: 10, name: 'ALTER TABLE' },
  dropTable: { type: 11, name: 'DROP TABLE' },
  createView: { type: 12, name: 'CREATE VIEW' },
  dropView: { type: 14, name: 'DROP VIEW' },
  createIndex: { type: 15, name: 'CREATE INDEX' },
  dropIndex: { type: 17, name: 'DROP INDEX' },
  setTransaction: { type: 20, name: 'SET TRANSACTION' },
  startTransaction: { type: 21, name: 'START TRANSACTION' },
  inTransaction: { type: 22, name: '%INTRANSACTION' },
  setOption: { type: 26, name: 'SET OPTION' },
  checkPrivilege: { type: 28, name: '%CHECKPRIV' },
  call: { type: 45, name: 'CALL' },
  explain: { type: 1, name: 'SELECT' },
  savepoint: { type: 0, name: 'SAVEPOINT' },
  truncate: { type: 0, name: 'TRUNCATE TABLE' },
  createSchema: { type: 0, name: 'CREATE SCHEMA' },
  dropSchema: { type: 0, name: 'DROP SCHEMA' },
  tuneTable: { type: 0, name: 'TUNE TABLE' },
  lockTable: { type: 0, name: 'LOCK' },
  unlockTable: { type: 0, name: 'UNLOCK' },
  cancelQuery: { type: 0, name: 'CANCEL QUERY' },
};

/** @throws IrisError when the text is no statement */
export function statementKind(sql: string, dialect: Dialect): StatementKind {
  return KINDS[parseIrisSql(sql, dialect).statement.kind];
}

/** Kinds that tell by SQLCODE 100 that there was nothing to do. */
export function tellsNothingDone({ type }: StatementKind): boolean {
  return (type >= 2 && type <= 4) || type === 22 || type === 28;
}
