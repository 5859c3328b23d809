import { readExpression, readStatements } from './read-statements.ts';
import { readUsing } from './read-sql.ts';
import { readTargets } from './read-target.ts';
import type { TokenReader } from './token-reader.ts';
import type { ProcedureStatement } from './tree.ts';
import { unsupported } from './unsupported.ts';

/** LOOP (manual 43.6.5.1), its label read, the semicolon not. */
export function readLoop(reader: TokenReader, line: number, label: string | null): ProcedureStatement {
  return { kind: 'loop', line, label, body: readLoopBody(reader) };
}

export function readWhile(reader: TokenReader, line: number, label: string | null): ProcedureStatement {
  reader.expect('while');
  const condition = readExpression(reader, 'loop');
  return { kind: 'while', line, label, condition, body: readLoopBody(reader) };
}

/** `LOOP ... END LOOP [label]` */
function readLoopBody(reader: TokenReader): ProcedureStatement[] {
  reader.expect('loop');
  const body = readStatements(reader, ['end']);
  reader.expect('end', 'loop');
  if (reader.isName()) reader.name();
  return body;
}

/** FOR over integers, a query or EXECUTE: told from one another by `..` before LOOP, as PostgreSQL does (pl_gram.y). */
export function readFor(reader: TokenReader, line: number, label: string | null): ProcedureStatement {
  reader.expect('for');
  const targets = readTargets(reader);
  reader.expect('in');
  if (reader.accept('execute')) {
    const query = readExpression(reader, 'using', 'loop');
    const using = readUsing(reader, 'loop');
    return { kind: 'for-execute', line, label, targets, query, using, body: readLoopBody(reader) };
  }
  const mark = reader.mark();
  const reverse = reader.accept('reverse');
  reader.passTo(['..', 'loop']);
  if (!reader.is('..')) {
    const query = reader.since(mark);
    if (/^[\w$".]+$/.test(query) || /^\w+\s*\(/.test(query)) throw unsupported('a loop over a cursor');
    return { kind: 'for-query', line, label, targets, query, body: readLoopBody(reader) };
  }
  reader.back(mark);
  if (reverse) reader.skip();
  const from = readExpression(reader, '..');
  reader.expect('..');
  const to = readExpression(reader, 'by', 'loop');
  const by = reader.accept('by') ? readExpression(reader, 'loop') : null;
  const variable = targets[0]?.path[0] ?? '';
  return { kind: 'for-integer', line, label, variable, reverse, from, to, by, body: readLoopBody(reader) };
}

/** FOREACH x [SLICE n] IN ARRAY expression (manual 43.6.7). */
export function readForeach(reader: TokenReader, line: number, label: string | null): ProcedureStatement {
  reader.expect('foreach');
  const targets = readTargets(reader);
  const slice = reader.accept('slice') ? reader.integer() : 0;
  reader.expect('in', 'array');
  const array = readExpression(reader, 'loop');
  return { kind: 'foreach', line, label, targets, slice, array, body: readLoopBody(reader) };
}
