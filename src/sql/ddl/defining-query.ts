import type { IntoClause } from '@pgsql/types';
import { GatewayError } from '../../errors/gateway-error.ts';
import type { OutputColumn } from '../plan.ts';
import { body } from '../parse/node.ts';
import type { RawStatement } from '../parse/raw-statement.ts';
import { Tokens } from '../parse/tokens.ts';
import type { Query } from '../tree/nodes.ts';

/** The query in CREATE VIEW or CREATE TABLE AS, analysed by the shadow as a statement of its own. */
export interface DefiningQuery {
  readonly text: string;
  readonly query: Query;
  readonly columns: readonly OutputColumn[];
}

/**
 * The text of the query that defines the new view or table, to be analysed and given to planDdl; null for statements
 * without one.
 * @throws GatewayError 0A000 for CREATE TABLE AS EXECUTE
 */
export function definingQueryText(statement: RawStatement): string | null {
  const view = body(statement.node, 'ViewStmt');
  if (view !== undefined) {
    const checked = view.withCheckOption !== undefined && view.withCheckOption !== 'NO_CHECK_OPTION';
    return textAfterAs(statement, checked ? 'check' : null);
  }
  const table = body(statement.node, 'CreateTableAsStmt');
  if (table !== undefined) {
    if (body(table.query, 'ExecuteStmt') !== undefined) {
      throw new GatewayError('0A000', 'CREATE TABLE AS EXECUTE is not supported');
    }
    return textAfterAs(statement, 'data');
  }
  const into = body(statement.node, 'SelectStmt')?.intoClause;
  return into === undefined ? null : textWithoutInto(statement, into);
}

/** What follows AS, without a WITH clause at the end that has the word `last` in it. */
function textAfterAs(statement: RawStatement, last: string | null): string {
  const tokens = new Tokens(statement);
  const from = tokens.find('as', 2) + 1;
  let to = tokens.all.length;
  // WITH [NO] DATA, WITH [CASCADED | LOCAL] CHECK OPTION: nothing else ends so, as WITH is reserved.
  const tail = last === 'data' ? to - 1 : to - 2;
  if (last !== null && tokens.is(tail, last)) {
    const start = [tail - 1, tail - 2].find((index) => tokens.is(index, 'with'));
    if (start !== undefined) to = start;
  }
  return tokens.slice(from, to);
}

/** SELECT ... INTO table ...: the clause is cut out. */
function textWithoutInto(statement: RawStatement, into: IntoClause): string {
  const tokens = new Tokens(statement);
  const name = tokens.at(into.rel?.location ?? 0);
  const end = name + (into.rel?.schemaname === undefined ? 1 : 3);
  const start = tokens.find('into', 0);
  return `${tokens.slice(0, start)} ${tokens.slice(end, tokens.all.length)}`.trim();
}
