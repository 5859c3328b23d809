import { nameKey } from '../iris-sql/ast.ts';

/**
 * The class behind a table: schema underscores become package dots, SQLUser is package User, punctuation of the table's
 * name is dropped (iris-sql.md 3.3, 3.5).
 */
export function className(relation: { readonly schema: string; readonly name: string }): string {
  const schema = nameKey(relation.schema) === 'SQLUSER' ? 'User' : relation.schema.replaceAll('_', '.');
  return `${schema}.${memberName(relation.name)}`;
}

/** The name of a property or class part: letters and digits only. */
export function memberName(name: string): string {
  return name.replace(/[^\p{L}\p{N}]/gu, '');
}
