import { readUsing } from './read-sql.ts';
import type { ReadBody } from './read-body.ts';
import { readTargets } from './read-target.ts';
import type { TokenReader } from './token-reader.ts';
import type { ProcedureStatement } from './tree.ts';

/** LOOP (manual 43.6.5.1), its label read, the semicolon not. */
export function readLoop(
  reader: TokenReader,
  line: number,
  label: string | null,
  statements: ReadBody,
): ProcedureStatement {
  return { kind: 'loop', line, label, body: readLoopBody(reader, statements) };
}

export function readWhile(
  reader: TokenReader,
  line: number,
  label: string | null,
  statements: ReadBody,
): ProcedureStatement {
  reader.expect('while');
  const condition = reader.expression('loop');
  return { kind: 'while', line, label, condition, body: readLoopBody(reader, statements) };
}

/** `LOOP ... END LOOP [label]` */
function readLoopBody(reader: TokenReader, statements: ReadBody): ProcedureStatement[] {
  reader.expect('loop');
  const body = statements(reader, ['end']);
  reader.expect('end', 'loop');
  if (reader.isName()) reader.name();
  return body;
}

/** FOR over integers, a query or EXECUTE: told from one another by `..` before LOOP, as PostgreSQL does (pl_gram.y). */
export function readFor(
  reader: TokenReader,
  line: number,
  label: string | null,
  statements: ReadBody,
): ProcedureStatement {
  reader.expect('for');
  const targets = readTargets(reader);
  reader.expect('in');
  if (reader.accept('execute')) {
    const query = reader.expression('using', 'loop');
    const using = readUsing(reader, 'loop');
    return {
      kind: 'for-execute',
      line,
      label,
      targets,
      query,
      using,
      body: readLoopBody(reader, statements),
    };
  }
  const mark = reader.mark();
  const reverse = reader.accept('reverse');
  reader.passTo(['..', 'loop']);
  if (!reader.is('..')) {
    const query = reader.since(mark);
    return { kind: 'for-query', line, label, targets, query, body: readLoopBody(reader, statements) };
  }
  reader.back(mark);
  if (reverse) reader.skip();
  const from = reader.expression('..');
  reader.expect('..');
  const to = reader.expression('by', 'loop');
  const by = reader.accept('by') ? reader.expression('loop') : null;
  const variable = targets[0]?.path[0] ?? '';
  return {
    kind: 'for-integer',
    line,
    label,
    variable,
    reverse,
    from,
    to,
    by,
    body: readLoopBody(reader, statements),
  };
}

/** FOREACH x [SLICE n] IN ARRAY expression (manual 43.6.7). */
export function readForeach(
  reader: TokenReader,
  line: number,
  label: string | null,
  statements: ReadBody,
): ProcedureStatement {
  reader.expect('foreach');
  const targets = readTargets(reader);
  const slice = reader.accept('slice') ? reader.integer() : 0;
  reader.expect('in', 'array');
  const array = reader.expression('loop');
  return { kind: 'foreach', line, label, targets, slice, array, body: readLoopBody(reader, statements) };
}
