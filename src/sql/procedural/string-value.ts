import { body } from '../parse/node.ts';
import { parseExpression } from '../parse/expression.ts';

/** What a string constant stands for, as PostgreSQL reads it. */
export function stringValue(constant: string): string {
  return body(parseExpression(constant), 'A_Const')?.sval?.sval ?? '';
}
