import { scan } from '../../sql/lexer/scan.ts';
import type { Token } from '../../sql/lexer/token.ts';
import { SourceText } from '../../sql/parse/source-text.ts';
import type { TranslationContext } from '../../sql/context.ts';
import { COMMAND, RTE, type Expression, type FuncExpr, type Query } from '../../sql/tree/nodes.ts';
import { visitNodes } from '../../sql/tree/visit.ts';
import { OID } from '../../types/oids.ts';
import type { GatewayCall } from '../api.ts';
import type { AnalysedQuery } from './analysed-query.ts';
import { isGatewayFunction } from './route.ts';

/** A SELECT of calls that the gateway answers, taken apart. */
export interface GatewayCalls {
  readonly calls: readonly GatewayCall[];
  /** The statement with its i-th call replaced by the parameter behind the client's own and i others. */
  readonly rest: string;
}

/**
 * Takes the calls out of a statement of the form SELECT call, ... without conditions, where each is evaluated exactly
 * once: without FROM, or FROM common tables of the same form. Null for any other: nobody but PostgreSQL knows how
 * often it would call them.
 * @param functions how many calls of gateway functions the whole tree has
 */
export function gatewayCalls(
  { text, query, parameterTypes }: AnalysedQuery,
  context: TranslationContext,
  functions: number,
): GatewayCalls | null {
  const found = selectsOfOneRow(query).flatMap(({ targetList }) =>
    (targetList ?? []).flatMap(({ expr }) => {
      const call = callOf(expr);
      return call !== null && isGatewayFunction(call.funcid, context) && isConstant(call) ? [call] : [];
    }),
  );
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
    if (resultType !== OID.void) parameters += 1;
    rest += `${text.slice(at, span.start)}${resultType === OID.void ? `''` : `$${parameters}`}`;
    at = span.end;
  }
  return { calls, rest: rest + text.slice(at) };
}

/**
 * The query and the common tables it reads, in the order in which PostgreSQL evaluates them, which is that of the text;
 * none when one of them may have another number of rows than one. PostgreSQL evaluates a common table that calls a
 * volatile function once if it is referred to, and not at all if it is not (manual 7.8.3).
 */
function selectsOfOneRow(query: Query): readonly Query[] {
  const tables = query.cteList ?? [];
  const rows = query.rtable ?? [];
  const inner = tables.map(({ ctequery }) => selectsOfOneRow(ctequery));
  const readsEachOnce =
    rows.length === tables.length &&
    rows.every((row) => row.rtekind === RTE.cte && row.ctelevelsup === 0 && !row.self_reference) &&
    tables.every(({ cterefcount }) => cterefcount === 1);
  if (!readsEachOnce || !isUnconditional(query) || inner.some((selects) => selects.length === 0)) return [];
  return [...inner.flat(), query];
}

/** Whether it has one row for each of its tables' rows. */
function isUnconditional(query: Query): boolean {
  return (
    query.commandType === COMMAND.select &&
    !query.hasSubLinks &&
    !query.hasAggs &&
    !query.hasTargetSRFs &&
    query.groupClause === null &&
    query.havingQual === null &&
    query.setOperations === null &&
    query.jointree?.quals === null &&
    query.limitCount === null &&
    query.limitOffset === null
  );
}

/** Whether the arguments refer to no column: they are evaluated apart from the statement. */
function isConstant(call: FuncExpr): boolean {
  let constant = true;
  visitNodes(call.args, (node) => {
    constant &&= node.kind !== 'VAR';
    return constant;
  });
  return constant;
}

/** FuncExpr.funcformat of a call written as one; others are casts and SQL syntax. */
const EXPLICIT_CALL = 0;

/** The call an output column is, below casts of its result. */
export function callOf(expression: Expression | undefined): FuncExpr | null {
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

export interface Span {
  readonly start: number;
  readonly open: number;
  /** Behind the closing parenthesis. */
  readonly end: number;
}

/** From a function's name (perhaps qualified) to its closing parenthesis. */
export function spanOf(tokens: readonly Token[], start: number): Span | null {
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
