import { scan } from '../../sql/lexer/scan.ts';
import type { Token } from '../../sql/lexer/token.ts';
import { SourceText } from '../../sql/parse/source-text.ts';
import type { TranslationContext } from '../../sql/context.ts';
import { COMMAND, type Expression, type FuncExpr, type Query } from '../../sql/tree/nodes.ts';
import type { GatewayCall } from '../api.ts';
import type { AnalysedQuery } from './analysed-query.ts';
import { isGatewayFunction } from './route.ts';

/** A SELECT of calls that the gateway answers, taken apart. */
export interface GatewayCalls {
  readonly calls: readonly GatewayCall[];
  /** The statement with its i-th call replaced by the parameter behind the client's own and i others. */
  readonly rest: string;
}

/** pg_type.oid of void: its values are empty, and there are no parameters of it. */
const VOID = 2278;

/**
 * Takes the calls out of a statement of the form SELECT call, ... without FROM and conditions, where each is evaluated
 * exactly once. Null for any other: nobody but PostgreSQL knows how often it would call them.
 * @param functions how many calls of gateway functions the whole tree has
 */
export function gatewayCalls(
  { text, query, parameterTypes }: AnalysedQuery,
  context: TranslationContext,
  functions: number,
): GatewayCalls | null {
  if (!isPlainSelect(query)) return null;
  const found = (query.targetList ?? []).flatMap(({ expr }) => {
    const call = callOf(expr);
    return call !== null && isGatewayFunction(call.funcid, context) ? [call] : [];
  });
  const tokens = scan(text);
  if (found.length < functions || tokens === null) return null;
  const source = new SourceText(text);
  const calls: GatewayCall[] = [];
  let rest = '';
  let at = 0;
  let parameters = parameterTypes.length;
  for (const { funcid, funcresulttype: resultType, location } of found) {
    const span = spanOf(tokens, source.slice(0, location).length);
    if (span === null) return null;
    const name = context.function(funcid)?.name ?? '';
    calls.push({ name, argumentsQuery: argumentsQuery(text, span), resultType });
    if (resultType !== VOID) parameters += 1;
    rest += `${text.slice(at, span.start)}${resultType === VOID ? `''` : `$${parameters}`}`;
    at = span.end;
  }
  return { calls, rest: rest + text.slice(at) };
}

function isPlainSelect(query: Query): boolean {
  return (
    query.commandType === COMMAND.select &&
    (query.rtable ?? []).length === 0 &&
    !query.hasSubLinks &&
    query.cteList === null &&
    query.setOperations === null &&
    query.jointree?.quals === null &&
    query.limitCount === null &&
    query.limitOffset === null
  );
}

/** FuncExpr.funcformat of a call written as one; others are casts and SQL syntax. */
const EXPLICIT_CALL = 0;

/** The call an output column is, below casts of its result. */
function callOf(expression: Expression | undefined): FuncExpr | null {
  switch (expression?.kind) {
    case 'FUNCEXPR':
      return expression.funcformat === EXPLICIT_CALL ? expression : callOf(expression.args[0]);
    case 'RELABELTYPE':
    case 'COERCEVIAIO':
      return callOf(expression.arg);
    default:
      return null;
  }
}

interface Span {
  readonly start: number;
  readonly open: number;
  /** Behind the closing parenthesis. */
  readonly end: number;
}

/** From a function's name (perhaps qualified) to its closing parenthesis. */
function spanOf(tokens: readonly Token[], start: number): Span | null {
  const first = tokens.findIndex((token) => token.start === start);
  const open = tokens.findIndex((token, at) => at > first && token.value === '(');
  if (first < 0 || open < 0) return null;
  let depth = 0;
  for (const token of tokens.slice(open)) {
    if (token.value === '(') depth += 1;
    else if (token.value === ')') depth -= 1;
    if (depth === 0) return { start, open: tokens[open]?.end ?? 0, end: token.end };
  }
  return null;
}

function argumentsQuery(text: string, { open, end }: Span): string | null {
  const list = text.slice(open, end - 1);
  return (scan(list) ?? []).length === 0 ? null : `SELECT ${list}`;
}
