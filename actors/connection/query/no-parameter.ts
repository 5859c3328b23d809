import { GatewayError } from '../../../src/errors/gateway-error.ts';
import { scan } from '../../../src/sql/lexer/scan.ts';
import { characterLength } from '../../../src/types/characters.ts';

/** A Query has no parameters: 42P02 at the first place that names one. */
export function noParameter(text: string): GatewayError {
  const token = scan(text)?.find(({ kind }) => kind === 'parameter');
  const position = token && characterLength(text.slice(0, token.start)) + 1;
  return new GatewayError('42P02', `there is no parameter ${token?.value ?? '$1'}`, { position });
}
