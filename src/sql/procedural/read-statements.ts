import { readLabel, readLabelledBlock } from './read-block.ts';
import { readForeach, readFor, readLoop, readWhile } from './read-loops.ts';
import { readRaise } from './read-raise.ts';
import { readDynamic, readSql } from './read-sql.ts';
import { isAssignment, readTarget } from './read-target.ts';
import type { ReadBody } from './read-body.ts';
import type { TokenReader } from './token-reader.ts';
import { CASE_VARIABLE, type Branch, type ProcedureStatement } from './tree.ts';
import { unsupported } from './unsupported.ts';

type Read = (reader: TokenReader, line: number) => ProcedureStatement;

/** What a statement's first word makes of it; everything else is SQL (manual 43.5 and 43.6). */
const READERS: ReadonlyMap<string, Read> = new Map<string, Read>([
  ['if', readIf],
  ['case', readCase],
  ['exit', readExit('exit')],
  ['continue', readExit('continue')],
  ['return', readReturn],
  ['raise', readRaise],
  ['assert', readAssert],
  ['perform', readPerform],
  ['execute', readDynamic],
  ['get', readDiagnostics],
  ['null', readNull],
  ['commit', readTransactionEnd('commit')],
  ['rollback', readTransactionEnd('rollback')],
  ['open', refuseCursor],
  ['fetch', refuseCursor],
  ['move', refuseCursor],
  ['close', refuseCursor],
]);

type ReadLabelled = (
  reader: TokenReader,
  line: number,
  label: string | null,
  statements: ReadBody,
) => ProcedureStatement;

const LABELLED: ReadonlyMap<string, ReadLabelled> = new Map<string, ReadLabelled>([
  ['declare', (reader, _line, label, statements) => readLabelledBlock(reader, label, statements)],
  ['begin', (reader, _line, label, statements) => readLabelledBlock(reader, label, statements)],
  ['loop', readLoop],
  ['while', readWhile],
  ['for', readFor],
  ['foreach', readForeach],
]);

/** Statements up to one of these words, which is left to be read. */
export function readStatements(reader: TokenReader, ends: readonly string[]): ProcedureStatement[] {
  return reader.nested(() => {
    const statements: ProcedureStatement[] = [];
    while (!reader.isAny(ends)) {
      if (reader.atEnd) throw reader.unexpected();
      statements.push(readStatement(reader));
    }
    return statements;
  });
}

function readStatement(reader: TokenReader): ProcedureStatement {
  const { line } = reader;
  const labelled = reader.is('<<');
  const label = readLabel(reader);
  const statementLine = labelled ? reader.line : line;
  const word = reader.word();
  const labelledReader = LABELLED.get(word);
  if (labelledReader !== undefined) {
    const statement = labelledReader(reader, statementLine, label, readStatements);
    reader.expect(';');
    return statement;
  }
  if (isAssignment(reader)) return readAssignment(reader, line);
  return (READERS.get(word) ?? readSql)(reader, line);
}

function readAssignment(reader: TokenReader, line: number): ProcedureStatement {
  const mark = reader.mark();
  const target = readTarget(reader);
  reader.skip();
  const value = reader.expression(';');
  const text = reader.since(mark);
  reader.expect(';');
  return { kind: 'assign', line, target, value, text };
}

function readIf(reader: TokenReader, line: number): ProcedureStatement {
  reader.expect('if');
  const branches: Branch[] = [readBranch(reader)];
  while (reader.accept('elsif') || reader.accept('elseif')) branches.push(readBranch(reader));
  const otherwise = reader.accept('else') ? readStatements(reader, ['end']) : [];
  reader.expect('end', 'if', ';');
  return { kind: 'if', line, branches, otherwise };
}

function readBranch(reader: TokenReader): Branch {
  const condition = reader.expression('then');
  reader.expect('then');
  return { condition, body: readStatements(reader, ['elsif', 'elseif', 'else', 'end']) };
}

function readCase(reader: TokenReader, line: number): ProcedureStatement {
  reader.expect('case');
  const test = reader.is('when') ? null : reader.expression('when');
  const branches: Branch[] = [];
  while (reader.accept('when')) {
    const { text } = reader.expression('then');
    reader.expect('then');
    const condition = { text: test === null ? text : `"${CASE_VARIABLE}" IN (${text})` };
    branches.push({ condition, body: readStatements(reader, ['when', 'else', 'end']) });
  }
  const otherwise = reader.accept('else') ? readStatements(reader, ['end']) : null;
  reader.expect('end', 'case', ';');
  return { kind: 'case', line, test, branches, otherwise };
}

function readExit(kind: 'exit' | 'continue'): Read {
  return (reader, line) => {
    reader.expect(kind);
    const label = reader.is('when') || reader.is(';') ? null : reader.name();
    const when = reader.accept('when') ? reader.expression(';') : null;
    reader.expect(';');
    return { kind, line, label, when };
  };
}

/** A code block returns nothing (manual, DO): PostgreSQL has refused everything else. */
function readReturn(reader: TokenReader, line: number): ProcedureStatement {
  reader.expect('return', ';');
  return { kind: 'return', line };
}

function readAssert(reader: TokenReader, line: number): ProcedureStatement {
  reader.expect('assert');
  const condition = reader.expression(',', ';');
  const message = reader.accept(',') ? reader.expression(';') : null;
  reader.expect(';');
  return { kind: 'assert', line, condition, message };
}

function readPerform(reader: TokenReader, line: number): ProcedureStatement {
  reader.expect('perform');
  const query = `SELECT ${reader.until(';')}`;
  reader.expect(';');
  return { kind: 'perform', line, query };
}

function readDiagnostics(reader: TokenReader, line: number): ProcedureStatement {
  reader.expect('get');
  const stacked = reader.accept('stacked');
  reader.accept('current');
  reader.expect('diagnostics');
  const items = [];
  do {
    const target = readTarget(reader);
    if (!reader.accept('=')) reader.expect(':=');
    items.push({ target, item: reader.name() });
  } while (reader.accept(','));
  reader.expect(';');
  return { kind: 'diagnostics', line, stacked, items };
}

function readNull(reader: TokenReader, line: number): ProcedureStatement {
  reader.expect('null', ';');
  return { kind: 'null', line };
}

function readTransactionEnd(kind: 'commit' | 'rollback'): Read {
  return (reader, line) => {
    reader.expect(kind);
    let chain = false;
    if (reader.accept('and')) {
      chain = !reader.accept('no');
      reader.expect('chain');
    }
    reader.expect(';');
    return { kind, line, chain };
  };
}

function refuseCursor(): never {
  throw unsupported('a cursor');
}
