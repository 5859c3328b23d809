import { GatewayError } from '../../errors/gateway-error.ts';
import { bodies, body, type NodeBody } from '../parse/node.ts';
import type { RawStatement } from '../parse/raw-statement.ts';
import { Tokens } from '../parse/tokens.ts';
import type { Statement } from './statement.ts';

/** DO (manual, DO): its options in any order, each once. */
export function classifyDo({ args }: NodeBody<'DoStmt'>, raw: RawStatement): Statement {
  const options = bodies(args, 'DefElem');
  const code = options.filter(({ defname }) => defname === 'as');
  const languages = options.filter(({ defname }) => defname === 'language');
  const tokens = new Tokens(raw);
  const twice = code[1] ?? languages[1];
  if (twice !== undefined) {
    const position = tokens.charactersBefore(tokens.at(twice.location ?? 0)) + 1;
    throw new GatewayError('42601', 'conflicting or redundant options', { position });
  }
  const [option] = code;
  if (option === undefined) throw new GatewayError('42601', 'no inline code specified');
  const at = tokens.at(option.location ?? 0);
  return {
    kind: 'do',
    tag: 'DO',
    language: body(languages[0]?.arg, 'String')?.sval ?? 'plpgsql',
    code: { source: body(option.arg, 'String')?.sval ?? '', literal: tokens.slice(at, at + 1) },
    offset: tokens.charactersBefore(at),
  };
}
