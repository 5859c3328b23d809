import type { BackendKind } from './kind.ts';

/** The client is who it says. */
export interface AuthenticationOk {
  readonly type: 'AuthenticationOk';
}

export const authenticationOk: BackendKind<AuthenticationOk> = {
  letter: 'R',
  authentication: 0,
  encode: () => undefined,
  decode: () => ({ type: 'AuthenticationOk' }),
};
