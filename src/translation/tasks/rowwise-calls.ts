import type { TranslationContext } from '../../sql/context.ts';
import { scan } from '../../sql/lexer/scan.ts';
import type { Token } from '../../sql/lexer/token.ts';
import { SourceText } from '../../sql/parse/source-text.ts';
import { COMMAND, type Query } from '../../sql/tree/nodes.ts';
import type { CalledColumn, RowwiseCalls } from '../api.ts';
import type { AnalysedQuery } from './analysed-query.ts';
import { callOf, spanOf, type Span } from './gateway-calls.ts';
import { isGatewayFunction } from './route.ts';

/**
 * Takes apart a SELECT ... FROM whose output columns are calls that the gateway answers, once for each row, as in
 * SELECT pg_terminate_backend(pid) FROM pg_stat_activity. Null when it is not known how often each would be called, or
 * when one is part of an expression.
 *
 * @param functions how many calls of gateway functions the whole tree has
 */
export function rowwiseCalls(
  { text, query }: AnalysedQuery,
  context: TranslationContext,
  functions: number,
): RowwiseCalls | null {
  const tokens = scan(text);
  if (!isRowwise(query) || tokens === null) return null;
  const source = new SourceText(text);
  const columns: (CalledColumn | null)[] = [];
  let rows = '';
  let at = 0;
  for (const { expr, resjunk } of query.targetList ?? []) {
    if (resjunk) continue;
    const call = expr.kind === 'FUNCEXPR' ? callOf(expr) : null;
    if (call === null || !isGatewayFunction(call.funcid, context)) {
      columns.push(null);
      continue;
    }
    const span = spanOf(tokens, source.slice(0, call.location).length);
    if (span === null) return null;
    const inside = tokens.filter(({ start, end }) => start >= span.open && end < span.end);
    if (inside.some(({ value }) => value === '=>' || value === ':=')) return null;
    columns.push({
      name: context.function(call.funcid)?.name ?? '',
      resultType: call.funcresulttype,
      arguments: countArguments(inside),
    });
    rows += `${text.slice(at, span.start)}${inside.length === 0 ? 'NULL' : argumentsText(text, span)}`;
    at = span.end;
  }
  if (columns.filter((column) => column !== null).length < functions) return null;
  return { rows: rows + text.slice(at), columns };
}

/** Whether it has one row for each row that its FROM and WHERE give. */
function isRowwise(query: Query): boolean {
  return (
    query.commandType === COMMAND.select &&
    query.rtable !== null &&
    !query.hasAggs &&
    !query.hasWindowFuncs &&
    !query.hasTargetSRFs &&
    query.groupClause === null &&
    query.havingQual === null &&
    query.distinctClause === null &&
    query.setOperations === null &&
    query.limitCount === null &&
    query.limitOffset === null
  );
}

function argumentsText(text: string, { open, end }: Span): string {
  return text.slice(open, end - 1);
}

function countArguments(inside: readonly Token[]): number {
  if (inside.length === 0) return 0;
  let depth = 0;
  let commas = 0;
  for (const { value } of inside) {
    if (value === '(' || value === '[') depth += 1;
    else if (value === ')' || value === ']') depth -= 1;
    else if (value === ',' && depth === 0) commas += 1;
  }
  return commas + 1;
}
