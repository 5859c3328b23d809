import type { Reader } from '../reader.ts';
import { violation } from '../violation.ts';

/** The answer to AuthenticationCleartextPassword and AuthenticationMD5Password. */
export interface PasswordMessage {
  readonly type: 'PasswordMessage';
  readonly password: string;
}

export function decodePasswordMessage(reader: Reader): PasswordMessage {
  const password = reader.cstring();
  if (reader.remaining > 0) throw violation('invalid password packet size');
  return { type: 'PasswordMessage', password };
}
