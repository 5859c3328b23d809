import type { NodeBody } from '../parse/node.ts';
import type { RawStatement } from '../parse/raw-statement.ts';
import { Tokens } from '../parse/tokens.ts';
import type { FetchDirection, Statement } from './statement.ts';

/** parsenodes.h, CURSOR_OPT_* */
const BINARY = 0x01;
const SCROLL = 0x02;
const NO_SCROLL = 0x04;
const HOLD = 0x20;

/** FETCH ALL: FETCH_ALL is the largest `long`, of 32 bits in WebAssembly. */
const ALL = 2 ** 31 - 1;

const DIRECTIONS = {
  FETCH_FORWARD: 'forward',
  FETCH_BACKWARD: 'backward',
  FETCH_ABSOLUTE: 'absolute',
  FETCH_RELATIVE: 'relative',
} as const satisfies Record<string, FetchDirection>;

/** DECLARE name CURSOR FOR query */
export function classifyDeclareCursor(
  statement: NodeBody<'DeclareCursorStmt'>,
  raw: RawStatement,
): Statement {
  const tokens = new Tokens(raw);
  const options = statement.options ?? 0;
  const query = tokens.find('for', 2) + 1;
  const scroll = (options & SCROLL) !== 0 ? true : (options & NO_SCROLL) !== 0 ? false : null;
  return {
    kind: 'declare-cursor',
    tag: 'DECLARE CURSOR',
    name: statement.portalname ?? '',
    binary: (options & BINARY) !== 0,
    scroll,
    hold: (options & HOLD) !== 0,
    text: tokens.slice(query, tokens.all.length),
    offset: tokens.charactersBefore(query),
  };
}

/** FETCH and MOVE */
export function classifyFetch(statement: NodeBody<'FetchStmt'>): Statement {
  const move = statement.ismove ?? false;
  const howMany = Number(statement.howMany ?? 0);
  return {
    kind: 'fetch',
    tag: move ? 'MOVE' : 'FETCH',
    name: statement.portalname ?? '',
    direction: DIRECTIONS[statement.direction ?? 'FETCH_FORWARD'],
    count: howMany === ALL ? Infinity : howMany,
    move,
  };
}
