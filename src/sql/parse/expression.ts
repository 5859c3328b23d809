import type { Node } from '@pgsql/types';
import { body, bodies } from './node.ts';
import { parseStatements } from './parse.ts';

/**
 * The raw tree of one expression, e.g. what pg_get_expr printed.
 * @throws GatewayError 42601 when the text is no expression
 */
export function parseExpression(text: string): Node | undefined {
  const [statement] = parseStatements(`SELECT ${text}`);
  const [item] = bodies(body(statement?.node, 'SelectStmt')?.targetList, 'ResTarget');
  return item?.val;
}
