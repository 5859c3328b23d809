import type { CreateSchema, TuneTable } from '../ast.ts';
import type { Cursor } from './cursor.ts';
import { objectName, qualifiedName } from './names.ts';

/** CREATE SCHEMA [IF NOT EXISTS] s */
export function createSchema(cursor: Cursor): CreateSchema {
  const { at } = cursor.token;
  cursor.expect('CREATE', 'SCHEMA');
  const ifNotExists = cursor.accept('IF', 'NOT', 'EXISTS');
  return { kind: 'createSchema', at, ifNotExists, name: objectName(cursor) };
}

/** TUNE TABLE t */
export function tuneTable(cursor: Cursor): TuneTable {
  const { at } = cursor.token;
  cursor.expect('TUNE', 'TABLE');
  return { kind: 'tuneTable', at, table: qualifiedName(cursor) };
}

/** COLLECT STATISTICS FOR TABLE t */
export function collectStatistics(cursor: Cursor): TuneTable {
  const { at } = cursor.token;
  cursor.expect('COLLECT', 'STATISTICS', 'FOR', 'TABLE');
  return { kind: 'tuneTable', at, table: qualifiedName(cursor) };
}
