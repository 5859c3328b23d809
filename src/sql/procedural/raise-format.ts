import { GatewayError } from '../../errors/gateway-error.ts';

/**
 * The message of RAISE: each `%` stands for the next value, `%%` for a percent sign (manual 43.9.1).
 * @throws GatewayError 42601 for too few or too many values
 */
export function formatMessage(format: string, values: readonly (string | null)[]): string {
  let message = '';
  let next = 0;
  for (let at = 0; at < format.length; at += 1) {
    const character = format.charAt(at);
    if (character !== '%') message += character;
    else if (format.charAt(at + 1) === '%') {
      message += '%';
      at += 1;
    } else {
      if (next >= values.length) throw new GatewayError('42601', 'too few parameters specified for RAISE');
      message += values[next] ?? '<NULL>';
      next += 1;
    }
  }
  if (next < values.length) throw new GatewayError('42601', 'too many parameters specified for RAISE');
  return message;
}
