import type { BackendKind } from './kind.ts';

/** Asks for PasswordMessage with the password itself. */
export interface AuthenticationCleartextPassword {
  readonly type: 'AuthenticationCleartextPassword';
}

export const authenticationCleartextPassword: BackendKind<AuthenticationCleartextPassword> = {
  letter: 'R',
  authentication: 3,
  encode: () => undefined,
  decode: () => ({ type: 'AuthenticationCleartextPassword' }),
};
