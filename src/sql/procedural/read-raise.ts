import { stringValue } from './string-value.ts';
import type { TokenReader } from './token-reader.ts';
import type { ExpressionText, Raise, RaiseLevel, RaiseOption } from './tree.ts';

const LEVELS: readonly RaiseLevel[] = ['debug', 'log', 'info', 'notice', 'warning', 'exception'];

const OPTIONS: readonly RaiseOption[] = [
  'errcode',
  'message',
  'detail',
  'hint',
  'column',
  'constraint',
  'datatype',
  'table',
  'schema',
];

/** RAISE [level] ['format' [, expression ...] | condition | SQLSTATE 'code'] [USING ...] (manual 43.9.1). */
export function readRaise(reader: TokenReader, line: number): Raise {
  reader.expect('raise');
  const level = LEVELS.find((known) => reader.accept(known)) ?? 'exception';
  let message: string | null = null;
  let condition: string | null = null;
  const parameters: ExpressionText[] = [];
  if (reader.isString()) {
    message = stringValue(reader.stringToken());
    while (reader.accept(',')) parameters.push(reader.expression(',', 'using', ';'));
  } else if (reader.accept('sqlstate')) condition = stringValue(reader.stringToken());
  else if (!reader.is('using') && !reader.is(';')) condition = reader.name();
  const options: { option: RaiseOption; value: ExpressionText }[] = [];
  if (reader.accept('using')) {
    do options.push(readOption(reader));
    while (reader.accept(','));
  }
  reader.expect(';');
  return { kind: 'raise', line, level, condition, message, parameters, options };
}

function readOption(reader: TokenReader): { option: RaiseOption; value: ExpressionText } {
  const option = OPTIONS.find((known) => reader.accept(known));
  if (option === undefined) throw reader.unexpected();
  if (!reader.accept('=')) reader.expect(':=');
  return { option, value: reader.expression(',', ';') };
}
