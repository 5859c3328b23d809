import { readLabel, readLabelledBlock } from './read-block.ts';
import { readForeach, readFor, readLoop, readWhile } from './read-loops.ts';
import { readRaise } from './read-raise.ts';
import { readDynamic, readSql } from './read-sql.ts';
import { isAssignment, readTarget } from './read-target.ts';
import type { TokenReader } from './token-reader.ts';
import { CASE_VARIABLE, type Branch, type ExpressionText, type ProcedureStatement } from './tree.ts';
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
  ['call', (reader, line) => readSql(reader, line)],
  ['open', refuseCursor],
  ['fetch', refuseCursor],
  ['move', refuseCursor],
  ['close', refuseCursor],
]);

type ReadLabelled = (reader: TokenReader, line: number, label: string | null) => ProcedureStatement;

const LABELLED: ReadonlyMap<string, ReadLabelled> = new Map<string, ReadLabelled>([
  ['declare', (reader, _line, label) => readLabelledBlock(reader, label)],
  ['begin', (reader, _line, label) => readLabelledBlock(reader, label)],
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
    const statement = labelledReader(reader, statementLine, label);
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
  const value = readExpression(reader, ';');
  const text = reader.since(mark);
  reader.expect(';');
  return { kind: 'assign', line, target, value, text };
}

/** An expression before one of these words, which is left to be read. */
export function readExpression(reader: TokenReader, ...ends: readonly string[]): ExpressionText {
  return { text: reader.until(...ends) };
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
  const condition = readExpression(reader, 'then');
  reader.expect('then');
  return { condition, body: readStatements(reader, ['elsif', 'elseif', 'else', 'end']) };
}

function readCase(reader: TokenReader, line: number): ProcedureStatement {
  reader.expect('case');
  const test = reader.is('when') ? null : readExpression(reader, 'when');
  const branches: Branch[] = [];
  while (reader.accept('when')) {
    const { text } = readExpression(reader, 'then');
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
    const when = reader.accept('when') ? readExpression(reader, ';') : null;
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
  const condition = readExpression(reader, ',', ';');
  const message = reader.accept(',') ? readExpression(reader, ';') : null;
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
