import type { NodeBody } from '../parse/node.ts';
import { bodies } from '../parse/node.ts';
import type { RawStatement } from '../parse/raw-statement.ts';
import { Tokens } from '../parse/tokens.ts';
import { statementOptions } from './option.ts';
import type { Statement } from './statement.ts';

/** PREPARE name [(types)] AS statement */
export function classifyPrepare(statement: NodeBody<'PrepareStmt'>, raw: RawStatement): Statement {
  const tokens = new Tokens(raw);
  const as = tokens.find('as', 2);
  return {
    kind: 'prepare',
    tag: 'PREPARE',
    name: statement.name ?? '',
    parameterTypes: listAfter(tokens, 2),
    text: tokens.slice(as + 1, tokens.all.length),
  };
}

/** EXECUTE name [(expressions)] */
export function classifyExecute(statement: NodeBody<'ExecuteStmt'>, raw: RawStatement): Statement {
  return {
    kind: 'execute',
    tag: 'EXECUTE',
    name: statement.name ?? '',
    arguments: listAfter(new Tokens(raw), 2),
  };
}

/** EXPLAIN [ANALYZE] [VERBOSE] statement, EXPLAIN (options) statement */
export function classifyExplain(statement: NodeBody<'ExplainStmt'>, raw: RawStatement): Statement {
  const tokens = new Tokens(raw);
  let start = 1;
  const [first] = bodies(statement.options, 'DefElem');
  if (first?.location !== undefined && tokens.is(1, '(') && tokens.at(first.location) === 2) {
    start = tokens.find(')', 2) + 1;
  } else {
    while (['analyze', 'analyse', 'verbose'].some((word) => tokens.is(start, word))) start++;
  }
  return {
    kind: 'explain',
    tag: 'EXPLAIN',
    options: statementOptions(statement.options),
    optionPositions: bodies(statement.options, 'DefElem').map(({ location }) =>
      location === undefined ? undefined : raw.offset + tokens.charactersBefore(tokens.at(location)) + 1,
    ),
    text: tokens.slice(start, tokens.all.length),
    offset: raw.offset + tokens.charactersBefore(start),
  };
}

/** The comma-separated parts of the parentheses that open at token `open`, as written; none when there are none. */
function listAfter(tokens: Tokens, open: number): string[] {
  if (!tokens.is(open, '(')) return [];
  const parts: string[] = [];
  let from = open + 1;
  while (from < tokens.all.length && !tokens.is(from - 1, ')')) {
    const to = tokens.until((index) => tokens.is(index, ',') || tokens.is(index, ')'), from);
    parts.push(tokens.slice(from, to));
    from = to + 1;
  }
  return parts;
}
