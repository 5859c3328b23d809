import type { CreateIndex } from '../ast.ts';
import { sqlError } from '../errors.ts';
import type { Cursor } from './cursor.ts';
import { stringLiteral, unsignedInteger } from './literals.ts';
import { columnList, identifier, objectName, qualifiedName } from './names.ts';

/** Bounds of M (iris-sql.md 5.2). */
const MIN_M = 2;
const MAX_M = 100;

/**
 * CREATE [UNIQUE | BITMAP | BITSLICE | COLUMNAR] INDEX i ON [TABLE] t (c [ASC|DESC], ...) [AS HNSW(...)]
 * [WITH DATA (c, ...)] [IMMEDIATE | DEFER [BUILD]]. No IF NOT EXISTS, CONCURRENTLY, USING, expressions or WHERE (3.4).
 */
export function createIndex(cursor: Cursor): CreateIndex {
  const { at } = cursor.token;
  cursor.expect('CREATE');
  const type = cursor.expectAny('INDEX', 'UNIQUE', 'BITMAP', 'BITSLICE', 'COLUMNAR');
  if (type !== 'INDEX') cursor.expect('INDEX');
  const name = identifier(cursor);
  cursor.expect('ON');
  cursor.accept('TABLE');
  const table = qualifiedName(cursor);
  const columns = cursor.parenthesisedList(() => indexColumn(cursor));
  const hnsw = cursor.accept('AS') ? hnswClause(cursor, columns) : null;
  const data = cursor.accept('WITH', 'DATA') ? columnList(cursor) : [];
  if (!cursor.accept('IMMEDIATE') && cursor.accept('DEFER')) cursor.accept('BUILD');
  return { kind: 'createIndex', at, type, name, table, columns, hnsw, data };
}

function indexColumn(cursor: Cursor): string {
  const column = objectName(cursor);
  if (!cursor.accept('ASC')) cursor.accept('DESC');
  return column;
}

/** HNSW(Distance='Cosine'|'DotProduct' [, M=m] [, efConstruction=n]) or by the class's full name; behind AS. */
function hnswClause(cursor: Cursor, columns: readonly string[]): CreateIndex['hnsw'] {
  if (!cursor.accept('%SQL', '.', 'INDEX', '.', 'HNSW')) cursor.expect('HNSW');
  if (!cursor.supports('hnsw')) throw sqlError(400, "ERROR #5002: class '%SQL.Index.HNSW' does not exist");
  if (columns.length !== 1) throw sqlError(400, 'an HNSW index has one field');
  let distance: 'Cosine' | 'DotProduct' | null = null;
  let m: number | null = null;
  let efConstruction: number | null = null;
  cursor.parenthesisedList(() => {
    const parameter = cursor.next().text;
    cursor.expect('=');
    if (parameter === 'Distance') distance = hnswDistance(stringLiteral(cursor).value);
    else if (parameter === 'M') m = unsignedInteger(cursor);
    else if (parameter === 'efConstruction') efConstruction = unsignedInteger(cursor);
    else
      throw sqlError(400, `ERROR #5480: parameter '${parameter}' does not exist in class '%SQL.Index.HNSW'`);
  });
  return checkedHnsw(distance, m, efConstruction);
}

function hnswDistance(value: string): 'Cosine' | 'DotProduct' {
  if (value === 'Cosine' || value === 'DotProduct') return value;
  throw sqlError(400, `'${value}' is no Distance of an HNSW index`);
}

function checkedHnsw(
  distance: 'Cosine' | 'DotProduct' | null,
  m: number | null,
  efConstruction: number | null,
): CreateIndex['hnsw'] {
  if (distance === null) throw sqlError(400, 'an HNSW index needs a Distance');
  if (m !== null && (m < MIN_M || m > MAX_M))
    throw sqlError(400, `M of an HNSW index is from ${MIN_M} to ${MAX_M}`);
  if (m !== null && efConstruction !== null && efConstruction <= m) {
    throw sqlError(400, 'efConstruction of an HNSW index is greater than M');
  }
  return { distance, m, efConstruction };
}
