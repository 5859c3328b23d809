import { IrisError } from '../../iris-session.ts';
import { WideParameter } from '../compile/context.ts';
import { uniqueViolation } from '../dictionary/violations.ts';
import type { Dictionary } from '../dictionary/dictionary.ts';
import { columnName, fullName } from '../dictionary/records.ts';

/** SQLite's primary and extended result codes (sqlite.org/rescode.html). */
const BUSY = 5;
const FULL = 13;
const TOO_BIG = 18;
const READ_ONLY = 8;
const NOT_NULL = 1299;
const UNIQUE = 2067;
const PRIMARY_KEY = 1555;
const ROW_ID = 2579;

/** A failure of SQLite as IRIS would report it. */
export function irisError(thrown: unknown, dictionary: Dictionary, verb: 'INSERT' | 'UPDATE'): Error {
  if (thrown instanceof IrisError || thrown instanceof WideParameter) return thrown;
  const code = errorCode(thrown);
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  if (code === null) {
    if (thrown instanceof RangeError && message.includes('call stack'))
      return new IrisError(-400, '<FRAMESTACK>');
    if (thrown instanceof RangeError && message.includes('string length'))
      return new IrisError(-400, '<MAXSTRING>');
    return thrown instanceof Error ? thrown : new Error(message);
  }
  switch (code) {
    case NOT_NULL:
      return missingValue(message, dictionary);
    case UNIQUE:
    case PRIMARY_KEY:
    case ROW_ID:
      return duplicate(message, dictionary, verb);
  }
  switch (code & 0xff) {
    case BUSY:
      return new IrisError(-110, 'Locking conflict in filing');
    case FULL:
      return new IrisError(-400, '<STORE> disk full');
    case TOO_BIG:
      return new IrisError(-400, '<MAXSTRING>');
    case READ_ONLY:
      return new IrisError(-115, 'the database is read only');
  }
  if (message.includes('integer overflow')) return new IrisError(-400, '<MAXNUMBER>');
  if (message.includes('Expression tree is too large') || message.includes('stack overflow')) {
    return new IrisError(-400, '<FRAMESTACK>');
  }
  return new IrisError(-400, `Fatal error occurred: ${message}`);
}

function errorCode(thrown: unknown): number | null {
  if (!(thrown instanceof Error) || !('errcode' in thrown)) return null;
  return typeof thrown.errcode === 'number' ? thrown.errcode : null;
}

/** `NOT NULL constraint failed: t12.c3` */
function missingValue(message: string, dictionary: Dictionary): Error {
  const [, table, name] = /t(\d+)\.(\w+)/.exec(message) ?? [];
  if (table === undefined || name === undefined) return new IrisError(-108, message);
  const record = dictionary.tableById(Number(table));
  const column = record.columns.find((candidate) => columnName(candidate) === name);
  return new IrisError(
    -108,
    `Table '${fullName(record)}', Field '${column?.name ?? name}'; Required field missing; INSERT or UPDATE not allowed`,
  );
}

/** What the triggers do not see: two rows of one statement that SQLite itself finds to clash. */
function duplicate(message: string, dictionary: Dictionary, verb: 'INSERT' | 'UPDATE'): Error {
  const sqlcode = verb === 'INSERT' ? -119 : -120;
  const index = /index 'k(\d+)'/.exec(message)?.[1];
  if (index !== undefined) {
    const table = dictionary
      .tables()
      .find((candidate) =>
        [...candidate.keys, ...candidate.indexes].some((rule) => rule.id === Number(index)),
      );
    if (table) return uniqueViolation(dictionary, sqlcode, table.id, Number(index), []);
  }
  const columns = [...message.matchAll(/t(\d+)\.(\w+)/g)];
  const tableId = columns[0]?.[1];
  if (tableId === undefined) return new IrisError(sqlcode, message);
  const table = dictionary.tableById(Number(tableId));
  const names = columns.map((match) => match[2]);
  const rule = [...table.keys, ...table.indexes].find(
    (candidate) =>
      candidate.columns.length === names.length &&
      candidate.columns.every((id) =>
        names.includes(columnName(table.columns.find((column) => column.id === id) ?? unknown(id))),
      ),
  );
  return uniqueViolation(dictionary, sqlcode, table.id, rule?.id ?? 0, []);
}

function unknown(id: number): never {
  throw new Error(`dictionary: no column ${id}`);
}
