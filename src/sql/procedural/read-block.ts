import { GatewayError } from '../../errors/gateway-error.ts';
import { unsupported } from './unsupported.ts';
import { isSqlstate, OTHERS, sqlstatesOf } from './condition-names.ts';
import { stringValue } from './string-value.ts';
import type { ReadBody } from './read-body.ts';
import type { TokenReader } from './token-reader.ts';
import type { Block, Declaration, DeclaredType, ExpressionText, Handler } from './tree.ts';

/** `[<<label>>] [DECLARE ...] BEGIN ... [EXCEPTION ...] END [label]` (manual 43.2), the semicolon not included. */
export function readBlock(reader: TokenReader, statements: ReadBody): Block {
  return reader.nested(() => {
    const label = readLabel(reader);
    return readLabelledBlock(reader, label, statements);
  });
}

/** `<<label>>`, if there is one. */
export function readLabel(reader: TokenReader): string | null {
  if (!reader.accept('<<')) return null;
  const label = reader.name();
  reader.expect('>>');
  return label;
}

/** A block whose label is read already. */
export function readLabelledBlock(reader: TokenReader, label: string | null, statements: ReadBody): Block {
  const declarations: Declaration[] = [];
  let { line } = reader;
  if (reader.is('declare')) {
    while (!reader.is('begin')) {
      if (reader.accept('declare')) continue;
      declarations.push(readDeclaration(reader));
    }
    line = reader.line;
  }
  reader.expect('begin');
  const body = statements(reader, ['exception', 'end']);
  const handlers = reader.accept('exception') ? readHandlers(reader, statements) : null;
  reader.expect('end');
  if (reader.isName()) reader.name();
  return { kind: 'block', line, label, declarations, body, handlers };
}

function readHandlers(reader: TokenReader, statements: ReadBody): Handler[] {
  const handlers: Handler[] = [];
  while (reader.accept('when')) {
    const conditions: string[] = [...readCondition(reader)];
    while (reader.accept('or')) conditions.push(...readCondition(reader));
    reader.expect('then');
    handlers.push({ conditions, body: statements(reader, ['when', 'end']) });
  }
  return handlers;
}

/** The SQLSTATEs of a condition's name, or of SQLSTATE 'code'. */
function readCondition(reader: TokenReader): readonly string[] {
  if (reader.is('sqlstate')) {
    reader.skip();
    const code = stringValue(reader.stringToken());
    if (!isSqlstate(code)) throw new GatewayError('42601', 'invalid SQLSTATE code');
    return [code];
  }
  const name = reader.name();
  if (name === OTHERS) return [OTHERS];
  const found = sqlstatesOf(name);
  if (found.length === 0) throw new GatewayError('42704', `unrecognized exception condition "${name}"`);
  return found;
}

function readDeclaration(reader: TokenReader): Declaration {
  const { line } = reader;
  const name = reader.name();
  if (reader.accept('alias', 'for')) {
    const path = reader.path();
    reader.expect(';');
    const type: DeclaredType = { kind: 'alias', path };
    return { line, name, constant: false, type, notNull: false, value: null };
  }
  if (reader.is('cursor') || reader.is('scroll', 0) || (reader.is('no') && reader.is('scroll', 1)))
    throw unsupported('a cursor');
  const constant = reader.accept('constant');
  const type = readType(reader);
  if (reader.accept('collate')) reader.path();
  const notNull = reader.accept('not', 'null');
  const value: ExpressionText | null =
    reader.accept(':=') || reader.accept('=') || reader.accept('default')
      ? { text: reader.until(';') }
      : null;
  reader.expect(';');
  return { line, name, constant, type, notNull, value };
}

const TYPE_ENDS = ['collate', 'not', ':=', '=', 'default', ';'];

function readType(reader: TokenReader): DeclaredType {
  if (reader.is('record') && TYPE_ENDS.includes(reader.word(1))) {
    reader.skip();
    return { kind: 'record' };
  }
  const mark = reader.mark();
  if (reader.isName()) {
    const path = reader.path();
    const text = reader.since(mark);
    if (reader.accept('%', 'type')) {
      if (reader.is('[') || reader.is('array')) throw unsupported('an array of %TYPE');
      return { kind: 'like', path, text };
    }
    if (reader.accept('%', 'rowtype')) return { kind: 'row', text };
    reader.back(mark);
  }
  const text = reader.until(...TYPE_ENDS);
  if (text.toLowerCase() === 'refcursor') throw unsupported('a cursor');
  return { kind: 'named', text };
}
