import type {
  Commit,
  Rollback,
  RollbackToSavepoint,
  Savepoint,
  SetTransaction,
  StartTransaction,
  TransactionClauses,
} from '../ast.ts';
import { sqlError } from '../errors.ts';
import { isReserved } from '../reserved-words.ts';
import type { Cursor } from './cursor.ts';
import { identifier } from './names.ts';

/** START TRANSACTION [mode, ...]; BEGIN does not exist (6.1). */
export function startTransaction(cursor: Cursor): StartTransaction {
  const { at } = cursor.token;
  cursor.expect('START', 'TRANSACTION');
  return { kind: 'startTransaction', at, ...transactionModes(cursor, false) };
}

/** SET TRANSACTION mode, ... */
export function setTransaction(cursor: Cursor): SetTransaction {
  const { at } = cursor.token;
  cursor.expect('SET', 'TRANSACTION');
  return { kind: 'setTransaction', at, ...transactionModes(cursor, true) };
}

/** COMMIT [WORK] */
export function commit(cursor: Cursor): Commit {
  const { at } = cursor.token;
  cursor.expect('COMMIT');
  cursor.accept('WORK');
  return { kind: 'commit', at };
}

/** ROLLBACK [WORK], ROLLBACK TO SAVEPOINT n: the word SAVEPOINT is not optional. */
export function rollback(cursor: Cursor): Rollback | RollbackToSavepoint {
  const { at } = cursor.token;
  cursor.expect('ROLLBACK');
  if (cursor.accept('TO')) {
    cursor.expect('SAVEPOINT');
    return { kind: 'rollbackToSavepoint', at, name: savepointName(cursor) };
  }
  cursor.accept('WORK');
  return { kind: 'rollback', at };
}

/** SAVEPOINT n; there is no RELEASE. */
export function savepoint(cursor: Cursor): Savepoint {
  const { at } = cursor.token;
  cursor.expect('SAVEPOINT');
  return { kind: 'savepoint', at, name: savepointName(cursor) };
}

function savepointName(cursor: Cursor): string {
  const { kind, key } = cursor.token;
  if (kind === 'word' && isReserved(key)) throw sqlError(301, key);
  const name = identifier(cursor);
  if (name.toUpperCase().startsWith('SYS')) throw sqlError(302, name);
  return name;
}

function transactionModes(cursor: Cursor, required: boolean): TransactionClauses {
  const modes: { -readonly [Name in keyof TransactionClauses]: TransactionClauses[Name] } = {
    isolation: null,
    access: null,
    commitMode: null,
  };
  if (!required && cursor.atEnd()) return modes;
  cursor.list(() => {
    if (cursor.accept('ISOLATION')) {
      if (modes.isolation !== null) throw sqlError(91);
      cursor.expect('LEVEL');
      modes.isolation = isolationLevel(cursor);
    } else if (cursor.accept('READ')) {
      if (modes.access !== null) throw sqlError(91);
      modes.access = cursor.expectAny('ONLY', 'WRITE') === 'ONLY' ? 'READ ONLY' : 'READ WRITE';
    } else {
      if (modes.commitMode !== null) throw sqlError(91);
      cursor.expect('%COMMITMODE');
      modes.commitMode = cursor.expectAny('IMPLICIT', 'EXPLICIT', 'NONE');
    }
  });
  return modes;
}

/** REPEATABLE READ and SERIALIZABLE are -96. */
function isolationLevel(cursor: Cursor): NonNullable<TransactionClauses['isolation']> {
  if (cursor.is('REPEATABLE', 'READ') || cursor.is('SERIALIZABLE')) throw sqlError(96, cursor.token.key);
  cursor.expect('READ');
  const level = cursor.expectAny('UNCOMMITTED', 'VERIFIED', 'COMMITTED');
  return `READ ${level}`;
}
