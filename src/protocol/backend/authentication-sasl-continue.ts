import type { BackendKind } from './kind.ts';

/** A challenge of the SASL mechanism. */
export interface AuthenticationSASLContinue {
  readonly type: 'AuthenticationSASLContinue';
  readonly data: Uint8Array;
}

export const authenticationSASLContinue: BackendKind<AuthenticationSASLContinue> = {
  letter: 'R',
  authentication: 11,
  encode: (writer, { data }) => {
    writer.bytes(data);
  },
  decode: (reader) => ({ type: 'AuthenticationSASLContinue', data: reader.rest() }),
};
