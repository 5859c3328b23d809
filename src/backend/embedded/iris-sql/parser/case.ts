import type { Scalar } from '../ast.ts';
import type { Cursor } from './cursor.ts';

/** CASE x WHEN v THEN r ... END or CASE WHEN condition THEN r ... END */
export function caseExpression(cursor: Cursor): Scalar {
  const { at } = cursor.next();
  if (cursor.is('WHEN')) {
    const branches = whenBranches(cursor, () => cursor.grammar.condition(cursor));
    return { kind: 'searchedCase', at, branches, otherwise: elseBranch(cursor) };
  }
  const operand = cursor.grammar.scalar(cursor);
  const branches = whenBranches(cursor, () => cursor.grammar.scalar(cursor));
  return { kind: 'simpleCase', at, operand, branches, otherwise: elseBranch(cursor) };
}

function whenBranches<When>(
  cursor: Cursor,
  readWhen: () => When,
): { readonly when: When; readonly result: Scalar }[] {
  const branches: { readonly when: When; readonly result: Scalar }[] = [];
  do {
    cursor.expect('WHEN');
    const when = readWhen();
    cursor.expect('THEN');
    branches.push({ when, result: cursor.grammar.scalar(cursor) });
  } while (cursor.is('WHEN'));
  return branches;
}

function elseBranch(cursor: Cursor): Scalar | null {
  const otherwise = cursor.accept('ELSE') ? cursor.grammar.scalar(cursor) : null;
  cursor.expect('END');
  return otherwise;
}
