import { readTargets } from './read-target.ts';
import type { TokenReader } from './token-reader.ts';
import type { ExpressionText, Into, ProcedureStatement } from './tree.ts';

/** Words before INTO that make it another one (pl_gram.y, make_execsql_stmt). */
const OTHER_INTO = ['insert', 'merge'];

/** A statement of SQL, with INTO for its rows somewhere in it (manual 43.5.3). */
export function readSql(reader: TokenReader, line: number): ProcedureStatement {
  const mark = reader.mark();
  const importing = reader.is('import');
  let into: (Into & { readonly from: number; readonly to: number }) | null = null;
  let previous = '';
  while (!reader.is(';')) {
    if (reader.atEnd) throw reader.unexpected();
    if (reader.is('into') && into === null && !importing && !OTHER_INTO.includes(previous)) {
      const from = reader.mark();
      into = { ...readInto(reader), from, to: reader.mark() };
      previous = '';
    } else {
      previous = reader.word();
      reader.skip();
    }
  }
  const text = into === null ? reader.since(mark) : reader.sinceWithout(mark, into.from, into.to);
  reader.expect(';');
  return {
    kind: 'sql',
    line,
    text,
    into: into === null ? null : { strict: into.strict, targets: into.targets },
  };
}

function readInto(reader: TokenReader): Into {
  reader.expect('into');
  const strict = reader.accept('strict');
  return { strict, targets: readTargets(reader) };
}

/** EXECUTE expression [INTO ...] [USING ...], in either order (manual 43.5.4). */
export function readDynamic(reader: TokenReader, line: number): ProcedureStatement {
  reader.expect('execute');
  const query = reader.expression('into', 'using', ';');
  let into: Into | null = null;
  const using: ExpressionText[] = [];
  while (!reader.accept(';')) {
    if (reader.is('into')) into = readInto(reader);
    else using.push(...readUsing(reader, 'into', ';'));
  }
  return { kind: 'execute', line, query, into, using };
}

/** USING a, b; nothing when there is none. */
export function readUsing(reader: TokenReader, ...ends: readonly string[]): ExpressionText[] {
  const using: ExpressionText[] = [];
  if (!reader.accept('using')) return using;
  do using.push(reader.expression(',', ...ends));
  while (reader.accept(','));
  return using;
}
